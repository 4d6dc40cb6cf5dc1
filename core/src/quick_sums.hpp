// Exports quick_sums: what the differences inside of a container come to, for who goes over two documents
// once, and quick_rules: what follows from that.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "compact_size.hpp"
#include "quick_places.hpp"
#include "work.hpp"

namespace emend::detail {

struct quick_sums {
    std::uint64_t length = 0;     ///< bytes of the pointer that leads here
    std::uint64_t cost = 0;       ///< bytes of the operations inside
    std::uint64_t least = 2;      ///< bytes of compact JSON that the second one takes at least
    std::uint32_t place = 0;      ///< elements passed
    std::uint32_t first = 0;      ///< element that differs
    std::uint32_t last = 0;       ///< and the last one so far
    std::uint32_t differ = 0;     ///< children that do
    std::uint32_t inner = 0;      ///< containers among them
    std::uint32_t differing = 0;  ///< a bit for each child from the first that differs on
    bool object = false;
    bool neighbours = false;  ///< elements side by side differ
    bool deep = false;        ///< a container inside a container inside does
    bool edited = false;      ///< a container inside changes a lot

    /// The child at this place differs.
    void note_place() {
        constexpr std::uint32_t most = 32;
        if (differ == 0) first = place;
        neighbours = neighbours || (differ > 0 && place == last + 1);
        last = place;
        if (place - first < most) differing |= std::uint32_t{1} << (place - first);
        ++differ;
    }

    /// The child is a container that differs inside, and is replaced whole or not.
    void note_container(const quick_sums& inside, std::uint64_t bytes) {
        cost += bytes;
        least += inside.least + (object ? 3 : 0);
        ++inner;
        deep = deep || inside.inner > 0;
        edited = edited || inside.cost > 2 * (op_bytes::move + 2 * inside.length);
        note_place();
    }
};

template <class View, class Other>
class quick_rules {
public:
    using node = typename View::node;

    quick_rules(const View& a, const Other& b) : a_(a), b_(b) {}

    /// Of an array: few elements differ, and no two side by side: each belongs to the one in its place
    /// (match_arrays.hpp). Of a short stretch that shows at a glance as well.
    [[nodiscard]] bool stays_in_place(const quick_sums& s, node old, node self) const {
        const auto count = s.last - s.first + 1;
        if (s.differ <= 1 || (!s.neighbours && s.differ * 4 <= count + 3)) return true;
        return count <= quick_places<View>::most && !s.deep &&
               quick_places<View, Other>(a_, b_).stay(old, self, s.first, count, s.differing);
    }

    /// Of an object: whether a member may now have another one's value: then it is carried there
    /// (regroup.cpp). `edits` are the containers in it that differ.
    [[nodiscard]] bool changes_places(std::span<const std::pair<node, node>> edits) const {
        for (std::size_t i = 0; i < edits.size(); ++i) {
            for (std::size_t j = 0; j < edits.size(); ++j) {
                if (i != j && !unlike(a_, edits[i].first, b_, edits[j].second)) return true;
            }
        }
        return false;
    }

    /// What it finds to be too large makes the containers around it so: none is looked through twice.
    [[nodiscard]] bool cheaper_whole(quick_sums& s, node self) const {
        const auto around = op_bytes::replace + s.length;
        if (s.cost < around || s.least > s.cost - around) return false;
        if (fits(b_, self, s.cost - around)) return true;
        s.least = s.cost - around + 1;
        return false;
    }

    /// Of the operation that replaces it.
    [[nodiscard]] std::uint64_t whole_bytes(const quick_sums& s, node self) const {
        return op_bytes::replace + s.length + small_size(b_, self);
    }

    /// Whether to replace the root takes less than a patch of so many bytes.
    [[nodiscard]] bool longer_than_whole(std::uint64_t bytes, node root) const {
        constexpr auto around = op_bytes::replace + 1;
        return bytes > around && fits(b_, root, bytes - around - 1);
    }

private:
    const View& a_;
    const Other& b_;
};

}  // namespace emend::detail
