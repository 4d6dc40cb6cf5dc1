// Exports way_of(), oddities(), cause_of(), record_of(): what a disagreement is about, in words.

#include <algorithm>
#include <array>

#include "disagreement.hpp"
#include "src/json_text.hpp"
#include "tree.hpp"

namespace emend::cli {
namespace {

using words = std::set<std::string>;

bool is_patch_member(std::string_view name) { return name == "patch" || name == "patches" || name == "over"; }

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_index(std::string_view token) {
    return is_digits(token) && (token.size() == 1 || token.front() != '0') && token.size() < 9;
}

bool needs_escape(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    });
}

void note_name(const std::string& name, words& into) {
    static constexpr std::array<std::string_view, 4> lent{"__proto__", "constructor", "length", "toString"};
    if (std::find(lent.begin(), lent.end(), name) != lent.end()) into.insert("the name " + in_quotes(name));
    if (name.empty()) into.insert("the empty name");
    if (name.find('/') != std::string::npos) into.insert("a name with /");
    if (name.find('~') != std::string::npos) into.insert("a name with ~");
    if (name.find('\0') != std::string::npos)
        into.insert("a name with U+0000");
    else if (needs_escape(name))
        into.insert("a name that needs escapes");
    if (!is_ascii(name)) into.insert("a name beyond ASCII");
    if (name == "-" || is_digits(name)) into.insert("the name " + in_quotes(name));
    if (name == "A") into.insert("names that differ in case");
}

// Significant digits of a number's spelling, exponent apart.
std::size_t digits_of(const std::string& number) {
    const auto mantissa = number.substr(0, number.find_first_of("eE"));
    return static_cast<std::size_t>(
        std::count_if(mantissa.begin(), mantissa.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

void note_number(const std::string& number, words& into) {
    const bool integer = number.find_first_of(".eE") == std::string::npos;
    if (number.front() == '-' && number.find_first_of("123456789") == std::string::npos)
        into.insert("minus zero");
    else if (integer && digits_of(number) > 20)
        into.insert("an integer beyond 64 bits");
    else if (integer && digits_of(number) > 15)
        into.insert("an integer beyond 2^53");
    else if (number == "1e400" || number == "10e399")
        into.insert("a number beyond a double");
    else if (!integer && digits_of(number) > 15)
        into.insert("a decimal of many digits");
    else if (!integer)
        into.insert("a decimal");
}

void note_string(const std::string& text, words& into) {
    if (text.find('\0') != std::string::npos)
        into.insert("a string with U+0000");
    else if (needs_escape(text))
        into.insert("a string that needs escapes");
    if (!is_ascii(text)) into.insert("a string beyond ASCII");
}

void note_value(const tree& value, words& into) {
    for (const auto& name : value.names) note_name(name, into);
    for (const auto& child : value.children) note_value(child, into);
    if (value.what != tree::kind::scalar) return;
    if (value.is_string()) return note_string(without_quotes(value.text), into);
    if (value.text == "true" || value.text == "false")
        into.insert("true or false");
    else if (value.text == "null")
        into.insert("null");
    else
        note_number(value.text, into);
}

void note_token(const std::string& token, words& into) {
    if (is_plain_name(token) || is_index(token)) return;
    if (is_digits(token)) {
        into.insert(token.front() == '0' ? "an index with a leading zero" : "an index beyond 32 bits");
    } else if (token == "-") {
        into.insert("the token -");
    } else if (token.find_first_of("0123456789") != std::string::npos &&
               token.find_first_not_of("0123456789+-. ex") == std::string::npos) {
        into.insert("the index " + in_quotes(token));
    } else {
        note_name(token, into);
    }
}

void note_pointer(const std::string& pointer, words& into) {
    if (!pointer.empty() && pointer.front() != '/') into.insert("a pointer without its slash");
    for (auto at = pointer.find('~'); at != std::string::npos; at = pointer.find('~', at + 1))
        if (at + 1 == pointer.size() || (pointer[at + 1] != '0' && pointer[at + 1] != '1')) {
            into.insert("~ that is no escape");
            return;
        }
    if (pointer == "/") into.insert("the empty token");
    for (const auto& token : pointer_tokens(pointer)) note_token(token, into);
}

// An operation as it should be is told by its name; one that is not, by its members.
std::string shape_of(const tree& op) {
    const auto* name = op.find("op");
    if (op.what != tree::kind::object) return "an operation that is " + std::string(kind_name(write(op)));
    if (name == nullptr || !name->is_string())
        return name == nullptr ? "no op" : "op is " + std::string(kind_name(name->text));
    auto out = without_quotes(name->text);
    static constexpr std::array<std::string_view, 6> known{"add",  "remove", "replace",
                                                           "move", "copy",   "test"};
    if (std::find(known.begin(), known.end(), out) == known.end()) return "an unknown op";
    const bool from = out == "move" || out == "copy";
    for (const auto member : {"path", "from"}) {
        const auto* pointer = op.find(member);
        if (pointer == nullptr && (from || member == std::string("path")))
            out += std::string(" without ") + member;
        if (pointer != nullptr && !pointer->is_string())
            out += " whose " + std::string(member) + " is " + std::string(kind_name(write(*pointer)));
    }
    const bool value = out.rfind("add", 0) == 0 || out.rfind("replace", 0) == 0 || out.rfind("test", 0) == 0;
    if (value && op.find("value") == nullptr) out += " without value";
    return out;
}

void note_patch(const tree& patch, words& odd, std::string& shape) {
    if (patch.what != tree::kind::array) {
        shape += "a patch that is " + std::string(kind_name(write(patch)));
        return;
    }
    for (const auto& op : patch.children) {
        if (!shape.empty()) shape += ", ";
        shape += op.what == tree::kind::array ? std::string("[...]") : shape_of(op);
        for (std::size_t i = 0; i < op.names.size(); ++i) {
            const bool pointer = op.names[i] == "path" || op.names[i] == "from";
            if (pointer && op.children[i].is_string()) note_pointer(without_quotes(op.children[i].text), odd);
            if (op.names[i] == "value") note_value(op.children[i], odd);
        }
    }
}

std::string shape_of(const question& asked, words& odd) {
    std::string shape;
    for (const auto& [name, text] : asked.members) {
        const auto value = read_tree(text);
        if (name == "patches") {
            for (const auto& patch : value.children) note_patch(patch, odd, shape);
        } else if (is_patch_member(name)) {
            note_patch(value, odd, shape);
        } else if (name == "pointer") {
            note_pointer(without_quotes(text), odd);
        } else {
            note_value(value, odd);
        }
    }
    return shape;
}

std::string what_it_does(const disagreement& d) {
    using kind = judgement::kind;
    switch (d.found.what) {
        case kind::another_value:
            return "gives another result";
        case kind::refuses:
            return "refuses what is right";
        case kind::accepts:
            return "accepts what must be refused (" + d.right.reason + ")";
        case kind::leads_nowhere:
            return "its patch does not apply";
        case kind::leads_astray:
            return "its patch makes something else";
        case kind::no_answer:
            return "answers without a result";
        case kind::right:
        case kind::unsupported:
        case kind::trouble:
            break;
    }
    return std::string(to_string(d.found));
}

}  // namespace

bool is_plain_name(const std::string& name) { return name.size() == 1 && name[0] >= 'a' && name[0] <= 'z'; }

std::string way_of(const disagreement& d) { return d.asked.verb + ": " + what_it_does(d); }

words oddities(const question& asked) {
    words odd;
    static_cast<void>(shape_of(asked, odd));
    return odd;
}

std::string cause_of(const disagreement& d) {
    words odd;
    const auto shape = shape_of(d.asked, odd);
    auto out = way_of(d);
    if (d.found.what == judgement::kind::accepts && d.right.reason == "invalid_patch")
        return out + ": " + shape;
    if (d.found.what == judgement::kind::trouble && d.found.trouble == reply::kind::crashed)
        out += " (" + d.found.got.substr(0, d.found.got.find(':')) + ")";
    const char* before = ": ";
    for (const auto& each : odd) {
        out += before + each;
        before = ", ";
    }
    return odd.empty() && !shape.empty() ? out + ": " + shape : out;
}

std::string record_of(const disagreement& d, const std::string& comment) {
    std::string out = "{\"comment\":" + in_quotes(comment);
    if (d.asked.verb != "apply") out += ",\"do\":" + in_quotes(d.asked.verb);
    for (const auto& [name, text] : d.asked.members)
        out.append(",").append(in_quotes(name)).append(":").append(text);
    if (d.right.what == expectation::kind::value) out += ",\"expected\":" + d.right.value;
    if (d.right.what == expectation::kind::refusal) out += ",\"error\":" + in_quotes(d.right.reason);
    return out + "}";
}

}  // namespace emend::cli
