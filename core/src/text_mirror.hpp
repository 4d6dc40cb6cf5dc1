// Exports text_mirror and mirror_view: a text, or value, that is another one, which has been read, but for
// the spelling of a few scalars. It needs no table: comparing bytes tells the scalars, all else is the
// other's.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "emend/text.hpp"

#include "text_diff_view.hpp"
#include "text_memory.hpp"

namespace emend::detail {

class text_mirror {
public:
    /// Compares `text` with what `guide` has read. Gives false where they differ in more than a few
    /// scalars, or anything is wrong with the text: then it is to be read.
    ///
    /// cost    a comparison of bytes, and O(log n) for each scalar that differs
    [[nodiscard]] bool read(std::string_view text, const text::index& guide,
                            const text::read_options& options);

    /// In document order; nodes are the guide's.
    [[nodiscard]] const std::vector<respelled>& changes() const { return changes_; }
    [[nodiscard]] bool has_escapes() const { return memory_.has_escapes; }

private:
    std::vector<respelled> changes_{};
    index_memory memory_{};
};

/// The second value as the diff sees it: nodes and names are the guide's.
class mirror_view {
public:
    using node = text_diff_view::node;
    using key = text_diff_view::key;
    using cursor = text_diff_view::cursor;

    /// `changes` in document order, from a text that ends at `text_end`; `escapes`: it may have some.
    mirror_view(const text_diff_view& guide, std::span<const respelled> changes, const char* text_end,
                bool escapes)
        : guide_(guide), changes_(changes), text_end_(text_end), escapes_(escapes) {
        for (const auto& c : changes_) {
            const auto old = guide.source(c.node).size();
            if (old > c.source.size()) excess_ += old - c.source.size();
        }
    }

    [[nodiscard]] std::span<const respelled> changes() const { return changes_; }

    [[nodiscard, gnu::always_inline]] kind kind_of(node y) const {
        const auto* c = find(y);
        return c != nullptr ? kind_of_byte(c->source.front()) : guide_.kind_of(y);
    }
    [[nodiscard]] cursor children(node y) const { return guide_.children(y); }
    [[nodiscard]] std::uint32_t extent(node y) const { return guide_.extent(y); }
    /// Of a container: its own bytes are not what the guide's are.
    [[nodiscard]] std::string_view source(node y) const {
        const auto* c = find(y);
        return c != nullptr ? c->source : guide_.source(y);
    }
    [[nodiscard]] bool escapes() const { return escapes_; }
    [[nodiscard]] const char* text_end() const { return text_end_; }

    [[nodiscard]] std::size_t size_scalar(node y) const { return source(y).size(); }
    [[nodiscard]] std::uint32_t sign(node y) const { return text_diff_view::sign_of(source(y), escapes_); }
    [[nodiscard]] bool exceeds(node y, std::uint64_t bytes) const {
        return guide_.exceeds(y, bytes + excess_);
    }
    [[nodiscard]] std::optional<std::uint64_t> flat_size(node y) const {
        auto size = guide_.flat_size(y);
        for (auto i = place_of(y); size && i < changes_.size() && changes_[i].node < guide_.at(y).next; ++i)
            *size += changes_[i].source.size() - guide_.source(changes_[i].node).size();  // modulo 2^64
        return size;
    }
    [[nodiscard]] static std::size_t key_value_size(key k) { return text_diff_view::key_value_size(k); }

    [[nodiscard]] bool same_key(key x, const mirror_view&, key y) const {
        return guide_.same_key(x, guide_, y);
    }
    /// REQUIRES: both are scalars of one kind.
    [[nodiscard]] bool same_scalar(node x, const mirror_view& other, node y) const {
        return guide_.same_scalars(source(x), other.source(y), escapes_ || other.escapes_);
    }

private:
    // Of the first change that is not in front of y. Mostly it is the one asked for last.
    [[nodiscard, gnu::always_inline]] std::size_t place_of(node y) const {
        const bool behind = place_ == 0 || changes_[place_ - 1].node < y;
        const bool before = place_ == changes_.size() || y <= changes_[place_].node;
        if (!behind || !before) [[unlikely]]
            look_for(y);
        return place_;
    }
    [[gnu::noinline]] void look_for(node y) const {
        if (place_ < changes_.size() && changes_[place_].node < y &&
            (place_ + 1 == changes_.size() || y <= changes_[place_ + 1].node)) {
            ++place_;
            return;
        }
        const auto at = std::partition_point(changes_.begin(), changes_.end(),
                                             [&](const respelled& c) { return c.node < y; });
        place_ = static_cast<std::size_t>(at - changes_.begin());
    }
    [[nodiscard, gnu::always_inline]] const respelled* find(node y) const {
        const auto at = place_of(y);
        return at != changes_.size() && changes_[at].node == y ? &changes_[at] : nullptr;
    }

    const text_diff_view& guide_;
    std::span<const respelled> changes_;
    const char* text_end_;
    bool escapes_;
    std::size_t excess_ = 0;  ///< bytes by which all that changed together is shorter
    mutable std::size_t place_ = 0;
};

}  // namespace emend::detail
