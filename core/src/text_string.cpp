#include "text_string.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace emend::detail {
namespace {

// What is no digit has a bit beyond all that four of them make.
constexpr auto hex_digits = [] {
    std::array<std::uint32_t, 256> values{};
    values.fill(0x10000);
    for (std::uint32_t i = 0; i < 10; ++i) values['0' + i] = i;
    for (std::uint32_t i = 0; i < 6; ++i) values['a' + i] = values['A' + i] = 10 + i;
    return values;
}();

char short_escape(char letter) {
    switch (letter) {
        case 'b':
            return '\b';
        case 'f':
            return '\f';
        case 'n':
            return '\n';
        case 'r':
            return '\r';
        case 't':
            return '\t';
        default:
            return letter;  // " \ /
    }
}

// Yields the UTF-8 bytes that a raw string spells.
class byte_reader {
public:
    explicit byte_reader(std::string_view raw) : raw_(raw) {}

    /// The next byte, or -1 at the end.
    int next() {
        if (pending_at_ < pending_.size) return static_cast<unsigned char>(pending_.bytes[pending_at_++]);
        if (at_ == raw_.size()) return -1;
        if (raw_[at_] != '\\') return static_cast<unsigned char>(raw_[at_++]);
        pending_ = decode_escape(raw_, at_);
        pending_at_ = 1;
        return static_cast<unsigned char>(pending_.bytes[0]);
    }

private:
    std::string_view raw_;
    std::size_t at_ = 0;
    utf8_char pending_{};
    std::size_t pending_at_ = 0;
};

bool within(std::string_view text, std::size_t at, unsigned char low, unsigned char high) {
    return at < text.size() && static_cast<unsigned char>(text[at]) >= low &&
           static_cast<unsigned char>(text[at]) <= high;
}

}  // namespace

utf8_char encode_utf8(std::uint32_t code) {
    utf8_char out;
    const auto put = [&](std::uint32_t byte) { out.bytes[out.size++] = static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xc0U | code >> 6U);
        put(0x80U | (code & 0x3fU));
    } else if (code < 0x10000) {
        put(0xe0U | code >> 12U);
        put(0x80U | (code >> 6U & 0x3fU));
        put(0x80U | (code & 0x3fU));
    } else {
        put(0xf0U | code >> 18U);
        put(0x80U | (code >> 12U & 0x3fU));
        put(0x80U | (code >> 6U & 0x3fU));
        put(0x80U | (code & 0x3fU));
    }
    return out;
}

std::uint32_t hex4(const char* digits) {
    const auto digit = [&](int i) { return hex_digits[static_cast<unsigned char>(digits[i])]; };
    return digit(0) << 12U | digit(1) << 8U | digit(2) << 4U | digit(3);
}

utf8_char decode_escape(std::string_view raw, std::size_t& at) {
    const char letter = raw[at + 1];
    if (letter != 'u') {
        at += 2;
        return encode_utf8(static_cast<unsigned char>(short_escape(letter)));
    }
    auto code = hex4(raw.data() + at + 2);
    at += 6;
    if (code >= 0xd800 && code < 0xdc00) {  // the reader has seen to the second half
        code = 0x10000 + ((code - 0xd800) << 10U) + (hex4(raw.data() + at + 2) - 0xdc00);
        at += 6;
    }
    return encode_utf8(code);
}

void append_decoded(std::string& out, std::string_view raw) {
    std::size_t at = 0;
    while (true) {
        const auto escape = raw.find('\\', at);
        out += raw.substr(at, escape - at);
        if (escape == std::string_view::npos) return;
        at = escape;
        out += decode_escape(raw, at).view();
    }
}

bool spells(std::string_view raw, std::string_view plain) {
    std::size_t at = 0;
    while (true) {
        const auto escape = std::min(raw.find('\\', at), raw.size());
        const auto run = raw.substr(at, escape - at);
        if (plain.substr(0, run.size()) != run) return false;
        plain.remove_prefix(run.size());
        if (escape == raw.size()) return plain.empty();
        at = escape;
        const auto decoded = decode_escape(raw, at);
        if (plain.substr(0, decoded.size) != decoded.view()) return false;
        plain.remove_prefix(decoded.size);
    }
}

int compare_raw(std::string_view a, std::string_view b) {
    byte_reader left(a);
    byte_reader right(b);
    while (true) {
        const int x = left.next();
        const int y = right.next();
        if (x != y) return x < y ? -1 : 1;
        if (x < 0) return 0;
    }
}

bool is_plain_ascii(std::string_view text) {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    std::uint64_t found = 0;
    const auto look_at = [&](std::uint64_t word) {
        const auto zeros = [](std::uint64_t x) { return (x - ones) & ~x; };
        found |= word | (word - 0x20 * ones) | zeros(word ^ '"' * ones) | zeros(word ^ '\\' * ones);
    };
    std::uint64_t word = 0;
    for (; text.size() >= sizeof word; text.remove_prefix(sizeof word)) {
        std::memcpy(&word, text.data(), sizeof word);
        look_at(word);
    }
    word = 0x20 * ones;
    if (!text.empty()) std::memcpy(&word, text.data(), text.size());
    look_at(word);
    return (found & 0x80 * ones) == 0;
}

void append_escaped(std::string& out, std::string_view plain) {
    static constexpr char hex[] = "0123456789abcdef";
    std::size_t from = 0;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        const char c = plain[i];
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && c != '"' && c != '\\') continue;
        out += plain.substr(from, i - from);
        from = i + 1;
        out += '\\';
        if (byte >= 0x20) {
            out += c;
        } else if (const auto found = std::string_view("\b\t\n\f\r").find(c);
                   found != std::string_view::npos) {
            out += "btnfr"[found];
        } else {
            out += "u00";
            out += hex[byte >> 4U];
            out += hex[byte & 0xfU];
        }
    }
    out += plain.substr(from);
}

void append_compact(std::string& out, std::string_view json) {
    constexpr std::string_view white = " \t\n\r";
    if (json.find_first_of(white) == std::string_view::npos) {
        out += json;
        return;
    }
    std::size_t from = 0;
    for (std::size_t i = 0; i < json.size(); ++i) {
        if (json[i] == '"') {
            for (++i; json[i] != '"'; ++i) i += json[i] == '\\' ? 1U : 0U;
        } else if (white.find(json[i]) != std::string_view::npos) {
            out += json.substr(from, i - from);
            from = i + 1;
        }
    }
    out += json.substr(from);
}

std::size_t utf8_length(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const auto tail = [&](std::size_t i) { return within(text, at + i, 0x80, 0xbf); };
    if (lead < 0x80) return 1;
    if (lead >= 0xc2 && lead <= 0xdf) return tail(1) ? 2 : 0;
    if (lead >= 0xe0 && lead <= 0xef) {
        const unsigned char low = lead == 0xe0 ? 0xa0 : 0x80;   // no overlong form
        const unsigned char high = lead == 0xed ? 0x9f : 0xbf;  // no surrogate
        return within(text, at + 1, low, high) && tail(2) ? 3 : 0;
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
        const unsigned char low = lead == 0xf0 ? 0x90 : 0x80;
        const unsigned char high = lead == 0xf4 ? 0x8f : 0xbf;  // up to U+10FFFF
        return within(text, at + 1, low, high) && tail(2) && tail(3) ? 4 : 0;
    }
    return 0;
}

}  // namespace emend::detail
