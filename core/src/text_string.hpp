// JSON strings as they are spelled: a "raw" string is what stands between the
// quotes, escapes and all. REQUIRES: raw strings come from a text that was read
// without error. Comparisons are by code point and allocate nothing.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "common_bytes.hpp"

namespace emend::detail {

/// The UTF-8 bytes of one code point.
struct utf8_char {
    char bytes[4] = {};
    std::uint8_t size = 0;

    [[nodiscard]] std::string_view view() const { return {bytes, size}; }
};

[[nodiscard]] utf8_char encode_utf8(std::uint32_t code_point);

/// Reads the four digits behind "\u"; above 0xffff when they are not hexadecimal.
[[nodiscard]] std::uint32_t hex4(const char* digits);

/// Reads the escape at raw[at] == '\\' and moves `at` behind it.
[[nodiscard]] utf8_char decode_escape(std::string_view raw, std::size_t& at);

[[nodiscard]] inline bool has_escape(std::string_view raw) {
    return raw.find('\\') != std::string_view::npos;
}

/// Appends the UTF-8 text that `raw` spells.
void append_decoded(std::string& out, std::string_view raw);

/// Whether `raw` spells `plain`, which is UTF-8 without escapes.
[[nodiscard]] bool spells(std::string_view raw, std::string_view plain);

/// Orders by code points: negative, 0 or positive.
[[nodiscard]] int compare_raw(std::string_view a, std::string_view b);

/// Mostly the first bytes that differ tell: no escape has begun there, and none begins.
[[nodiscard]] inline bool same_raw(std::string_view a, std::string_view b) {
    constexpr std::size_t longest_escape = 12;
    const auto alike = common_bytes(a.data(), b.data(), std::min(a.size(), b.size()));
    if (alike == a.size() && alike == b.size()) return true;
    bool escaped = alike < b.size() && b[alike] == '\\';
    auto at = alike - std::min(alike, longest_escape - 1);
    for (; at <= alike && at < a.size(); ++at) escaped = escaped || a[at] == '\\';
    return escaped && compare_raw(a, b) == 0;
}

/// Whether JSON spells a string as it is, without a look at its UTF-8: nothing beyond ASCII.
[[nodiscard]] bool is_plain_ascii(std::string_view text);

/// Appends `plain` with the escapes that JSON demands, without quotes; everything else stays.
void append_escaped(std::string& out, std::string_view plain);

/// The same, within quotes.
inline void append_quoted(std::string& out, std::string_view plain) {
    out += '"';
    append_escaped(out, plain);
    out += '"';
}

/// Appends JSON without the white space between its tokens.
void append_compact(std::string& out, std::string_view json);

/// Gives the length of the well-formed UTF-8 sequence at text[at], 0 when there is none.   RFC 3629 §4
[[nodiscard]] std::size_t utf8_length(std::string_view text, std::size_t at);

}  // namespace emend::detail
