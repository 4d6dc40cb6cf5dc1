#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "emend/text_algebra.hpp"

#include "failure.hpp"

namespace emend::cli {

/// Reads the name of a policy: fail, ours, theirs, union.
///
/// errors  usage_error, naming the nearest right word
[[nodiscard]] outcome<merge3_policy> read_policy(std::string_view word);

/// Writes an array of {path, kind, base, ours, theirs}; a side without the value has no member.
[[nodiscard]] std::string conflicts_json(const std::vector<text::conflict>& all);

/// What is said of a merge that is not whole.
[[nodiscard]] failure conflicts_failure(const std::vector<text::conflict>& all);

}  // namespace emend::cli
