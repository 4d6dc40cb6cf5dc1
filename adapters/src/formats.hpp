#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "rules.hpp"

namespace emend::adapters::detail {

[[nodiscard]] bool is_uuid(std::string_view text);
[[nodiscard]] bool is_email(std::string_view text);  ///< something@something, without blanks
[[nodiscard]] bool is_host(std::string_view text);   ///< a name, an IPv4 or a bracketed IPv6 address

/// "http(s)://host(:port)(/prefix)", nothing that could end it or log in.
[[nodiscard]] bool is_base_url(std::string_view text);
[[nodiscard]] bool fits(value_format format, std::string_view text);

/// What a text of that format looks like, for messages.
[[nodiscard]] std::string_view words_for(value_format format);

/// Counts a UTF-8 text in code points or in UTF-16 code units.
[[nodiscard]] std::size_t length_in(length_unit unit, std::string_view text);

}  // namespace emend::adapters::detail
