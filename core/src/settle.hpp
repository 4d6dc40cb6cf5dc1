// Exports settle(): prices pairs and replaces whole what is cheaper so.
#pragma once

#include <cstdint>

#include "lane.hpp"
#include "work.hpp"

namespace emend::detail {

/// What settle() replaced whole.
enum class collapse : std::uint8_t { none, some, root };

/// Goes through the pairs bottom-up. A pair that costs at least as much as the value
/// itself becomes a replacement in the pair around it.
[[nodiscard]] collapse settle(workspace& space, lane& documents);

/// Sets the costs of all pairs that stand and collapses none.
void price(workspace& space, lane& documents);

}  // namespace emend::detail
