// Exports heaviest_chain(): which candidate pairs can stand together in order.
#pragma once

#include <cstdint>
#include <vector>

namespace emend::detail {

/// Element i of one array may be element j of the other; it is worth `weight` bytes.
struct candidate {
    std::uint32_t i = 0;
    std::uint32_t j = 0;
    std::uint64_t weight = 0;
};

/// Gives the candidates of greatest total weight whose i and j both strictly increase.
///
/// cost    O(c log c)
[[nodiscard]] std::vector<candidate> heaviest_chain(std::vector<candidate> candidates);

}  // namespace emend::detail
