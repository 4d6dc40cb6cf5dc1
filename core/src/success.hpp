// Exports success().
#pragma once

#include "emend/error.hpp"

namespace emend::detail {

/// What `return {}` says, for paths that are hot: that would clear the room of an error first.
[[nodiscard]] inline result<void> success() {
    result<void> out;
    return out;
}

}  // namespace emend::detail
