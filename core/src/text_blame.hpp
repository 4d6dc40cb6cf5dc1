// Words for what is wrong with a text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "emend/text.hpp"

namespace emend::detail {

/// The byte at `at`, or the end of the text, where `expected` should have been:
/// syntax_error, or invalid_utf8 when it is not even UTF-8.
[[nodiscard]] error unexpected_byte(std::string_view text, std::size_t at, std::string expected);

/// Something that begins like the literal `word` but is none.
[[nodiscard]] error unexpected_word(std::string_view text, std::size_t at, std::string_view word);

[[nodiscard]] error bad_utf8(std::string_view text, std::size_t at);

/// One name for two members: duplicate_member at the later one.
[[nodiscard]] error twice(std::string_view text, const text::node* nodes, text::shadowed pair);

/// An index that has read nothing, where one is wanted that has.
[[nodiscard]] error nothing_read();

/// "null", "boolean", "number", "string", "array" or "object", by the first byte of a value.
[[nodiscard]] const char* type_name(char first);

}  // namespace emend::detail
