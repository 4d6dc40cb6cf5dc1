#include "json_text.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace emend::cli {
namespace {

// Bytes that a JSON string spells as they are, whatever stands beside them.
constexpr auto plain_bytes = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = ' '; c <= '~'; ++c) table[c] = c != '"' && c != '\\';
    return table;
}();

}  // namespace

std::string in_quotes(std::string_view text) {
    using nlohmann::json;
    const auto is_plain = [](char c) { return plain_bytes[static_cast<unsigned char>(c)]; };
    if (std::all_of(text.begin(), text.end(), is_plain)) {
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

std::string_view string_at(std::string_view text, std::size_t quote) {
    std::size_t end = quote + 1;
    while (text[end] != '"') end += text[end] == '\\' ? 2U : 1U;
    return text.substr(quote, end + 1 - quote);
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
