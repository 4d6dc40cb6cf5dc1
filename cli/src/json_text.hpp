#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace emend::cli {

/// Writes `text` as a JSON string; bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// Reads a JSON string known to be valid, quotes included.
[[nodiscard]] std::string without_quotes(std::string_view json_string);

/// The JSON string, known to be valid, whose opening quote stands at `quote`, quotes included.
[[nodiscard]] std::string_view string_at(std::string_view text, std::size_t quote);

/// Says "a string", "an object", ... of the JSON value that begins with `text`.
[[nodiscard]] std::string_view kind_name(std::string_view text);

}  // namespace emend::cli
