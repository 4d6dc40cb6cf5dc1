#pragma once

#include "emend/error.hpp"
#include "emend/limits.hpp"
#include "emend/pointer.hpp"

namespace emend {

/// Merges a merge patch into `target`.
///
/// shape   document x merge patch -> document
/// errors  not_json, too_deep; path = where
/// cost    O(|merge_patch|), no recursion
/// source  RFC 7396 §2
[[nodiscard]] result<json> merge(json target, const json& merge_patch, const limits& limit = {});
[[nodiscard]] result<ordered_json> merge(ordered_json target, const ordered_json& merge_patch,
                                         const limits& limit = {});

/// Gives the merge patch that turns `before` into `after`: merge(before, it) = after.
/// Equal documents give `{}`, or, when they are no objects, the document itself.
///
/// errors  not_expressible where a null would have to be stored (path = its place in
///         `after`); not_json, too_deep
/// source  RFC 7396 §1, §2
[[nodiscard]] result<json> merge_diff(const json& before, const json& after, const limits& limit = {});
[[nodiscard]] result<ordered_json> merge_diff(const ordered_json& before, const ordered_json& after,
                                              const limits& limit = {});

}  // namespace emend
