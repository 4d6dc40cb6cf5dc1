#pragma once

#include <string_view>

#include "failure.hpp"

namespace emend::cli {

/// Writes all of `data` to a descriptor. `name` is what a failure calls it.
///
/// errors  io_error: full disk, closed pipe (silent in text form)
[[nodiscard]] outcome<void> write_all(int descriptor, std::string_view data, std::string_view name);

/// Writes data to standard output.
[[nodiscard]] outcome<void> write_out(std::string_view data);

/// Writes one line to standard error. That this fails can be told to nobody.
void write_error_line(std::string_view line);

/// Puts something in the place of standard streams that the caller has closed, so
/// that no file of ours takes their number; using them stays an error.
void hold_standard_streams();

/// Whether standard output is a terminal whose user has not asked for no colours.
[[nodiscard]] bool colours_wanted();

}  // namespace emend::cli
