#include "emend/error.hpp"

#include <string>

namespace emend {
namespace {

struct rule {
    std::string_view name;
    std::string_view sentence;
    std::string_view section;
};

// No default: a new code fails to compile until it has its words.
rule rule_of(errc code) {
    switch (code) {
        case errc::syntax_error:
            return {"syntax_error", "not JSON", "RFC 8259 §2"};
        case errc::invalid_utf8:
            return {"invalid_utf8", "not UTF-8", "RFC 8259 §8.1"};
        case errc::duplicate_member:
            return {"duplicate_member", "member name stands twice", "RFC 8259 §4"};
        case errc::not_json:
            return {"not_json", "JSON has no such value", "RFC 8259 §3"};
        case errc::too_deep:
            return {"too_deep", "nested too deep", "RFC 8259 §9"};
        case errc::limit_exceeded:
            return {"limit_exceeded", "limit exceeded", "RFC 8259 §9"};
        case errc::invalid_pointer:
            return {"invalid_pointer", "not a JSON Pointer", "RFC 6901 §3"};
        case errc::invalid_index:
            return {"invalid_index", "not an array index", "RFC 6901 §4"};
        case errc::index_out_of_range:
            return {"index_out_of_range", "index past the end", "RFC 6902 §4.1"};
        case errc::path_not_found:
            return {"path_not_found", "path does not exist", "RFC 6902 §4"};
        case errc::invalid_patch:
            return {"invalid_patch", "not a JSON Patch", "RFC 6902 §4"};
        case errc::test_failed:
            return {"test_failed", "the value differs", "RFC 6902 §4.6"};
        case errc::move_into_self:
            return {"move_into_self", "cannot move a value into itself", "RFC 6902 §4.4"};
        case errc::cannot_remove_root:
            return {"cannot_remove_root", "the root cannot be removed", "RFC 6902 §4.2"};
        case errc::not_expressible:
            return {"not_expressible", "not expressible in this form", "RFC 7396 §1"};
        case errc::conflict:
            return {"conflict", "both sides changed it", ""};
        case errc::io_error:
            return {"io_error", "cannot read or write", ""};
    }
    return {"unknown", "unknown error", ""};
}

// Codes whose path is worth naming even when it is "" (the whole document).
bool speaks_of_a_path(const error& e) {
    return !e.path.empty() || (e.operation != error::none && e.code != errc::invalid_patch) ||
           e.code == errc::not_expressible || e.code == errc::path_not_found || e.code == errc::conflict;
}

void append_place(std::string& out, const error& e) {
    if (e.operation != error::none) out += "operation " + std::to_string(e.operation) + " ";
    if (speaks_of_a_path(e)) out += "at \"" + e.path + "\" ";
    if (e.offset != error::none) out += "at byte " + std::to_string(e.offset) + " ";
    if (out.empty()) return;
    out.back() = ':';
    out += ' ';
}

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

std::string_view to_string(errc code) { return rule_of(code).name; }
std::string_view sentence(errc code) { return rule_of(code).sentence; }
std::string_view section(errc code) { return rule_of(code).section; }

std::string to_string(const error& e) {
    std::string out;
    append_place(out, e);
    out += sentence(e.code);
    if (!e.expected.empty()) out += ": expected " + e.expected;
    if (!e.actual.empty()) out += (e.expected.empty() ? ": got " : ", got ") + e.actual;
    if (const auto law = section(e.code); !law.empty()) {
        out += " (";
        out += law;
        out += ')';
    }
    return one_line(out);
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

}  // namespace emend
