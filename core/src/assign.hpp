// Exports assign(): which new values are carried over from elsewhere instead of being written out.
#pragma once

#include "lane.hpp"
#include "work.hpp"

namespace emend::detail {

inline constexpr std::uint32_t smallest_move = 6;            ///< bytes of a value worth moving
inline constexpr std::uint32_t shortest_copied_string = 32;  ///< unless the patch is to be minimal

/// Finds moves and copies for whatever is inserted or replaced, largest values first,
/// and notes them in `space.transfers`. Starts afresh each time.
///
///     move   from what is removed, or stands inside of it: once each
///     copy   from what stays as it is
///
/// cost    O(n log n); for copies one walk over the first document where a value is large enough
void assign(workspace& space, lane& documents);

}  // namespace emend::detail
