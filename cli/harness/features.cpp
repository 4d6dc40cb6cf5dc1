// Exports what is special about names, values and pointers.

#include "features.hpp"

#include <algorithm>
#include <array>

#include "src/json_text.hpp"

namespace emend::cli {
namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool needs_escape(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    });
}

// Digits of a number's spelling, exponent apart.
std::size_t digits_of(const std::string& number) {
    const auto mantissa = number.substr(0, number.find_first_of("eE"));
    return static_cast<std::size_t>(
        std::count_if(mantissa.begin(), mantissa.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

void note_number(const std::string& number, features& into) {
    const bool integer = number.find_first_of(".eE") == std::string::npos;
    if (number.front() == '-' && number.find_first_of("123456789") == std::string::npos)
        into.insert({hazard::minus_zero, "minus zero"});
    else if (integer && digits_of(number) > 20)
        into.insert({hazard::beyond_64, "an integer beyond 64 bits"});
    else if (integer && digits_of(number) > 15)
        into.insert({hazard::beyond_53, "an integer beyond 2^53"});
    else if (number == "1e400" || number == "10e399")
        into.insert({hazard::beyond_double, "a number beyond a double"});
    else if (!integer && digits_of(number) > 15)
        into.insert({hazard::many_digits, "a decimal of many digits"});
    else if (!integer)
        into.insert({hazard::decimal, "a decimal"});
}

void note_string(const std::string& text, features& into) {
    if (text.find('\0') != std::string::npos)
        into.insert({hazard::nul, "U+0000 in a name or string"});
    else if (needs_escape(text))
        into.insert({hazard::quoted_string, "a string that needs escapes"});
    if (!is_ascii(text)) into.insert({hazard::wide_string, "a string beyond ASCII"});
}

std::string token_fault(const std::string& token) {
    if (is_digits(token))
        return token.size() > 1 && token.front() == '0' ? "an index with a leading zero" : "";
    if (token.empty()) return "an empty index";
    if (token == "-") return "the token -";
    const bool numeric = token.find_first_of("0123456789") != std::string::npos &&
                         token.find_first_not_of("0123456789+-. ex") == std::string::npos;
    if (!numeric) return "a name as an index";
    return token.front() == '+' || token.front() == '-' ? "an index with a sign"
                                                        : "an index with more than digits";
}

}  // namespace

bool is_plain_name(const std::string& name) { return name.size() == 1 && name[0] >= 'a' && name[0] <= 'z'; }

void note_name(const std::string& name, features& into) {
    static constexpr std::array<std::string_view, 4> lent{"__proto__", "constructor", "length", "toString"};
    if (std::find(lent.begin(), lent.end(), name) != lent.end())
        into.insert({hazard::lent_name, "the name " + in_quotes(name)});
    if (name.empty()) into.insert({hazard::empty_name, "the empty name"});
    if (name.find_first_of("/~") != std::string::npos) into.insert({hazard::escape, "a name with / or ~"});
    if (name.find('\0') != std::string::npos)
        into.insert({hazard::nul, "U+0000 in a name or string"});
    else if (needs_escape(name))
        into.insert({hazard::quoted_name, "a name that needs escapes"});
    if (!is_ascii(name)) into.insert({hazard::wide_name, "a name beyond ASCII"});
    if (name == "-") into.insert({hazard::odd_name, "the name \"-\""});
    if (is_digits(name)) into.insert({hazard::odd_name, "a name of digits"});
    if (name == "A") into.insert({hazard::letter_case, "names that differ in case"});
}

void note_value(const tree& value, features& into) {
    for (const auto& name : value.names) note_name(name, into);
    for (const auto& child : value.children) note_value(child, into);
    if (value.what != tree::kind::scalar) return;
    if (value.is_string()) return note_string(without_quotes(value.text), into);
    if (value.text == "true" || value.text == "false")
        into.insert({hazard::truth, "true or false"});
    else if (value.text == "null")
        into.insert({hazard::null, "null"});
    else
        note_number(value.text, into);
}

void note_pointer(const std::string& pointer, features& into) {
    for (const auto& token : pointer_tokens(pointer))
        if (!is_digits(token) && token != "-" && !token.empty()) note_name(token, into);
}

std::string most_telling(const features& of, bool chance) {
    if (of.empty() || (!chance && of.begin()->what >= hazard::quoted_name)) return {};
    return of.begin()->words;
}

std::string pointer_fault(const std::string& pointer) {
    if (!pointer.empty() && pointer.front() != '/') return "a pointer without its slash";
    for (auto at = pointer.find('~'); at != std::string::npos; at = pointer.find('~', at + 1))
        if (at + 1 == pointer.size() || (pointer[at + 1] != '0' && pointer[at + 1] != '1'))
            return "~ that is no escape";
    return {};
}

std::string index_fault(const std::string& pointer) {
    std::string last;
    for (const auto& token : pointer_tokens(pointer))
        if (auto fault = token_fault(token); !fault.empty() && !is_plain_name(token)) last = std::move(fault);
    return last.empty() ? "a name as an index" : last;
}

}  // namespace emend::cli
