#include "emend/pointer.hpp"

#include <algorithm>
#include <limits>

#include <nlohmann/json.hpp>

namespace emend {
namespace {

error bad_pointer(std::string_view text, std::size_t offset, std::string expected) {
    return {errc::invalid_pointer, error::none, std::string(text), offset, std::move(expected), {}};
}

template <class Json>
result<const Json*> step(const Json& value, const std::string& token, const pointer& whole) {
    if (value.is_object()) {
        const auto found = value.find(token);
        if (found != value.end()) return &*found;
        return fail({errc::path_not_found, error::none, to_string(whole), error::none, "", ""});
    }
    if (!value.is_array()) {
        return fail({errc::path_not_found, error::none, to_string(whole), error::none,
                     "an object or array above \"" + token + "\"", "a scalar"});
    }
    const auto index = parse_index(token);
    if (index.kind == array_index::form::invalid) {
        return fail({errc::invalid_index, error::none, to_string(whole), error::none, "0 or [1-9][0-9]*",
                     "\"" + token + "\""});
    }
    if (index.kind == array_index::form::end || index.value >= value.size()) {
        return fail({errc::index_out_of_range, error::none, to_string(whole), error::none,
                     "an index below " + std::to_string(value.size()), token});
    }
    return &value[index.value];
}

template <class Json>
result<const Json*> walk(const Json& document, const pointer& p) {
    result<const Json*> at = &document;
    for (const auto& token : p.tokens) {
        at = step(**at, token, p);
        if (!at) return at;
    }
    return at;
}

}  // namespace

result<pointer> parse_pointer(std::string_view text) {
    pointer p;
    if (text.empty()) return p;
    if (text.front() != '/') return fail(bad_pointer(text, 0, "\"\" or a \"/\" in front"));
    p.tokens.reserve(static_cast<std::size_t>(std::count(text.begin(), text.end(), '/')));
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '/') {
            p.tokens.emplace_back();
        } else if (text[i] != '~') {
            p.tokens.back() += text[i];
        } else if (i + 1 < text.size() && (text[i + 1] == '0' || text[i + 1] == '1')) {
            p.tokens.back() += text[++i] == '0' ? '~' : '/';
        } else {
            return fail(bad_pointer(text, i, "\"~0\" or \"~1\""));
        }
    }
    return p;
}

void append_token(std::string& pointer_text, std::string_view token) {
    pointer_text += '/';
    const auto escaped = [](char c) { return c == '~' || c == '/'; };
    for (auto at = std::find_if(token.begin(), token.end(), escaped); at != token.end();
         at = std::find_if(token.begin(), token.end(), escaped)) {
        const auto before = static_cast<std::size_t>(at - token.begin());
        pointer_text.append(token.substr(0, before)).append(*at == '~' ? "~0" : "~1");
        token.remove_prefix(before + 1);
    }
    pointer_text += token;
}

std::string to_string(const pointer& p) {
    std::string text;
    for (const auto& token : p.tokens) append_token(text, token);
    return text;
}

bool is_proper_prefix(const pointer& a, const pointer& b) {
    return a.tokens.size() < b.tokens.size() &&
           std::equal(a.tokens.begin(), a.tokens.end(), b.tokens.begin());
}

array_index parse_index(std::string_view token) {
    if (token == "-") return {array_index::form::end, 0};
    if (token.empty() || (token.size() > 1 && token.front() == '0')) return {};
    constexpr auto top = std::numeric_limits<std::size_t>::max();
    std::size_t value = 0;
    for (const char c : token) {
        if (c < '0' || c > '9') return {};
        const auto digit = static_cast<std::size_t>(c - '0');
        value = value <= (top - digit) / 10 ? value * 10 + digit : top;
    }
    return {array_index::form::number, value};
}

result<const json*> resolve(const json& document, const pointer& p) { return walk(document, p); }
result<const ordered_json*> resolve(const ordered_json& document, const pointer& p) {
    return walk(document, p);
}

}  // namespace emend
