// Exports insertion_merger: what both sides put between the same two elements.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "merge3_arrays.hpp"

namespace emend::detail {

/// An element that stands between two anchors.
struct placed {
    static constexpr std::uint32_t nowhere = 0xffff'ffffU;

    laid_element element{};
    std::uint32_t base = nowhere;  ///< its place in the base; nowhere: it is fresh
    bool comes = false;            ///< inserted or moved here by that side alone
    bool said = false;             ///< the other side has it too, and says it

    [[nodiscard]] bool fresh() const { return base == nowhere; }
};

/// What the arrays of both sides tell about the order of their elements.
struct array_character {
    std::uint64_t key = 0;  ///< hash of the member that names their records, or 0
    bool free = false;      ///< records with a key, or distinct scalars: any order will do
    bool sorted = false;    ///< by key, or by the strings themselves, whatever their case
};

class insertion_merger {
public:
    insertion_merger(merge_rules& rules, const triple& arrays) : rules_(rules), arrays_(arrays) {}

    /// Appends both lists as one: the same insertions once, so too what both moved here and both lists
    /// hold, the others by the array's nature.
    ///
    /// cost    O(n log n)
    void bring_together(std::vector<placed> ours, std::vector<placed> theirs, array_layout& out);

private:
    struct twin {
        std::uint32_t ours;
        std::uint32_t theirs;
    };
    using iterator = std::vector<placed>::iterator;

    const array_character& nature();
    [[nodiscard]] std::optional<std::string> name(id element, std::uint64_t key);
    [[nodiscard]] bool is_sorted(id array, std::uint64_t key);
    std::vector<twin> twins(std::vector<placed>& ours, std::vector<placed>& theirs);
    void say_once(placed& ours, placed& theirs);
    void section(iterator p, iterator p_end, iterator q, iterator q_end, array_layout& out);
    void weave(iterator p, iterator p_end, iterator q, iterator q_end, array_layout& out);
    void clash(iterator p, iterator p_end, iterator q, iterator q_end, array_layout& out);

    merge_rules& rules_;
    const triple& arrays_;
    std::optional<array_character> nature_{};
};

}  // namespace emend::detail
