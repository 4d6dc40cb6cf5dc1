// Whether a token is a number or a literal, once a scan has told where it ends. Words instead of
// bytes: the length of a number is not foreseen, so a loop over its digits would stumble at its end.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "common_bytes.hpp"

namespace emend::detail {

inline bool is_space_byte(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

inline const char* skip_digits(const char* p, const char* end) {
    while (p != end && is_digit(*p)) ++p;
    return p;
}

/// RFC 8259 §6, byte by byte.
inline bool is_number_slowly(const char* p, const char* end) {
    if (p != end && *p == '-') ++p;
    if (p == end || !is_digit(*p)) return false;
    p = *p == '0' ? p + 1 : skip_digits(p, end);
    if (p != end && *p == '.') {
        const char* digits = ++p;
        p = skip_digits(p, end);
        if (p == digits) return false;
    }
    if (p != end && (*p == 'e' || *p == 'E')) {
        ++p;
        if (p != end && (*p == '+' || *p == '-')) ++p;
        const char* digits = p;
        p = skip_digits(p, end);
        if (p == digits) return false;
    }
    return p == end;
}

/// Whether [p, end) is a number; `readable` bytes follow p.
inline bool is_number(const char* p, const char* end, std::size_t readable) {
    constexpr std::size_t wide = 24;
    const std::size_t sign = *p == '-' ? 1 : 0;
    const auto size = static_cast<std::size_t>(end - p) - sign;
    if (size - 1 >= wide || readable < wide + 1) return is_number_slowly(p, end);
    p += sign;
    auto others = bytes_not_digits(p);
    if (size > 16) others |= bytes_not_digits(p + 8) << 8U;
    others &= (std::uint32_t{1} << size) - 1;
    if (others == 0) return *p != '0' || size == 1;
    const auto dot = static_cast<std::size_t>(std::countr_zero(others));
    if ((others & (others - 1)) != 0 || p[dot] != '.') return is_number_slowly(p - sign, end);
    return dot != 0 && dot + 1 != size && (*p != '0' || dot == 1);
}

/// Whether [p, end) is true, false or null.
inline bool is_literal(const char* p, const char* end) {
    if (end - p == 4) return std::memcmp(p, "true", 4) == 0 || std::memcmp(p, "null", 4) == 0;
    return end - p == 5 && std::memcmp(p, "false", 5) == 0;
}

}  // namespace emend::detail
