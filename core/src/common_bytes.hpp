// Exports common_bytes(), how far two runs of bytes agree, and what else is asked of many bytes at once.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace emend::detail {

/// A bit for each of 64 bytes that differ, the first one lowest.
[[nodiscard]] inline std::uint64_t different_bytes(const char* a, const char* b) {
    std::uint64_t alike = 0;
#if defined(__SSE2__)
    for (std::size_t i = 0; i < 64; i += 16) {
        const auto x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(a + i));
        const auto y = _mm_loadu_si128(reinterpret_cast<const __m128i*>(b + i));
        const auto bits = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(x, y)));
        alike |= std::uint64_t{bits} << i;
    }
#else
    for (std::size_t i = 0; i < 64; ++i) alike |= std::uint64_t{a[i] == b[i]} << i;
#endif
    return ~alike;
}

/// A bit for each of 16 bytes that is `c`, the first one lowest.
[[nodiscard]] inline std::uint32_t bytes_that_are(char c, const char* text) {
#if defined(__SSE2__)
    const auto x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(x, _mm_set1_epi8(c))));
#else
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 16; ++i) bits |= std::uint32_t{text[i] == c} << i;
    return bits;
#endif
}

/// Whether a byte stands for itself in a JSON string, by RFC 8259 §7: ASCII, no quote, backslash or control.
[[nodiscard]] inline bool is_plain_byte(char c) {
    return static_cast<signed char>(c) >= 0x20 && c != '"' && c != '\\';
}

/// A bit for each of 16 bytes that is not, the first one lowest.
[[nodiscard]] inline std::uint32_t bytes_not_plain(const char* text) {
#if defined(__SSE2__)
    const auto x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text));
    const auto low = _mm_cmplt_epi8(x, _mm_set1_epi8(0x20));  // or beyond ASCII: signed
    const auto marks =
        _mm_or_si128(_mm_cmpeq_epi8(x, _mm_set1_epi8('"')), _mm_cmpeq_epi8(x, _mm_set1_epi8('\\')));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_or_si128(low, marks)));
#else
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 16; ++i) bits |= std::uint32_t{!is_plain_byte(text[i])} << i;
    return bits;
#endif
}

[[nodiscard]] inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A bit for each of 16 bytes that is no digit, the first one lowest.
[[nodiscard]] inline std::uint32_t bytes_not_digits(const char* text) {
#if defined(__SSE2__)
    const auto x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text));
    const auto value = _mm_sub_epi8(x, _mm_set1_epi8('0'));
    const auto digits = _mm_cmpeq_epi8(_mm_min_epu8(value, _mm_set1_epi8(9)), value);
    return static_cast<std::uint32_t>(_mm_movemask_epi8(digits)) ^ 0xffffU;
#else
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 16; ++i) bits |= std::uint32_t{!is_digit(text[i])} << i;
    return bits;
#endif
}

/// Whether two texts are the same; short ones without a call.
[[nodiscard, gnu::always_inline]] inline bool same_text(std::string_view a, std::string_view b) {
    const auto differ = [&](auto word, std::size_t at) {
        auto other = word;
        std::memcpy(&word, a.data() + at, sizeof word);
        std::memcpy(&other, b.data() + at, sizeof other);
        return word ^ other;
    };
    const auto n = a.size();
    if (n != b.size()) return false;
    if (n > 16) return std::memcmp(a.data(), b.data(), n) == 0;
    if (n >= 8) return (differ(std::uint64_t{}, 0) | differ(std::uint64_t{}, n - 8)) == 0;
    if (n >= 4) return (differ(std::uint32_t{}, 0) | differ(std::uint32_t{}, n - 4)) == 0;
    if (n >= 2) return ((differ(std::uint16_t{}, 0) | differ(std::uint16_t{}, n - 2))) == 0;
    return n == 0 || a.front() == b.front();
}

[[nodiscard]] inline std::size_t common_bytes(const char* a, const char* b, std::size_t size) {
    constexpr std::size_t block = 64;
    std::size_t at = 0;
    for (; at + block <= size; at += block) {
        const auto different = different_bytes(a + at, b + at);
        if (different != 0) return at + static_cast<std::size_t>(std::countr_zero(different));
    }
    using word = std::uint64_t;
    if constexpr (std::endian::native == std::endian::little) {
        for (; at + sizeof(word) <= size; at += sizeof(word)) {
            word x = 0;
            word y = 0;
            std::memcpy(&x, a + at, sizeof x);
            std::memcpy(&y, b + at, sizeof y);
            if (x != y) return at + static_cast<std::size_t>(std::countr_zero(x ^ y)) / 8;
        }
    }
    while (at < size && a[at] == b[at]) ++at;
    return at;
}

}  // namespace emend::detail
