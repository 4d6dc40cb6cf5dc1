#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "suite.hpp"

namespace emend::cli {

/// The texts of cli/suites/, by name. Written by the build.
[[nodiscard]] const std::vector<std::pair<std::string_view, std::string_view>>& embedded_suites();

/// The suites built in: those of cli/suites/, and `hostile`, which is too large to be written down.
[[nodiscard]] std::vector<std::string_view> builtin_names();

/// Reads one of them, or all for "builtin".
///
/// errors  usage_error naming the nearest
[[nodiscard]] outcome<std::vector<suite>> builtin_suites(std::string_view name);

}  // namespace emend::cli
