// Exports placements: what a patch puts in place and what it takes away, in the order in
// which the operations will come (lower.cpp goes the same way).
#pragma once

#include <cstdint>
#include <vector>

#include "work.hpp"

namespace emend::detail {

/// A new value, or a part of one.
struct placement {
    id value = nobody;
    id host = nobody;  ///< the placed value that it is, or stands in
    id old = nobody;   ///< what the host replaces
    slot_ref at{};
    std::uint64_t length = 0;  ///< of its pointer
    bool in_array = false;

    [[nodiscard]] bool is_part() const { return value != host; }
    /// A move or copy inserts into an array, it cannot replace an element.
    [[nodiscard]] bool cannot_be_carried() const { return in_array && old != nobody && !is_part(); }
};

/// A value that goes, and whether another takes its place.
struct region {
    id value = nobody;
    bool replaced = false;
};

struct placements {
    std::vector<placement> placed{};
    std::vector<region> regions{};
    std::vector<id> carried{};           ///< elements that go to another place of their array
    std::vector<std::uint32_t> order{};  ///< of new values and of their parts, by node; 0 for too small ones
};

/// Smaller parts of a new value are written out, whatever else they could be.
inline constexpr std::uint32_t smallest_part = 12;

/// Goes over the pairs that still stand.   O(slots + nodes of new values)
[[nodiscard]] placements list_placements(const workspace& space);

}  // namespace emend::detail
