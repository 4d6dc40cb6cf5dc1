// Exports align(): how the elements of two arrays find each other.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "work.hpp"

namespace emend::detail {

struct align_request {
    std::span<const id> a{};     ///< elements of the first array; open, or closed with a hash and size
    std::span<const id> b{};     ///< of the second
    std::uint32_t length = 0;    ///< bytes of a pointer to an element
    std::uint64_t key_hash = 0;  ///< keyed: the member that identifies an element; else 0
    std::size_t kept = 0;        ///< equal elements that are left out, or stand for several
};

/// Gives the merged sequence of both sides, in order: keep (equal hashes, to be
/// verified), pair (to be looked into, or replaced), remove, insert, moved. Every
/// element of `a` and of `b` stands in it once, a moved one as remove and as moved.
///
/// cost    O(n log n) and what is left of the budget
[[nodiscard]] std::vector<slot> align(workspace& space, const align_request& request);

}  // namespace emend::detail
