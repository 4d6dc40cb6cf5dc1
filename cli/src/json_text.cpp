#include "json_text.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace emend::cli {

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
