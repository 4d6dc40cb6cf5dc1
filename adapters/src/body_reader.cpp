// "body" of a profile -> rules.

#include "body_reader.hpp"

#include <algorithm>

namespace emend::adapters::detail {
namespace {

const std::vector<std::string>& form_names() {
    static const std::vector<std::string> names{"replace",     "partial",    "operations", "json_patch",
                                                "merge_patch", "field_mask", "set_unset",  "scim",
                                                "strategic",   "value"};
    return names;
}

// Those whose body is an object that the caller's members stand in.
bool is_object(body_form form) {
    return form != body_form::operations && form != body_form::json_patch && form != body_form::value;
}

void read_modes(section& from, rules& into) {
    const auto* value = from.object("modes");
    if (value != nullptr) {
        for (const auto& [name, rule] : value->items()) {
            std::string path = from.path_of("modes");
            append_token(path, name);
            section inner(rule, path, from.mistakes());
            const auto what = static_cast<sends>(
                inner.choice("sends", {"changed", "always_and_changed", "all", "caller_operations"}));
            into.modes.push_back({name, what, inner.text("description")});
            inner.finish();
        }
    }
    std::vector<std::string> names;
    for (const auto& mode : into.modes) names.push_back(mode.name);
    if (names.empty()) {
        static_cast<void>(from.text("default_mode"));
    } else {
        into.default_mode = from.choice("default_mode", names);
    }
}

// name -> "PARAMETER" or {"value": JSON}
std::vector<beside_rule> read_beside(section& from, std::string_view name,
                                     const std::vector<std::string>& parameters) {
    std::vector<beside_rule> all;
    const auto* beside = from.object(name);
    if (beside == nullptr) return all;
    section inner(*beside, from.path_of(name), from.mistakes());
    for (const auto& [member, what] : beside->items()) {
        beside_rule made;
        made.member = member;
        if (what.is_object()) {
            section constant(what, inner.path_of(member), from.mistakes());
            if (const auto* value = constant.any("value")) {
                made.value = *value;
            } else {
                constant.mistake("value", fault::required_missing, "the value to send is wanted here");
            }
            constant.finish();
        } else {
            made.parameter = inner.needed_text(member);
            if (std::find(parameters.begin(), parameters.end(), made.parameter) == parameters.end()) {
                inner.mistake(member, fault::unknown_member, "the name of a parameter is wanted");
            }
        }
        all.push_back(std::move(made));
    }
    return all;
}

void read_around(section& from, const std::vector<std::string>& parameters, rules& into) {
    into.wrapper = from.text("wrapper");
    into.wrapped_as = static_cast<wrapped_as>(from.choice("wrapped_as", {"object", "list", "text"}));
    into.beside = read_beside(from, "beside", parameters);
    into.inside = read_beside(from, "inside", parameters);
    if (into.wrapper.empty() && (into.wrapped_as != wrapped_as::object || !into.inside.empty())) {
        from.mistake("wrapper", fault::required_missing,
                     "wrapped_as and inside need the name of the wrapper");
    }
    if (!into.beside.empty() && into.wrapper.empty() && !is_object(into.form)) {
        from.mistake("wrapper", fault::required_missing,
                     "members beside a body that is no object need a wrapper around it");
    }
    if (!into.inside.empty() && !is_object(into.form)) {
        from.mistake("inside", fault::constraint, "a body of this form is no object: nothing stands in it");
    }
}

void check_modes(section& from, const rules& made) {
    const bool whole = made.form == body_form::replace || made.form == body_form::partial;
    const bool takes_operations = made.form == body_form::operations || made.form == body_form::json_patch;
    for (const auto& mode : made.modes) {
        const bool right = mode.sends == sends::changed || whole ||
                           (takes_operations && mode.sends == sends::caller_operations);
        if (right) continue;
        from.mistake("modes", fault::constraint,
                     "\"" + mode.name + "\": a body of this form says changes only");
    }
}

}  // namespace

changes changes_inside(body_form form) {
    const bool deep = form == body_form::merge_patch || form == body_form::field_mask ||
                      form == body_form::set_unset || form == body_form::scim || form == body_form::strategic;
    return deep ? changes::members : changes::whole;
}

void read_body(section& top, const std::vector<std::string>& parameters, rules& into) {
    const auto* value = top.object("body");
    if (value == nullptr)
        return top.mistake("body", fault::required_missing, "an object with \"form\" is wanted here");
    section from(*value, top.path_of("body"), top.mistakes());
    into.form = static_cast<body_form>(from.choice("form", form_names()));
    if (!from.has("form")) {
        from.mistake("form", fault::required_missing,
                     "replace, partial, operations or another form is wanted");
    }
    const bool native = changes_inside(into.form) == changes::members || into.form == body_form::json_patch;
    into.removal =
        static_cast<on_removal>(from.choice("removal", {"null", "refuse", "remove"}, native ? 2 : 0));
    const bool cannot_remove = into.form == body_form::partial || into.form == body_form::operations ||
                               into.form == body_form::value;
    if (into.removal == on_removal::remove && cannot_remove) {
        from.mistake("removal", fault::constraint,
                     "\"remove\" means nothing in a body of this form: \"null\" or \"refuse\" is wanted");
    }
    read_around(from, parameters, into);
    into.mask = from.plain_text("mask", into.form == body_form::field_mask ? "updateMask" : "");
    if (!into.mask.empty() && into.form != body_form::field_mask) {
        from.mistake("mask", fault::constraint, "only the form \"field_mask\" has one");
    }
    read_modes(from, into);
    check_modes(from, into);
    from.finish();
}

void check_body(section& top, const rules& made) {
    if (made.form != body_form::value) return;
    for (const auto& each : made.variants) {
        const auto& all = each.members.members;
        const auto writable =
            std::count_if(all.begin(), all.end(), [](const member_rule& rule) { return !rule.read_only; });
        if (writable == 1) continue;
        top.mistake("members", fault::constraint,
                    "the form \"value\" sends the one member that can be written: mark the others read_only");
    }
}

}  // namespace emend::adapters::detail
