#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "emend/error.hpp"
#include "emend/limits.hpp"
#include "emend/pointer.hpp"

namespace emend {

/// Reads JSON text, strictly and without recursion.
///
/// Integers of up to 64 bits stay integers; any other number becomes the nearest
/// double, as a `nlohmann::json` holds nothing wider. The text lane keeps them all.
///
/// errors  syntax_error, invalid_utf8, duplicate_member, too_deep; limit_exceeded for
///         a number beyond a double; offset = byte in `text`
/// source  RFC 8259
[[nodiscard]] result<json> parse(std::string_view text, const limits& limit = {});
[[nodiscard]] result<ordered_json> parse_ordered(std::string_view text, const limits& limit = {});

/// Writes compact JSON, whatever the nesting: nothing recurses.
///
/// errors  not_json (NaN, infinities, binary, discarded values), invalid_utf8; path = where
[[nodiscard]] result<std::string> dump(const json& document);
[[nodiscard]] result<std::string> dump(const ordered_json& document);

/// Destroys what a value holds and leaves null. nlohmann's destructor does the same, but moves every
/// value to a list first: this takes half the time, and memory only for what is nested deeper than 64 levels.
void discard(json& document) noexcept;
void discard(ordered_json& document) noexcept;

}  // namespace emend
