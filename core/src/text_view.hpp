// The text lane as the algorithms see it: nodes are numbers in the table of an index.
// Members that a later one of the same name shadows are passed over.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "emend/text.hpp"

#include "number.hpp"
#include "text_names.hpp"
#include "text_string.hpp"
#include "text_twin.hpp"
#include "view.hpp"

namespace emend::detail {

/// By the first byte of a value; all other bytes count as those of numbers.
inline constexpr auto kinds_by_byte = [] {
    std::array<kind, 256> kinds{};
    kinds.fill(kind::number);
    kinds['{'] = kind::object;
    kinds['['] = kind::array;
    kinds['"'] = kind::string;
    kinds['t'] = kinds['f'] = kind::boolean;
    kinds['n'] = kind::null;
    return kinds;
}();
[[nodiscard]] constexpr kind kind_of_byte(char first) {
    return kinds_by_byte[static_cast<unsigned char>(first)];
}

class text_view {
public:
    using node = std::uint32_t;
    using key = std::string_view;  ///< raw, without the quotes

    explicit text_view(const text::index& source) : text_view(source, source.nodes()) {}

    /// For who goes by the outline: see text::index.
    struct outline {
        const text::index& of;
    };
    explicit text_view(outline source) : text_view(source.of, source.of.outline()) {}

    /// A text that was read beside another one.
    explicit text_view(const text_twin& source)
        : text_(source.source().data()),
          end_(text_ + source.source().size()),
          nodes_(source.nodes()),
          shadows_(),
          escapes_(source.has_escapes()),
          twin_(&source) {}

    class cursor {
    public:
        cursor() = default;
        [[gnu::always_inline]] cursor(const text_view& view, const text_twin::range& children,
                                      std::uint32_t end)
            : view_(&view), at_(children.first), last_(children.last), end_(end) {
            pass_shadows();
        }

        [[nodiscard]] bool done() const { return at_ == last_; }
        [[gnu::always_inline]] void advance() {
            at_ = view_->nodes_[at_].next;
            pass_shadows();
        }
        [[nodiscard]] node value() const { return at_; }
        /// Byte behind the container.
        [[nodiscard]] std::uint32_t end() const { return end_; }
        [[nodiscard, gnu::always_inline]] text_view::key key() const {
            return raw_name(view_->text_, view_->nodes_[at_]);
        }

    private:
        [[gnu::always_inline]] void pass_shadows() {
            if (view_->has_shadows()) [[unlikely]]
                pass_some();
        }
        void pass_some() {
            while (at_ != last_ && view_->is_shadowed(at_)) at_ = view_->nodes_[at_].next;
        }

        const text_view* view_ = nullptr;
        node at_ = 0;
        node last_ = 0;
        std::uint32_t end_ = 0;
    };

    [[nodiscard]] static node root() { return 0; }
    [[nodiscard]] kind kind_of(node x) const { return kind_of_byte(text_[nodes_[x].begin]); }
    [[nodiscard, gnu::always_inline]] cursor children(node x) const {
        return {*this, inside(x), nodes_[x].end};
    }

    /// Walks the children: O(their number).
    [[nodiscard]] std::size_t size(node x) const {
        std::size_t count = 0;
        for (auto at = children(x); !at.done(); at.advance()) ++count;
        return count;
    }

    /// The bytes of the value.
    [[nodiscard]] std::string_view source(node x) const {
        return {text_ + nodes_[x].begin, nodes_[x].end - nodes_[x].begin};
    }

    /// The string's raw contents. REQUIRES: kind_of(x) == kind::string.
    [[nodiscard]] std::string_view raw(node x) const {
        return {text_ + nodes_[x].begin + 1, nodes_[x].end - nodes_[x].begin - 2};
    }

    /// The nodes inside a container: its children with what is in them.
    [[nodiscard]] text_twin::range inside(node x) const {
        return twin_ == nullptr ? text_twin::range{x + 1, nodes_[x].next} : twin_->children(x);
    }

    /// How many values a value is, with all inside it.
    [[nodiscard]] std::uint32_t values_in(node x) const {
        return twin_ == nullptr ? nodes_[x].next - x : twin_->values_in(x);
    }

    /// Equal containers have as many. REQUIRES: no shadows.
    [[nodiscard]] std::uint32_t extent(node x) const { return values_in(x); }

    /// Whether every container of the table is open: what is inside follows it.
    [[nodiscard]] bool is_open() const { return twin_ == nullptr; }

    /// Whether this is known to be spelled as node x of the text that was read before it.
    [[nodiscard]] bool is_known_as(node y, node x) const {
        return twin_ != nullptr && twin_->same_as(y) == x;
    }

    [[nodiscard]] const text::node& at(node x) const { return nodes_[x]; }
    [[nodiscard]] const char* text() const { return text_; }
    [[nodiscard]] const char* text_end() const { return end_; }
    [[nodiscard]] bool escapes() const { return escapes_; }
    [[nodiscard]] std::span<const text::shadowed> shadows() const { return shadows_; }
    [[nodiscard]] bool has_shadows() const { return !shadows_.empty(); }
    [[nodiscard]] bool is_shadowed(node x) const {
        const auto found = std::lower_bound(shadows_.begin(), shadows_.end(), x,
                                            [](const text::shadowed& s, node n) { return s.node < n; });
        return found != shadows_.end() && found->node == x;
    }

    template <class Other>
    [[nodiscard]] bool same_key(key a, const Other& other, key b) const {
        return escapes_ || other.escapes() ? same_raw(a, b) : a == b;
    }
    [[nodiscard]] bool less_key(key a, const text_view& other, key b) const {
        if (!escapes_ && !other.escapes_) return a < b;
        return compare_raw(a, b) < 0;
    }

    /// REQUIRES: both are scalars of one kind.
    template <class Other>
    [[nodiscard]] bool same_scalar(node x, const Other& other, node y) const {
        return same_spelled(source(x), other.source(y), escapes_ || other.escapes());
    }

    /// REQUIRES: both spell scalars of one kind; `escapes` is set where there may be some.
    [[nodiscard]] static bool same_spelled(std::string_view a, std::string_view b, bool escapes) {
        switch (kind_of_byte(a.front())) {
            case kind::null:
                return true;
            case kind::string:
                return escapes ? same_raw(a.substr(1, a.size() - 2), b.substr(1, b.size() - 2)) : a == b;
            case kind::number:
                return number::equal(a, b);
            case kind::boolean:
                return a.front() == b.front();
            case kind::array:
            case kind::object:
            case kind::invalid:
                break;
        }
        return false;
    }

private:
    text_view(const text::index& source, std::span<const text::node> nodes)
        : text_(source.source().data()),
          end_(text_ + source.source().size()),
          nodes_(nodes.data()),
          shadows_(source.shadows()),
          escapes_(source.has_escapes()) {}

    const char* text_;
    const char* end_;
    const text::node* nodes_;
    std::span<const text::shadowed> shadows_;
    bool escapes_;
    const text_twin* twin_ = nullptr;  ///< null when every container of the table is open
};

}  // namespace emend::detail
