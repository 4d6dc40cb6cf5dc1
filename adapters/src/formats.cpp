#include "formats.hpp"

#include <algorithm>

namespace emend::adapters::detail {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alnum(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

}  // namespace

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : !is_hex(text[i])) return false;
    }
    return true;
}

bool is_email(std::string_view text) {
    const auto at = text.rfind('@');
    if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) return false;
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > ' '; });
}

bool is_host(std::string_view text) {
    const bool bracketed = text.size() > 2 && text.front() == '[' && text.back() == ']';
    if (bracketed) text = text.substr(1, text.size() - 2);
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return bracketed ? is_hex(c) || c == ':' || c == '.' : is_alnum(c) || c == '.' || c == '-';
    });
}

bool is_base_url(std::string_view text) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (text.substr(0, scheme.size()) != scheme) continue;
        text.remove_prefix(scheme.size());
        const auto slash = text.find('/');
        const auto path = slash == std::string_view::npos ? std::string_view() : text.substr(slash);
        auto host = text.substr(0, slash);
        const auto colon = host.rfind(':');
        if (colon != std::string_view::npos && host.back() != ']') {
            const auto port = host.substr(colon + 1);
            if (port.empty() || port.size() > 5 || !std::all_of(port.begin(), port.end(), is_digit))
                return false;
            host = host.substr(0, colon);
        }
        return is_host(host) && (path.empty() || path.back() != '/') &&
               path.find("..") == std::string_view::npos && std::all_of(path.begin(), path.end(), [](char c) {
                   return is_alnum(c) || c == '/' || c == '-' || c == '.' || c == '_' || c == '~';
               });
    }
    return false;
}

bool fits(value_format format, std::string_view text) {
    switch (format) {
        case value_format::uuid:
            return is_uuid(text);
        case value_format::email:
            return is_email(text);
        case value_format::host:
            return is_host(text);
        case value_format::none:
        case value_format::int32:
        case value_format::int64:
            return true;
    }
    return true;
}

std::string_view words_for(value_format format) {
    switch (format) {
        case value_format::uuid:
            return "a UUID such as 01234567-89ab-cdef-0123-456789abcdef";
        case value_format::email:
            return "an e-mail address";
        case value_format::host:
            return "a host name or address, without scheme or port";
        case value_format::int32:
            return "an integer of 32 bits";
        case value_format::int64:
            return "an integer of 64 bits";
        case value_format::none:
            break;
    }
    return "a value";
}

std::size_t length_in(length_unit unit, std::string_view text) {
    std::size_t length = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xc0U) != 0x80U) ++length;                      // the first byte of a code point
        if (unit == length_unit::utf16 && byte >= 0xf0U) ++length;  // a surrogate pair
    }
    return length;
}

}  // namespace emend::adapters::detail
