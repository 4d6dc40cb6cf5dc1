#pragma once

#include <cstddef>
#include <string>

#include "failure.hpp"

namespace emend::cli {

/// Reads the bytes that an option is given: "4096", "64K", "512M", "2G", of 1024 each.
///
/// errors  usage_error that says what the option takes
[[nodiscard]] outcome<std::size_t> read_size(const std::string& option, const std::string& text,
                                             std::size_t least, std::size_t most);

}  // namespace emend::cli
