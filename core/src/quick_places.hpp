// Exports quick_places: whether elements that differ, in a short stretch of two arrays, each belong to the
// one in its place. Then there is nothing to align: no other order of things costs less (align.cpp), as
//
//   elements that differ have no like on the other side, so all that is kept is kept in its place;
//   one that is edited would not become cheaper to make of another one;
//   no member names another element, so none can be a key that says otherwise.
//
// Says no where it cannot tell at a glance.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "compact_size.hpp"
#include "view.hpp"

namespace emend::detail {

/// Whether an object has no member of that name of another document, which a look at it or a few members
/// tell.
template <class View, class Other>
[[nodiscard]] bool lacks(const View& a, typename View::key name, const Other& b, typename View::node object) {
    if constexpr (requires { b.lacks(object, name); }) return b.lacks(object, name);
    int reach = 8;
    for (auto at = b.children(object); !at.done(); at.advance()) {
        if (--reach < 0 || a.same_key(name, b, at.key())) return false;
    }
    return true;
}

/// Whether two values differ, which how much there is in containers and their first children mostly tell.
template <class View, class Other>
[[nodiscard]] bool unlike(const View& a, typename View::node x, const Other& b, typename View::node y) {
    const auto k = a.kind_of(x);
    if (k != b.kind_of(y)) return true;
    if (!is_container(k)) return !a.same_scalar(x, b, y);
    if (a.extent(x) != b.extent(y)) return true;
    auto l = a.children(x);
    auto r = b.children(y);
    for (; !l.done() && !r.done(); l.advance(), r.advance()) {
        if (k == kind::object && !a.same_key(l.key(), b, r.key())) return lacks(a, l.key(), b, y);
        const auto inside = a.kind_of(l.value());
        if (inside != b.kind_of(r.value())) return true;
        if (!is_container(inside) && !a.same_scalar(l.value(), b, r.value())) return true;
    }
    return l.done() != r.done();
}

template <class View, class Other = View>
class quick_places {
public:
    using node = typename View::node;
    using cursor = typename View::cursor;

    static constexpr std::size_t most = 15;  ///< elements looked at

    quick_places(const View& a, const Other& b) : a_(a), b_(b) {}

    /// Looks at `count` elements from place `first` on of containers x and y; `differ` has a bit for each
    /// that differs. REQUIRES: count <= most, both have so many elements, and what differs inside of
    /// elements is scalars that are their own children.
    bool stay(node x, node y, std::size_t first, std::size_t count, std::uint32_t differ) {
        if (std::popcount(differ) > most_differing) return false;
        count_ = count;
        differ_ = differ;
        read(a_, x, first, left_);
        read(b_, y, first, right_);
        for (std::size_t j = 0; j < count_; ++j) {
            if (differs(j) && !belongs(j)) return false;
        }
        return true;
    }

    /// The same of elements that differ anywhere inside, where `cost` is what their operations take and an
    /// estimate of it would not be far off (estimate.cpp): any other order has to insert one of them, which
    /// takes more.
    bool stay_edited(node x, node y, std::size_t first, std::size_t count, std::uint32_t differ,
                     std::uint64_t cost) {
        if (std::popcount(differ) > most_differing) return false;
        count_ = count;
        differ_ = differ;
        if (count_ - static_cast<std::size_t>(std::popcount(differ_)) >= often) return false;
        read(a_, x, first, left_);
        read(b_, y, first, right_);
        for (std::size_t j = 0; j < count_; ++j) {
            if (differs(j) && !(is_edited(j) && has_no_like(j) && !fits(b_, right_[j], 2 * cost)))
                return false;
        }
        return true;
    }

private:
    // More are told apart by what they share (align_votes.cpp).
    static constexpr int most_differing = 6;
    // Values that stand so often on both sides are no candidates (align.cpp): they take part in the gaps.
    static constexpr std::size_t often = 5;

    using elements = std::array<node, most>;

    [[nodiscard]] bool differs(std::size_t i) const { return (differ_ >> i & 1U) != 0; }

    template <class Either>
    void read(const Either& view, node x, std::size_t first, elements& out) const {
        auto at = view.children(x);
        for (std::size_t i = 0; i < first; ++i) at.advance();
        for (std::size_t i = 0; i < count_; ++i, at.advance()) out[i] = at.value();
    }

    [[nodiscard]] bool is_edited(std::size_t j) const {
        return is_container(b_.kind_of(right_[j])) && a_.kind_of(left_[j]) == b_.kind_of(right_[j]);
    }

    // Neither stands element j elsewhere, nor does a member say that it is another one.
    [[nodiscard]] bool has_no_like(std::size_t j) const {
        const bool named = a_.kind_of(left_[j]) == kind::object;
        for (std::size_t i = 0; i < count_; ++i) {
            if (i == j) continue;
            if (!unlike(a_, left_[i], b_, right_[j]) || !unlike(a_, left_[j], b_, right_[i])) return false;
            if (named && a_.kind_of(left_[i]) == kind::object && !no_cheaper(i, j)) return false;
        }
        return true;
    }

    [[nodiscard]] bool belongs(std::size_t j) const {
        const bool edited = is_edited(j);
        const auto kept = count_ - static_cast<std::size_t>(std::popcount(differ_));
        for (std::size_t i = 0; i < count_; ++i) {
            if (i == j) continue;
            if (!unlike(a_, left_[i], b_, right_[j]) || !unlike(a_, left_[j], b_, right_[i])) return false;
            const bool may_pair = differs(i) || kept >= often;
            if (edited && may_pair && a_.kind_of(left_[i]) == a_.kind_of(left_[j]) && !no_cheaper(i, j))
                return false;
        }
        return true;
    }

    // Whether what is new in element j does not stand in the old element i.
    [[nodiscard]] bool no_cheaper(std::size_t i, std::size_t j) const {
        const bool object = a_.kind_of(left_[j]) == kind::object;
        auto old = a_.children(left_[j]);
        auto other = a_.children(left_[i]);
        auto now = b_.children(right_[j]);
        for (; !now.done(); now.advance(), old.advance(), other.advance()) {
            if (old.done()) return false;
            if (object && (other.done() || !a_.same_key(old.key(), b_, now.key()) ||
                           !a_.same_key(other.key(), b_, now.key()))) {
                return false;
            }
            const auto k = b_.kind_of(now.value());
            if (is_container(k) || is_same(old.value(), now.value(), k)) {
                if (!object && other.done()) return false;
                continue;
            }
            if (object ? is_same(other.value(), now.value(), k) : stands_in(left_[i], now.value(), k))
                return false;
            if (!object && other.done()) return false;
        }
        return old.done();
    }

    [[nodiscard]] bool is_same(node x, node y, kind k) const {
        return a_.kind_of(x) == k && a_.same_scalar(x, b_, y);
    }
    [[nodiscard]] bool stands_in(node array, node y, kind k) const {
        for (auto at = a_.children(array); !at.done(); at.advance()) {
            if (is_same(at.value(), y, k)) return true;
        }
        return false;
    }

    const View& a_;
    const Other& b_;
    std::size_t count_ = 0;
    std::uint32_t differ_ = 0;
    elements left_{};
    elements right_{};
};

}  // namespace emend::detail
