// Exports settle(): prices pairs and replaces whole what is cheaper so.
#pragma once

#include "lane.hpp"
#include "work.hpp"

namespace emend::detail {

/// Goes through the pairs bottom-up. A pair that costs at least as much as the value
/// itself becomes a replacement in the pair around it.
///
/// Gives whether the root is to be replaced.
[[nodiscard]] bool settle(workspace& space, lane& documents);

}  // namespace emend::detail
