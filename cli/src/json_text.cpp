#include "json_text.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace emend::cli {
namespace {

void append_hex(std::string& out, unsigned char byte) {
    static constexpr std::string_view digits = "0123456789abcdef";
    out += "\\x";
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
}

// U+0080..U+009F, control characters to some terminals, are C2 80..C2 9F.
bool is_c1(std::string_view text, std::size_t i) {
    if (i + 1 >= text.size() || text[i] != '\xC2') return false;
    const auto second = static_cast<unsigned char>(text[i + 1]);
    return second >= 0x80 && second <= 0x9f;
}

}  // namespace

std::string in_quotes(std::string_view text) {
    using nlohmann::json;
    const bool plain = std::all_of(text.begin(), text.end(),
                                   [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
    if (plain) {
        std::string out;
        out.reserve(text.size() + 2);
        return out.append(1, '"').append(text).append(1, '"');
    }
    return json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string without_quotes(std::string_view json_string) {
    if (json_string.find('\\') == std::string_view::npos)
        return std::string(json_string.substr(1, json_string.size() - 2));
    return nlohmann::json::parse(json_string).get<std::string>();
}

std::string one_line(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte == '\n') {
            out += "\\n";
        } else if (byte < 0x20 || byte == 0x7f) {
            append_hex(out, byte);
        } else if (is_c1(text, i)) {
            append_hex(out, static_cast<unsigned char>(text[++i]));
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string_view kind_name(std::string_view text) {
    switch (text.empty() ? '\0' : text.front()) {
        case '{':
            return "an object";
        case '[':
            return "an array";
        case '"':
            return "a string";
        case 't':
        case 'f':
            return "a boolean";
        case 'n':
            return "null";
        default:
            return "a number";
    }
}

}  // namespace emend::cli
