#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "src/failure.hpp"

namespace emend::cli {

/// Reads a number of seconds, "10" or "0.5".
///
/// errors  usage_error, naming `option`
[[nodiscard]] outcome<std::chrono::milliseconds> read_seconds(const std::string& option,
                                                              const std::string& text);

/// Reads a whole number.
///
/// errors  usage_error, naming `option`
[[nodiscard]] outcome<std::uint64_t> read_number(const std::string& option, const std::string& text);

}  // namespace emend::cli
