// Exports lay_out(): which elements the merged array has, in which order.
#pragma once

#include <cstdint>
#include <vector>

#include "merge3_rules.hpp"

namespace emend::detail {

inline constexpr std::uint32_t no_insertion = 0xffff'ffffU;

struct laid_element {
    triple values{};
    verdict what{};
    bool moved_twice = false;                ///< by both sides, to different places
    std::uint32_t insertion = no_insertion;  ///< both inserted, from here on
};

/// What both sides inserted at one place, when the order matters.
struct met_insertions {
    std::vector<id> ours{};
    std::vector<id> theirs{};
};

struct array_layout {
    std::vector<laid_element> elements{};
    std::vector<met_insertions> insertions{};
};

/// REQUIRES: ours and theirs are arrays, and base is one or missing.
[[nodiscard]] array_layout lay_out(merge_rules& rules, const triple& arrays);

}  // namespace emend::detail
