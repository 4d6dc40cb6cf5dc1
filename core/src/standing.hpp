// Exports standing_finder: which elements of two arrays stand equal on both sides, in order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "chain.hpp"

namespace emend::detail {

/// A value's hash, and its bytes as compact JSON.
struct weighed {
    std::uint64_t hash = 0;
    std::uint64_t bytes = 0;
};

/// Elements a, a+1, … of one array that are b, b+1, … of the other.
struct standing_run {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    std::uint32_t length = 0;
    std::uint64_t weight = 0;
};

/// Runs of elements that stand once on each side; of those that cross, the heaviest chain;
/// widened over what is equal beside them.
class standing_finder {
public:
    /// cost    O(n), and O(r log r) for r runs that cross
    void run(const std::vector<weighed>& a, const std::vector<weighed>& b, std::vector<standing_run>& out);

private:
    struct entry {
        std::uint64_t hash = 0;
        std::uint32_t a = 0;  ///< index + 1; 0 is an empty entry
        std::uint32_t b = 0;
    };

    void fill(const std::vector<weighed>& a, const std::vector<weighed>& b);
    entry& find(std::uint64_t hash);

    std::vector<entry> table_{};
    std::vector<std::uint32_t> slots_{};
    std::size_t mask_ = 0;
};

}  // namespace emend::detail
