#pragma once

#include <cstddef>

namespace emend {

/// How much a document or a patch may ask for. On by default, so that hostile
/// input costs a clear error instead of the machine. A breach is
/// `errc::too_deep` for `depth`, else `errc::limit_exceeded`, which names the limit.
struct limits {
    /// Containers inside containers; a scalar root has depth 0, `[]` depth 1.
    std::size_t depth = 1'000;

    /// Operations in one patch.
    std::size_t operations = 1'000'000;

    /// Bytes (as compact JSON) by which "copy" may make a document grow, beyond
    /// `growth_factor` times the document. Stops copy bombs: twenty copies of a
    /// document into itself double it twenty times.
    std::size_t growth = std::size_t{64} << 20U;

    /// See `growth`: the result of copies stays below growth + growth_factor * input.
    std::size_t growth_factor = 16;
};

}  // namespace emend
