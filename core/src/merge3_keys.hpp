// Exports what tells whether the order of an array matters: the member that names its
// records, or that it is a list of distinct scalars.
#pragma once

#include <cstdint>

#include "merge3_rules.hpp"

namespace emend::detail {

/// A member's value by the hash of its name, or nobody.
[[nodiscard]] inline id member_of(const workspace& space, id object, std::uint64_t name) {
    const auto& n = space.nodes[object];
    if (n.what != kind::object) return nobody;
    for (id c = n.first; c < n.first + n.count; ++c) {
        if (space.nodes[c].key_hash == name) return c;
    }
    return nobody;
}

/// Gives the hash of the member whose values tell the records apart in both arrays, or 0.
[[nodiscard]] std::uint64_t record_key(const merge_rules& rules, id array, id other);

/// Whether the array holds scalars only, no two of them equal.
[[nodiscard]] bool distinct_scalars(const merge_rules& rules, id array);

}  // namespace emend::detail
