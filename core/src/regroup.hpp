// Exports regroup(): members that changed places, or that were wrapped into or taken out of
// something, are not edited into one another but replaced, so that assign() can carry them.
#pragma once

#include "lane.hpp"
#include "work.hpp"

namespace emend::detail {

/// Follows the matcher. Turns a pair of members into a replacement where the value of one
/// stands again in another member, or inside the other, and moves are cheaper than its edits.
///
/// cost    O(bytes of what mostly changed)
void regroup(workspace& space, lane& documents);

}  // namespace emend::detail
