#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace emend::cli {

/// Gives the candidate that `typed` most probably meant, or "" if none is near.
[[nodiscard]] std::string nearest(std::string_view typed, const std::vector<std::string_view>& candidates);

/// Says what would have been right: `: did you mean "merge"?` when one is near,
/// else ` (there are diff, apply, merge)`.
[[nodiscard]] std::string hint(std::string_view typed, const std::vector<std::string_view>& candidates);

}  // namespace emend::cli
