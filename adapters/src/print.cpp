// A request as JSON, as an HTTP message, as a curl command.

#include "emend/adapters/request.hpp"
#include "emend/document.hpp"

namespace emend::adapters {
namespace {

// Characters that a terminal acts on instead of showing: DEL, C1 controls, and the
// marks that reorder text. JSON may escape them; a pasted command must.
std::size_t unsafe_length(std::string_view text, std::size_t at, unsigned& code) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>(0);
    };
    if (byte(at) == 0x7fU) {
        code = 0x7fU;
        return 1;
    }
    if (byte(at) == 0xc2U && byte(at + 1) < 0xa0U) {
        code = byte(at + 1);
        return 2;
    }
    if (byte(at) != 0xe2U) return 0;
    code = 0x2000U + ((byte(at + 1) & 0x3fU) << 6U) + (byte(at + 2) & 0x3fU);
    const bool marks = (code >= 0x200eU && code <= 0x200fU) || (code >= 0x2028U && code <= 0x202eU) ||
                       (code >= 0x2066U && code <= 0x2069U);
    return marks ? 3 : 0;
}

std::string for_terminals(std::string_view json_text) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::string out;
    for (std::size_t i = 0; i < json_text.size();) {
        unsigned code = 0;
        const auto length = unsafe_length(json_text, i, code);
        if (length == 0) {
            out += json_text[i++];
            continue;
        }
        out += "\\u";
        for (unsigned shift = 16; shift > 0; shift -= 4) out += hex[(code >> (shift - 4)) & 15U];
        i += length;
    }
    return out;
}

// POSIX shell: everything stands for itself between single quotes but the quote.
std::string shell_quoted(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'') {
            out += R"('\'')";
        } else {
            out += c;
        }
    }
    return out + "'";
}

std::string shell_quoted(const template_text& text) {
    std::string out;
    for (const auto& part : text) {
        if (part.variable) {
            out += "\"$" + part.text + "\"";
        } else if (!part.text.empty()) {
            out += shell_quoted(part.text);
        }
    }
    return out;
}

std::string body_text(const request& r) { return dump(r.body).value_or("null"); }

template_text url_of(const request& r) {
    auto url = r.base_url;
    url.push_back({r.path, false});
    return url;
}

// "https://host:1280/prefix" -> "host:1280" and "/prefix"
std::string after_scheme(const request& r) {
    const auto base = to_string(r.base_url);
    const auto scheme = base.find("://");
    return scheme == std::string::npos ? base : base.substr(scheme + 3);
}

}  // namespace

std::string to_string(const template_text& text) {
    std::string out;
    for (const auto& part : text) out += (part.variable ? "$" : "") + part.text;
    return out;
}

ordered_json to_json(const request& r) {
    ordered_json headers = ordered_json::object();
    for (const auto& h : r.headers) headers[h.name] = to_string(h.value);
    ordered_json out = ordered_json::object();
    out["method"] = r.method;
    out["url"] = to_string(url_of(r));
    out["path"] = r.path;
    out["headers"] = std::move(headers);
    out["content_type"] = r.content_type;
    out["body"] = r.body;
    return out;
}

std::string to_http(const request& r) {
    const auto place = after_scheme(r);
    const auto slash = place.find('/');
    const auto prefix = slash == std::string::npos ? "" : place.substr(slash);
    const auto body = body_text(r);
    std::string out = r.method + " " + prefix + r.path + " HTTP/1.1\r\n";
    out += "Host: " + place.substr(0, slash) + "\r\n";
    for (const auto& h : r.headers) out += h.name + ": " + to_string(h.value) + "\r\n";
    out += "Content-Type: " + r.content_type + "\r\n";
    out += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    return out + body;
}

std::string to_curl(const request& r) {
    const std::string next = " \\\n  ";
    std::string out = "curl --globoff --request " + r.method + next + "--url " + shell_quoted(url_of(r));
    for (const auto& h : r.headers) {
        auto line = h.value;
        line.insert(line.begin(), {h.name + ": ", false});
        out += next + "--header " + shell_quoted(line);
    }
    out += next + "--header " + shell_quoted("Content-Type: " + r.content_type);
    out += next + "--data-raw " + shell_quoted(for_terminals(body_text(r)));
    return out;
}

}  // namespace emend::adapters
