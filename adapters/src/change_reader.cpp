// How a change of a member is said -> rules.

#include "change_reader.hpp"

#include <algorithm>

namespace emend::adapters::detail {
namespace {

const std::vector<std::string>& change_names() {
    static const std::vector<std::string> names{"whole",    "members",   "retain_keys",
                                                "elements", "additions", "map"};
    return names;
}

bool fits_type(changes how, value_type type) {
    switch (how) {
        case changes::whole:
            return true;
        case changes::members:
        case changes::retain_keys:
            return type == value_type::object || type == value_type::any;
        case changes::elements:
        case changes::additions:
        case changes::map:
            return type == value_type::array;
    }
    return false;
}

bool fits_form(changes how, body_form form) {
    switch (how) {
        case changes::whole:
        case changes::additions:
            return true;
        case changes::members:
            return form != body_form::replace && form != body_form::value;
        case changes::retain_keys:
            return form == body_form::strategic;
        case changes::elements:
            return form == body_form::partial || form == body_form::scim || form == body_form::strategic;
        case changes::map:
            return form == body_form::partial || form == body_form::merge_patch;
    }
    return false;
}

void read_marks(section& from, const member_defaults& defaults, member_rule& rule) {
    if (const auto* present = from.object("present")) rule.present = *present;
    if (const auto* gone = from.object("gone")) rule.gone = *gone;
    const bool delta = rule.changes == changes::elements && defaults.form == body_form::partial;
    if (!delta && (!rule.present.is_null() || !rule.gone.is_null())) {
        from.mistake(rule.gone.is_null() ? "present" : "gone", fault::constraint,
                     "it goes with \"changes\": \"elements\" in a partial body");
    }
    if (rule.key.empty() && (delta || rule.changes == changes::map)) {
        from.mistake("key", fault::required_missing, "the member that names an element is wanted");
    }
}

void read_map(section& from, member_rule& rule) {
    rule.map_value = from.text("value");
    rule.fixed_by = from.text("fixed_by");
    const bool map = rule.changes == changes::map;
    if (map && rule.map_value.empty()) {
        from.mistake("value", fault::required_missing, "the member with an element's value is wanted");
    } else if (!map && !rule.map_value.empty()) {
        from.mistake("value", fault::constraint, "it goes with \"changes\": \"map\"");
    }
}

bool inside_holds_secret(const member_rule& rule) {
    const auto holds = [](const member_rule& inner) { return inner.holds_secret; };
    return std::any_of(rule.items.begin(), rule.items.end(), holds) ||
           std::any_of(rule.inside.members.begin(), rule.inside.members.end(), holds);
}

}  // namespace

void read_changes(section& from, const member_defaults& defaults, member_rule& rule) {
    const bool object = rule.type == value_type::object || rule.type == value_type::any;
    const auto usual = object ? defaults.changes : changes::whole;
    rule.changes =
        static_cast<changes>(from.choice("changes", change_names(), static_cast<std::size_t>(usual)));
    if (!fits_type(rule.changes, rule.type)) {
        from.mistake(
            "changes", fault::constraint,
            "whole; for an object members or retain_keys; for an array elements, additions or map is "
            "wanted");
    } else if (!fits_form(rule.changes, defaults.form)) {
        from.mistake("changes", fault::constraint, "a body of this form cannot say changes like that");
    }
    if (rule.type == value_type::array) {
        read_marks(from, defaults, rule);
        read_map(from, rule);
    }
    rule.after = from.texts("after");
    rule.action = from.flag("action");
    rule.holds_secret = rule.secret || inside_holds_secret(rule);
}

void check_order(const object_rule& made, const std::string& path, findings& mistakes) {
    for (std::size_t i = 0; i < made.members.size(); ++i) {
        for (const auto& name : made.members[i].after) {
            const auto found = made.by_name.find(name);
            if (found != made.by_name.end() && found->second < i) continue;
            std::string at = path;
            append_token(at, made.members[i].name);
            append_token(at, "after");
            mistakes.push_back(
                {std::string(to_string(fault::constraint)), "",
                 one_line("profile at \"" + at + "\": \"" + name + "\" must stand before \"" +
                          made.members[i].name + "\": members are sent in the order of the profile"),
                 at, finding::none, finding::subject::profile});
        }
    }
}

}  // namespace emend::adapters::detail
