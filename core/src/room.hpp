// Exports make_room(): array elements whose old value stays beside the new one for a while.
#pragma once

#include "work.hpp"

namespace emend::detail {

/// Where a replaced element itself moves away, or parts of its successor come from it, the
/// replacement becomes a removal beside an insertion. Follows assign(); done once.
void make_room(workspace& space);

}  // namespace emend::detail
