// Whether a token is a number or a literal, once a scan has told where it ends. Words instead of
// bytes: the length of a number is not foreseen, so a loop over its digits would stumble at its end.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace emend::detail {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
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

/// A bit for each of the eight bytes at p that is no digit, the first one lowest.
inline std::uint32_t others_than_digits(const char* p) {
    std::uint64_t word = 0;
    std::memcpy(&word, p, sizeof word);
    const auto t = word ^ 0x3030303030303030U;
    const auto other = (((t & 0x7f7f7f7f7f7f7f7fU) + 0x7676767676767676U) | t) & 0x8080808080808080U;
    return static_cast<std::uint32_t>((other >> 7U) * 0x0102040810204080U >> 56U);
}

/// Whether [p, end) is a number; `readable` bytes follow p.
inline bool is_number(const char* p, const char* end, std::size_t readable) {
    constexpr std::size_t wide = 24;
    const std::size_t sign = *p == '-' ? 1 : 0;
    const auto size = static_cast<std::size_t>(end - p) - sign;
    if (std::endian::native != std::endian::little || size - 1 >= wide || readable < wide + 1) {
        return is_number_slowly(p, end);
    }
    p += sign;
    auto others = others_than_digits(p);
    if (size > 8) others |= others_than_digits(p + 8) << 8U | others_than_digits(p + 16) << 16U;
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
