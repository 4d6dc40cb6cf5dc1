#pragma once

#include <nlohmann/json_fwd.hpp>

#include "emend/error.hpp"
#include "emend/pointer.hpp"

namespace emend {

/// Whether two documents are the same value: numbers by exact decimal value
/// (1 = 1.0, 2^53+1 is not 2^53), strings by code points, objects whatever the
/// order of their members. Values that are not JSON (NaN, binary) equal nothing.
///
/// cost    O(min(|a|, |b|)) for sorted members; no recursion
/// source  RFC 6902 §4.6
[[nodiscard]] bool equal(const json& a, const json& b);
[[nodiscard]] bool equal(const ordered_json& a, const ordered_json& b);

}  // namespace emend
