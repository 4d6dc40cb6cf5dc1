#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "emend/error.hpp"

namespace emend {

using nlohmann::json;
using nlohmann::ordered_json;

/// Where a value is: the member names and indices from the root, unescaped.
/// No token is the whole document.
struct pointer {
    std::vector<std::string> tokens{};

    friend bool operator==(const pointer&, const pointer&) = default;
};

/// Reads the string form.
///
///     json-pointer    = *( "/" reference-token )
///     reference-token = *( unescaped / "~0" / "~1" )
///
/// errors  invalid_pointer; offset = byte in `text`
/// source  RFC 6901 §3
[[nodiscard]] result<pointer> parse_pointer(std::string_view text);

/// Writes the string form.   RFC 6901 §3
[[nodiscard]] std::string to_string(const pointer& p);

/// Appends "/" and the escaped token to the string form of a pointer.   RFC 6901 §3
void append_token(std::string& pointer_text, std::string_view token);

/// Whether `a` leads to a container on the way to `b`. Token-wise: "/a" does
/// not lead to "/ab". A pointer is no proper prefix of itself.
[[nodiscard]] bool is_proper_prefix(const pointer& a, const pointer& b);

/// A reference token read as an array index.
struct array_index {
    enum class form { number, end, invalid };

    form kind = form::invalid;
    std::size_t value = 0;  ///< saturates at the largest size_t
};

/// Reads a token as "0" | [1-9][0-9]* | "-".   RFC 6901 §4
[[nodiscard]] array_index parse_index(std::string_view token);

/// Finds the value that `p` names.
///
/// shape   document x pointer -> value inside the document
/// errors  path_not_found, invalid_index, index_out_of_range ("-" names no value);
///         path = the whole pointer
/// source  RFC 6901 §4
[[nodiscard]] result<const json*> resolve(const json& document, const pointer& p);
[[nodiscard]] result<const ordered_json*> resolve(const ordered_json& document, const pointer& p);

}  // namespace emend
