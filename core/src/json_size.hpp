// How many bytes a value takes as compact JSON.
#pragma once

#include <array>
#include <bit>
#include <charconv>
#include <cstddef>
#include <string_view>
#include <type_traits>

#include "common_bytes.hpp"

namespace emend::detail::json_size {

/// What escaping adds to a byte.
[[nodiscard]] inline std::size_t escaped(char c) {
    if (c == '"' || c == '\\') return 1;
    if (static_cast<unsigned char>(c) >= 0x20) return 0;
    return c == '\b' || c == '\f' || c == '\n' || c == '\r' || c == '\t' ? 1 : 5;
}

/// With its quotes; control characters escaped, everything else as it is.
[[nodiscard]] inline std::size_t string(std::string_view text) {
    constexpr std::size_t block = 16;
    std::size_t n = text.size() + 2;
    std::size_t at = 0;
    for (; at + block <= text.size(); at += block) {
        for (auto marks = bytes_not_plain(text.data() + at); marks != 0; marks &= marks - 1)
            n += escaped(text[at + static_cast<std::size_t>(std::countr_zero(marks))]);
    }
    for (; at < text.size(); ++at) n += escaped(text[at]);
    return n;
}

/// As a reference token, inside the JSON string of a pointer.
[[nodiscard]] inline std::size_t token(std::string_view name) {
    std::size_t n = string(name) - 2;
    for (const char c : name) n += c == '~' || c == '/' ? 1 : 0;
    return n;
}

template <class Number>
[[nodiscard]] std::size_t number(Number value) {
    std::array<char, 32> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    const std::string_view spelling(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    const bool bare =
        std::is_floating_point_v<Number> && spelling.find_first_of(".e") == std::string_view::npos;
    return spelling.size() + (bare ? 2 : 0);  // 1.0, as printed
}

}  // namespace emend::detail::json_size
