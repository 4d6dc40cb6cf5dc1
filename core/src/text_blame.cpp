#include "text_blame.hpp"

#include <algorithm>

#include "text_names.hpp"
#include "text_string.hpp"

namespace emend::detail {
namespace {

std::string hex_byte(char c) {
    static constexpr char digits[] = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    return {'b', 'y', 't', 'e', ' ', '0', 'x', digits[byte >> 4U], digits[byte & 0xfU]};
}

std::string quoted(std::string_view s) { return "\"" + std::string(s) + "\""; }

std::string describe(std::string_view text, std::size_t at) {
    if (at >= text.size()) return text.empty() ? "nothing" : "the end of the text";
    if (text.substr(at, 3) == "\xef\xbb\xbf") return "a byte order mark";
    const auto byte = static_cast<unsigned char>(text[at]);
    const auto length = utf8_length(text, at);
    if (byte < 0x20 || byte == 0x7f || length == 0) return hex_byte(text[at]);
    return quoted(text.substr(at, length));
}

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

}  // namespace

error unexpected_byte(std::string_view text, std::size_t at, std::string expected) {
    const bool broken = at < text.size() && utf8_length(text, at) == 0;
    if (broken) return bad_utf8(text, at);
    return {errc::syntax_error, error::none, {}, at, std::move(expected), describe(text, at)};
}

error unexpected_word(std::string_view text, std::size_t at, std::string_view word) {
    constexpr std::size_t enough = 12;
    auto there = text.substr(at, enough);
    there = there.substr(
        0, static_cast<std::size_t>(std::find_if_not(there.begin(), there.end(), is_word) - there.begin()));
    return {errc::syntax_error, error::none, {}, at, quoted(word), quoted(there)};
}

error bad_utf8(std::string_view text, std::size_t at) {
    return {errc::invalid_utf8, error::none, {}, at, {}, hex_byte(text[at])};
}

error twice(std::string_view text, const text::node* nodes, text::shadowed pair) {
    const auto& first = nodes[pair.node];
    const auto& second = nodes[pair.by];
    return {errc::duplicate_member,
            error::none,
            {},
            second.key,
            {},
            quoted(raw_name(text.data(), second)) + ", first at byte " + std::to_string(first.key)};
}

error nothing_read() {
    return {errc::syntax_error, error::none, {}, error::none, "an index that has read a text", {}};
}

const char* type_name(char first) {
    switch (first) {
        case '{':
            return "object";
        case '[':
            return "array";
        case '"':
            return "string";
        case 't':
        case 'f':
            return "boolean";
        case 'n':
            return "null";
        default:
            return "number";
    }
}

}  // namespace emend::detail
