// Text of a profile -> detail::rules. Exports load_profile().

#include <algorithm>
#include <array>
#include <memory>

#include "emend/adapters/profile.hpp"
#include "emend/document.hpp"

#include "answer_reader.hpp"
#include "body_reader.hpp"
#include "member_reader.hpp"
#include "rules.hpp"
#include "section.hpp"

namespace emend::adapters {
namespace {

using namespace detail;

constexpr std::int64_t format_version = 1;

std::vector<parameter_rule> read_parameters(section& from) {
    std::vector<parameter_rule> all;
    const auto* value = from.object("parameters");
    if (value == nullptr) return all;
    for (const auto& [name, rule] : value->items()) {
        std::string path = from.path_of("parameters");
        append_token(path, name);
        section inner(rule, path, from.mistakes());
        parameter_rule made;
        made.name = name;
        constexpr std::array types{value_type::string, value_type::integer, value_type::boolean};
        made.type = types[inner.choice("type", {"string", "integer", "boolean"})];
        made.format = static_cast<value_format>(inner.choice("format", {"none", "uuid", "email", "host"}));
        made.required = inner.flag("required");
        made.variable = inner.variable("variable");
        made.description = inner.text("description");
        inner.finish();
        all.push_back(std::move(made));
    }
    return all;
}

bool is_header_name(const std::string& name) {
    return std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_';
    });
}

header_rule read_header(section& inner, std::vector<parameter_rule>& parameters) {
    header_rule made{inner.needed_text("name"), inner.plain_text("value"), inner.plain_text("prefix"),
                     inner.text("parameter"), inner.variable("variable")};
    if (!made.value.empty() && !(made.prefix + made.parameter + made.variable).empty()) {
        inner.mistake("value", fault::constraint, "a header with a value of its own has nothing else");
    }
    if (!is_header_name(made.name)) {
        inner.mistake("name", fault::constraint, "a header is named by letters, digits, - and _");
    }
    if (!made.parameter.empty()) {
        const auto found = std::find_if(parameters.begin(), parameters.end(),
                                        [&](const parameter_rule& p) { return p.name == made.parameter; });
        if (found == parameters.end()) {
            inner.mistake("parameter", fault::unknown_member,
                          "no parameter has the name \"" + made.parameter + "\"");
        } else {
            found->in_header = true;
        }
    }
    inner.finish();
    return made;
}

std::vector<header_rule> read_headers(section& from, std::vector<parameter_rule>& parameters) {
    std::vector<header_rule> all;
    const auto* value = from.array("headers");
    if (value == nullptr) return all;
    for (std::size_t i = 0; i < value->size(); ++i) {
        section inner((*value)[i], from.path_of("headers") + "/" + std::to_string(i), from.mistakes());
        all.push_back(read_header(inner, parameters));
    }
    return all;
}

// A hole in an address must be filled: by the caller, or (in the base) by a shell variable.
void check_holes(section& top, std::string_view name, const std::vector<template_part>& parts,
                 const rules& made, bool variable_will_do) {
    for (const auto& part : parts) {
        const auto* p = part.parameter ? made.parameter(part.text) : nullptr;
        if (p == nullptr || p->required || (variable_will_do && !p->variable.empty())) continue;
        top.mistake(name, fault::constraint,
                    "parameter \"" + part.text + "\" must be required" +
                        (variable_will_do ? " or have a variable" : ""));
    }
}

std::vector<condition> read_conditions(section& from) {
    std::vector<condition> all;
    const auto* value = from.object("conditions");
    if (value == nullptr) return all;
    for (const auto& [name, rule] : value->items()) {
        std::string path = from.path_of("conditions");
        append_token(path, name);
        section inner(rule, path, from.mistakes());
        condition made;
        made.name = name;
        made.words = inner.text("description", name);
        made.member = inner.needed_text("member");
        made.key = inner.text("key");
        made.elements = inner.texts("elements");
        made.element_member = inner.text("element_member");
        if (const auto* equals = inner.any("equals")) made.equals = *equals;
        inner.finish();
        all.push_back(std::move(made));
    }
    return all;
}

// name -> null: the variant has no such member; name -> object: these parts of its rule differ.
ordered_json overlaid(ordered_json members, const ordered_json& overlay, section& from,
                      const std::string& name) {
    for (const auto& [member, change] : overlay.items()) {
        if (change.is_null()) {
            members.erase(member);
        } else if (!change.is_object()) {
            from.mistake(name, fault::type_mismatch, "\"" + member + "\": null or an object is wanted");
        } else {
            auto& rule = members[member];
            for (const auto& [part, value] : change.items()) rule[part] = value;
        }
    }
    return members;
}

object_rule read_variant(const ordered_json& members, const member_defaults& defaults,
                         const std::vector<std::string>& read_only, section& top) {
    auto made = read_members(members, "/members", defaults, top.mistakes());
    add_read_only(made, read_only, top);
    return made;
}

void read_variants(section& top, const ordered_json& members, const member_defaults& defaults, rules& into) {
    const auto read_only = top.texts("read_only");
    const auto* value = top.object("variants");
    if (value == nullptr) {
        into.variants.push_back({"", read_variant(members, defaults, read_only, top)});
        return;
    }
    section from(*value, top.path_of("variants"), top.mistakes());
    into.variant_option = from.needed_text("option");
    std::vector<std::string> names;
    const auto* overlays = from.object("overlays");
    if (overlays != nullptr) {
        for (const auto& [name, overlay] : overlays->items()) {
            names.push_back(name);
            if (!overlay.is_object()) {
                from.mistake("overlays", fault::type_mismatch, "\"" + name + "\": an object is wanted");
                continue;
            }
            auto all = overlaid(members, overlay, from, "overlays");
            into.variants.push_back({name, read_variant(all, defaults, read_only, top)});
        }
    }
    if (names.empty()) {
        from.mistake("overlays", fault::required_missing, "at least one overlay is wanted");
        into.variants.emplace_back();
        static_cast<void>(from.any("default"));
    } else {
        into.default_variant = from.choice("default", names);
    }
    from.finish();
}

void read_resource(section& top, const std::vector<std::string>& parameters, rules& into) {
    into.conditions = read_conditions(top);
    member_defaults defaults;
    defaults.unit = static_cast<length_unit>(top.choice("length_unit", {"code_points", "utf16"}));
    defaults.closed = top.flag("closed", true);
    defaults.conditions = &into.conditions;
    defaults.parameters = parameters;
    defaults.changes = changes_inside(into.form);
    defaults.form = into.form;
    const auto* members = top.object("members");
    if (members == nullptr || (members->empty() && defaults.closed)) {
        top.mistake("members", fault::required_missing, "the members of the resource are wanted here");
        static_cast<void>(top.any("variants"));
        static_cast<void>(top.any("read_only"));
        return;
    }
    read_variants(top, *members, defaults, into);
}

rules read_rules(const ordered_json& document, findings& mistakes) {
    rules made;
    section top(document, "", mistakes);
    const auto version = top.integer("profile");
    if (version != format_version && document.is_object()) {
        top.mistake("profile", fault::constraint, "the format's version, 1, is wanted");
    }
    made.vendor = top.needed_text("vendor");
    made.resource = top.needed_text("resource");
    made.title = top.text("title", made.vendor + " " + made.resource);
    static_cast<void>(top.texts("documentation"));
    static_cast<void>(top.texts("notes"));
    made.method =
        std::vector<std::string>{"PUT", "PATCH", "POST"}[top.choice("method", {"PUT", "PATCH", "POST"})];
    if (!top.has("method")) top.mistake("method", fault::required_missing, "PUT, PATCH or POST is wanted");
    made.content_type = top.plain_text("content_type", "application/json");
    made.envelope = top.text("envelope");
    made.parameters = read_parameters(top);
    std::vector<std::string> parameters;
    for (const auto& p : made.parameters) parameters.push_back(p.name);
    made.base_url = read_template(top, "base_url", parameters);
    made.path = read_template(top, "path", parameters);
    if (made.base_url.empty())
        top.mistake("base_url", fault::required_missing, "such as \"https://api.example.com\"");
    if (made.path.empty() || made.path.front().text.substr(0, 1) != "/") {
        top.mistake("path", fault::constraint, "a path that begins with \"/\" is wanted");
    }
    check_holes(top, "base_url", made.base_url, made, true);
    check_holes(top, "path", made.path, made, false);
    made.headers = read_headers(top, made.parameters);
    read_body(top, parameters, made);
    read_resource(top, parameters, made);
    check_body(top, made);
    made.answers = read_answers(top, parameters);
    top.finish();
    return made;
}

}  // namespace

tl::expected<profile, findings> load_profile(std::string_view text) {
    const auto document = parse_ordered(text);
    if (!document) {
        auto broken = to_finding(document.error());
        broken.about = finding::subject::profile;
        broken.message = "profile: " + broken.message;
        return tl::make_unexpected(findings{std::move(broken)});
    }
    findings mistakes;
    auto made = std::make_shared<rules>(read_rules(*document, mistakes));
    if (!mistakes.empty()) return tl::make_unexpected(std::move(mistakes));
    return profile(std::move(made));
}

}  // namespace emend::adapters
