#pragma once

#include <string>
#include <string_view>

#include "emend/text.hpp"

#include "failure.hpp"

namespace emend::cli {

/// What identifies a record: a string or a number in it.
struct record_key {
    std::string order{};    ///< bytes that compare as keys do: numbers by value, then strings by code point
    std::string_view id{};  ///< as it is spelled in the record
};

/// Makes a JSON Pointer of what --join is given: a pointer if it begins with "/", else a member's name.
///
/// errors  invalid_pointer, usage_error for nothing
[[nodiscard]] outcome<std::string> key_pointer(const std::string& text);

/// Finds the key of a record.
///
/// errors  path_not_found; invalid_key: neither a string nor a number, or a number beyond all reason
[[nodiscard]] outcome<record_key> key_of(const text::index& record, const std::string& pointer);

}  // namespace emend::cli
