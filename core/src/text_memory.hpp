// What an index keeps between two parses, so that the second allocates nothing.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

#include "emend/text.hpp"

#include "large_pages.hpp"
#include "text_names.hpp"

namespace emend::detail {

/// A growing array of nodes. Grown by realloc, which moves pages instead of bytes.
class node_buffer {
public:
    void clear() { size_ = 0; }

    /// Makes room for `more` nodes behind the present ones.
    void reserve_more(std::size_t more) {
        if (capacity_ - size_ < more) grow(size_ + more);
    }

    /// Makes room for so many in all, with nothing to move later: what grows by realloc loses its
    /// large pages.
    void expect(std::size_t count) {
        if (capacity_ >= count) return;
        grow_to(count);
        prefer_large_pages(data_.get(), capacity_ * sizeof(text::node));
    }

    std::uint32_t push(const text::node& n) {
        reserve_more(1);
        data_.get()[size_] = n;
        return static_cast<std::uint32_t>(size_++);
    }

    /// REQUIRES: data()[0, size) is written and within what was reserved.
    void set_size(std::size_t size) { size_ = size; }

    [[nodiscard]] std::size_t capacity() const { return capacity_; }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(size_); }
    [[nodiscard]] text::node* data() { return data_.get(); }
    [[nodiscard]] text::node& operator[](std::size_t i) { return data_.get()[i]; }

private:
    struct release {
        void operator()(text::node* p) const { std::free(p); }
    };

    void grow(std::size_t least) { grow_to(least < 64 ? 64 : least + least / 2); }

    void grow_to(std::size_t wanted) {
        // Not owned by both while realloc decides: it frees the old block itself.
        auto* old = data_.release();
        auto* fresh = static_cast<text::node*>(std::realloc(old, wanted * sizeof(text::node)));
        data_.reset(fresh != nullptr ? fresh : old);
        if (fresh == nullptr) throw std::bad_alloc();
        capacity_ = wanted;
    }

    std::unique_ptr<text::node, release> data_{};
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

/// A container that the fast reader has not seen the end of.
struct open_container {
    std::uint32_t node = 0;
    char closer = ']';
    name_check names{};
};

/// A scalar that a text spells otherwise than another.
struct respelled {
    std::uint32_t node = 0;  ///< in the other text
    std::string_view source{};
};

/// Of one text: a value that is an earlier one but for the spelling of some scalars.
struct repetition {
    std::uint32_t first = 0;
    std::uint32_t second = 0;          ///< 0 where none is known
    std::vector<respelled> changes{};  ///< in document order; nodes inside the first, bytes of the second
    bool unwritten = false;            ///< the nodes inside the second are left out as yet
};

struct structural_scanner;
struct scanner_delete {
    void operator()(structural_scanner* p) const;
};

struct index_memory {
    node_buffer nodes{};
    std::vector<std::uint32_t> open{};     ///< the containers around the present place
    std::vector<open_container> frames{};  ///< the same, for the fast reader
    member_names names{};
    repetition repeats{};  ///< the last one found

    /// Where in the last text, of so many bytes, a value began that repeated its sibling; 0 where none did.
    struct share {
        std::size_t begin = 0;
        std::size_t size = 0;
    };
    share repeated{};
    std::vector<text::shadowed> shadows{};
    bool has_escapes = false;
    std::size_t depth = 0;
    std::unique_ptr<structural_scanner, scanner_delete> scanner{};

    void start(std::string_view text) {
        nodes.clear();
        shadows.clear();
        names.start(text);
        repeats.second = 0;
        repeats.unwritten = false;
        has_escapes = false;
        depth = 0;
    }
};

}  // namespace emend::detail
