// Exports quick_sums: what the differences inside of a container come to, for who goes over two documents
// once, and quick_rules: what follows from that.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "compact_size.hpp"
#include "in_place.hpp"
#include "quick_places.hpp"
#include "work.hpp"

namespace emend::detail {

struct quick_sums {
    /// Elements side by side.
    struct run {
        std::uint32_t first = 0;
        std::uint32_t end = 0;
        std::uint32_t cost = 0;  ///< bytes of the operations inside of them
        bool deep = false;       ///< a container inside of one of them differs
    };
    static constexpr std::uint32_t most_runs = 4;

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
    bool deep = false;        ///< a container inside a container inside does
    std::uint8_t levels = 0;  ///< that an estimate of what containers inside cost has to go down
    bool edited = false;      ///< a container inside changes a lot
    bool steady = true;       ///< at no place did too many differ for arrays that agree
    bool last_deep = false;   ///< of the last child that differs
    std::uint32_t last_cost = 0;
    bool last_agrees = false;  ///< it is an array that agrees with its counterpart
    std::uint32_t runs = 0;    ///< of elements side by side that differ, and are no such arrays
    std::array<run, most_runs> first_runs{};

    /// The child at this place differs. `inside_of_it`: a container in it does; `agreeing`: it is an array
    /// that agrees with its counterpart.
    void note_place(bool inside_of_it = false, bool agreeing = false, std::uint64_t bytes = 0) {
        constexpr std::uint32_t most = 32;
        if (differ == 0) first = place;
        if (differ > 0 && place == last + 1 && !agreeing && !last_agrees) note_neighbour(inside_of_it, bytes);
        last = place;
        last_deep = inside_of_it;
        last_cost = saturated(bytes);
        last_agrees = agreeing;
        deep = deep || inside_of_it;
        if (place - first < most) differing |= std::uint32_t{1} << (place - first);
        ++differ;
        steady = steady && in_place::may_agree(differ, std::size_t{place} + 1);
    }

    /// The child is a container that differs inside, and is replaced whole or not.
    void note_container(const quick_sums& inside, std::uint64_t bytes, bool agreeing) {
        cost += bytes;
        least += inside.least + (object ? 3 : 0);
        ++inner;
        edited = edited || inside.cost > 2 * (op_bytes::move + 2 * inside.length);
        levels = std::max(levels, inside.levels_from_here());
        note_place(inside.inner > 0, agreeing, bytes);
    }

    /// Levels that an estimate (estimate.cpp) has to go down from the element itself to see nothing but
    /// scalars replaced; more than it goes where it would guess.
    [[nodiscard]] std::uint8_t levels_from_here() const {
        constexpr unsigned too_many = 200;
        constexpr std::uint32_t most_tried = 4;
        if (!object && inner > 0 && differ > most_tried) return too_many;
        const unsigned known = object ? 1 : 2;
        const unsigned below = levels + (inner > 0 ? 1U : 0U);
        return static_cast<std::uint8_t>(std::clamp(below, known, too_many));
    }

    /// Whether this is an array of so many elements that agrees with its counterpart.
    [[nodiscard]] bool agrees(std::size_t count) const {
        return !object && steady && in_place::agree(differ, count);
    }

private:
    void note_neighbour(bool inside_of_it, std::uint64_t bytes) {
        const bool goes_on = runs > 0 && runs <= most_runs && first_runs[runs - 1].end == place;
        if (!goes_on && ++runs <= most_runs) first_runs[runs - 1] = {last, place, last_cost, last_deep};
        if (runs > most_runs) return;
        auto& here = first_runs[runs - 1];
        here.end = place + 1;
        here.deep = here.deep || inside_of_it;
        here.cost = saturated(here.cost + bytes);
    }
};

template <class View, class Other>
class quick_rules {
public:
    using node = typename View::node;

    quick_rules(const View& a, const Other& b) : a_(a), b_(b) {}

    /// Of an array: whether each element that differs belongs to the one in its place, as it does where few
    /// do and no two side by side (match_arrays.hpp). Of a short stretch that shows at a glance as well.
    [[nodiscard]] bool stays_in_place(const quick_sums& s, node old, node self) const {
        const auto count = s.last - s.first + 1;
        const bool few = s.differ <= 1 || in_place::are_few(s.differ, count);
        if (few && s.runs == 0) return true;
        quick_places<View, Other> places(a_, b_);
        const auto stay = [&](std::uint32_t first, std::uint32_t length, std::uint32_t differ, bool deep,
                              std::uint64_t cost) {
            if (length > quick_places<View>::most) return false;
            return deep ? s.levels <= estimated_levels &&
                              places.stay_edited(old, self, first, length, differ, cost)
                        : places.stay(old, self, first, length, differ);
        };
        if (count <= quick_places<View>::most) return stay(s.first, count, s.differing, s.deep, s.cost);
        if (!few || count < in_place::many || s.runs > quick_sums::most_runs) return false;
        return std::all_of(s.first_runs.begin(), s.first_runs.begin() + s.runs, [&](const auto& run) {
            const auto length = run.end - run.first;
            return stay(run.first, length, (std::uint32_t{1} << length % 32) - 1, run.deep, run.cost);
        });
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
    static constexpr std::uint8_t estimated_levels = 3;  ///< how far an estimate goes (estimate.hpp)

    const View& a_;
    const Other& b_;
};

}  // namespace emend::detail
