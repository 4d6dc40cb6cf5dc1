#include "context.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "formats.hpp"

namespace emend::adapters::detail {
namespace {

// Digits with an optional minus: what is left of "007" or "+7" would be another id.
bool is_plain_integer(std::string_view text) {
    if (text.substr(0, 1) == "-") text.remove_prefix(1);
    const bool digits = !text.empty() && text.size() <= 18 &&
                        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits && (text.size() == 1 || text.front() != '0');
}

// A slash is encoded, but a server may decode it before it resolves dots.
bool climbs(std::string_view text) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i != text.size() && text[i] != '/' && text[i] != '\\') continue;
        const auto part = text.substr(begin, i - begin);
        if (part == "." || part == "..") return true;
        begin = i + 1;
    }
    return false;
}

std::optional<finding> bad_value(const parameter_rule& p, std::string_view text) {
    const auto what = [&](std::string_view wrong) {
        return "parameter \"" + p.name + "\": " + std::string(wrong);
    };
    if (text.empty()) return usage(fault::missing_context, what("it is empty"), p.name);
    const bool control = std::any_of(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    if (control)
        return usage(fault::constraint, what("control characters are not allowed"), p.name, "pattern");
    if (p.in_header && !stands_in_header(text)) {
        return usage(fault::constraint,
                     what("it stands in a header: printable ASCII without blanks at its ends is wanted"),
                     p.name, "pattern");
    }
    if (climbs(text)) {
        return usage(fault::constraint, what("\".\" and \"..\" would lead to another resource"), p.name,
                     "pattern");
    }
    if (p.type == value_type::integer && !is_plain_integer(text)) {
        return usage(fault::type_mismatch, what("an integer is wanted, not \"") + std::string(text) + "\"",
                     p.name);
    }
    if (p.type == value_type::boolean && text != "true" && text != "false") {
        return usage(fault::type_mismatch, what("true or false is wanted, not \"") + std::string(text) + "\"",
                     p.name);
    }
    if (!fits(p.format, text)) {
        return usage(fault::constraint,
                     what(words_for(p.format)) + " is wanted, not \"" + std::string(text) + "\"", p.name,
                     "format");
    }
    return std::nullopt;
}

// Fills `text` and gives what is wrong with it, if anything is.
std::optional<finding> read_value(const parameter_rule& p, const ordered_json& value, std::string& text) {
    if (value.is_number_unsigned()) {
        text = std::to_string(value.get<std::uint64_t>());
    } else if (value.is_number_integer()) {
        text = std::to_string(value.get<std::int64_t>());
    } else if (value.is_string()) {
        text = value.get_ref<const std::string&>();
    } else if (value.is_boolean() && p.type == value_type::boolean) {
        text = value.get<bool>() ? "true" : "false";
    } else {
        return usage(
            fault::type_mismatch,
            "parameter \"" + p.name + "\": a string or an integer is wanted, not " + value.type_name(),
            p.name);
    }
    return bad_value(p, text);
}

void read_parameters(context& made, const ordered_json& params, findings& mistakes) {
    const auto& all = made.rules->parameters;
    made.values.resize(all.size());
    if (!params.is_object()) {
        mistakes.push_back(
            usage(fault::type_mismatch, "the parameters must be an object: name -> value", "params"));
        return;
    }
    for (const auto& [name, value] : *params.get_ptr<const ordered_json::object_t*>()) {
        const auto* rule = made.rules->parameter(name);
        if (rule == nullptr) {
            std::vector<std::string> names;
            for (const auto& p : all) names.push_back(p.name);
            mistakes.push_back(usage(fault::unknown_member,
                                     "unknown parameter \"" + name + "\"" + did_you_mean(name, names), name));
            continue;
        }
        std::string text;
        if (auto wrong = read_value(*rule, value, text)) mistakes.push_back(std::move(*wrong));
        made.values[static_cast<std::size_t>(rule - all.data())] = std::move(text);
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (made.values[i] || !all[i].required) continue;
        std::string message = "parameter \"" + all[i].name + "\" is missing";
        if (!all[i].description.empty()) message += ": " + all[i].description;
        mistakes.push_back(usage(fault::missing_context, std::move(message), all[i].name));
    }
}

}  // namespace

// RFC 9110 §5.5: what is not ASCII means nothing there, and blanks at the ends get lost.
bool stands_in_header(std::string_view text) {
    return text.front() != ' ' && text.back() != ' ' &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

const std::string* context::value_of(std::string_view parameter) const {
    const auto* rule = rules->parameter(parameter);
    if (rule == nullptr) return nullptr;
    const auto& value = values[static_cast<std::size_t>(rule - rules->parameters.data())];
    return value ? &*value : nullptr;
}

bool context::may_be_missing(const std::string& member) const {
    return allow_missing ||
           std::find(allowed_missing.begin(), allowed_missing.end(), member) != allowed_missing.end();
}

context read_context(const rules& r, const ordered_json& params, const ordered_json& options,
                     findings& mistakes) {
    context made;
    made.rules = &r;
    made.members = &r.variants[r.default_variant].members;
    if (!r.modes.empty()) {
        made.sends = r.modes[r.default_mode].sends;
    } else if (r.form != body_form::replace) {
        made.sends = sends::changed;
    }
    read_parameters(made, params, mistakes);
    read_options(made, options, mistakes);
    return made;
}

void append_encoded(std::string& out, std::string_view text) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    static const char_set unreserved = [] {
        char_set all;
        for (const auto& [first, last] : {std::pair{'a', 'z'}, {'A', 'Z'}, {'0', '9'}})
            all.add_range(first, last);
        for (const char c : std::string_view("-._~")) all.add(c);
        return all;
    }();
    for (auto at = unreserved.find(text, false); at != std::string_view::npos;
         at = unreserved.find(text, false)) {
        const auto byte = static_cast<unsigned char>(text[at]);
        out.append(text.substr(0, at)) += '%';
        out += hex[byte >> 4U];
        out += hex[byte & 15U];
        text.remove_prefix(at + 1);
    }
    out += text;
}

std::string fill_path(const std::vector<template_part>& path, const context& call) {
    std::string out;
    for (const auto& part : path) {
        if (!part.parameter) {
            out += part.text;
        } else if (const auto* value = call.value_of(part.text)) {
            append_encoded(out, *value);
        }
    }
    return out;
}

template_text fill_base_url(const context& call) {
    template_text out;
    if (!call.base_url.empty()) return {{call.base_url, false}};
    for (const auto& part : call.rules->base_url) {
        const auto* value = part.parameter ? call.value_of(part.text) : nullptr;
        if (!part.parameter || value != nullptr) {
            out.push_back({value != nullptr ? *value : part.text, false});
        } else {
            out.push_back({call.rules->parameter(part.text)->variable, true});
        }
    }
    return out;
}

std::vector<header> fill_headers(const context& call) {
    std::vector<header> out;
    for (const auto& rule : call.rules->headers) {
        const auto* value = rule.parameter.empty() ? nullptr : call.value_of(rule.parameter);
        if (value == nullptr && rule.variable.empty() && rule.value.empty()) continue;
        header made{rule.name, {}};
        if (!rule.value.empty()) {
            made.value.push_back({rule.value, false});
            out.push_back(std::move(made));
            continue;
        }
        if (!rule.prefix.empty()) made.value.push_back({rule.prefix, false});
        made.value.push_back(value != nullptr ? text_part{*value, false} : text_part{rule.variable, true});
        out.push_back(std::move(made));
    }
    return out;
}

ordered_json body_value(std::string_view parameter, const context& call) {
    const auto* value = call.value_of(parameter);
    if (value == nullptr) return nullptr;
    const auto type = call.rules->parameter(parameter)->type;
    if (type == value_type::string) return *value;
    if (type == value_type::boolean) return *value == "true";
    std::int64_t number = 0;
    std::from_chars(value->data(), value->data() + value->size(), number);
    return number;
}

}  // namespace emend::adapters::detail
