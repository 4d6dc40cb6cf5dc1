#include "emend/testing/vendor_resources.hpp"

#include <algorithm>
#include <ostream>
#include <string>
#include <utility>

#include "emend/patch.hpp"

#include "rule_values.hpp"

namespace emend::testing {
namespace {

using adapters::detail::body_form;
using adapters::detail::on_removal;
using adapters::detail::parameter_rule;
using adapters::detail::rules;
using adapters::detail::value_type;

ordered_json parameter_value(const parameter_rule& rule) {
    if (rule.type == value_type::integer) return *gen::inRange(1, 100000);
    if (rule.type == value_type::boolean) return *gen::arbitrary<bool>();
    if (rule.format != value_format::none) return text_of(rule.format);
    if (rule.in_header) return *gen::element<std::string>("t", "portal.example.com", "a b\"c");
    return *gen::element<std::string>("7", "bde7f8c2-d063-4a4a-9a8f-c2ea5aff42f3-198", "a/b c",
                                      "\xc3\xa9?&#%2f");
}

const object_rule& members_of(const rules& of, const ordered_json& options) {
    const auto chosen = options.value(of.variant_option, of.variants[of.default_variant].name);
    return std::find_if(of.variants.begin(), of.variants.end(),
                        [&](const auto& v) { return v.name == chosen; })
        ->members;
}

class editor {
public:
    editor(const rules& of, const object_rule& members) : rules_(of), members_(members) {}

    void edit(ordered_json& resource) const {
        const auto wanted = members_.members.empty() ? 0 : *gen::inRange(0, 4);
        for (int i = 0; i < wanted; ++i) edit_member(resource, one_of(members_.members), true);
        add_others(resource, members_, 10);
    }

private:
    [[nodiscard]] bool can_go(const member_rule& rule, bool at_top) const {
        if (rule.required || rule.secret) return false;  // a secret that is absent was not read: no wish
        if (rules_.removal == on_removal::remove) return true;
        if (!at_top) return false;
        return rules_.removal == on_removal::null && rule.nullable;
    }

    void edit_member(ordered_json& object, const member_rule& rule, bool at_top) const {
        if (rule.read_only || rule.immutable || rule.action) return;
        const auto found = object.find(rule.name);
        if (found == object.end()) {
            object[rule.name] = value_for(rule, false);
        } else if (can_go(rule, at_top) && !protects(rule, *found) && chance(20)) {
            object.erase(found);
        } else if (rules_.removal == on_removal::null && rule.nullable && chance(10)) {
            *found = nullptr;
        } else {
            edit_value(*found, rule);
        }
    }

    // Whether something inside may not go.
    [[nodiscard]] static bool protects(const member_rule& rule, const ordered_json& value) {
        if (!value.is_object()) return value.is_array() && !value.empty() && rule.changes != changes::whole;
        return std::any_of(
            rule.inside.members.begin(), rule.inside.members.end(), [&](const member_rule& inner) {
                if (!value.contains(inner.name)) return false;
                return inner.read_only || inner.immutable || protects(inner, value[inner.name]);
            });
    }

    void edit_value(ordered_json& value, const member_rule& rule) const {
        if (value.is_object() && rule.type == value_type::object) return edit_object(value, rule);
        if (value.is_array() && rule.type == value_type::array) return edit_list(value, rule);
        value = value_for(rule, false);
    }

    void edit_object(ordered_json& object, const member_rule& rule) const {
        if (!rule.inside.members.empty()) edit_member(object, one_of(rule.inside.members), false);
        add_others(object, rule.inside, 15);
    }

    void edit_list(ordered_json& list, const member_rule& rule) const {
        const bool grows_only = rule.changes == changes::additions;
        const bool stays_whole =
            rule.changes == changes::elements && rules_.form == body_form::partial && rule.gone.is_null();
        if (!list.empty() && !grows_only && chance(60)) return edit_element(list, rule, !stays_whole);
        if (!rule.names.empty()) return;
        for (auto& element : value_for(rule, false)) {
            if (!holds(list, rule, element)) list.push_back(std::move(element));
        }
    }

    void edit_element(ordered_json& list, const member_rule& rule, bool may_go) const {
        const auto at = below(list.size());
        auto& element = list[at];
        if (!rule.key.empty() && element.is_object()) {
            const auto name = element.value(rule.key, ordered_json());
            const auto& fixed = rule.immutable_items;
            if (name.is_string() &&
                std::find(fixed.begin(), fixed.end(), name.get<std::string>()) != fixed.end())
                return;
            if (!rule.fixed_by.empty() && element.value(rule.fixed_by, ordered_json()) == true) return;
        }
        if (may_go && rule.names.empty() && chance(30)) {
            list.erase(at);
        } else if (rule.items.empty() || (!rule.key.empty() && rule.items.front().inside.members.empty())) {
            if (element.is_object()) element["note"] = anything();
        } else if (rule.key.empty()) {
            auto other = value_for(rule.items.front(), false);
            if (!holds(list, rule, other)) element = std::move(other);
        } else if (rule.changes == changes::map) {
            const auto* held = rule.items.front().inside.find(rule.map_value);
            element[rule.map_value] = held == nullptr ? anything() : value_for(*held, false);
        } else {
            const auto& inner = one_of(rule.items.front().inside.members);
            if (inner.name != rule.key) edit_member(element, inner, false);
        }
    }

    // Whether the list has the element already, where it may have it only once.
    static bool holds(const ordered_json& list, const member_rule& rule, const ordered_json& element) {
        if (rule.key.empty() && rule.changes != changes::elements) return false;
        return std::any_of(list.begin(), list.end(), [&](const ordered_json& other) {
            if (rule.key.empty()) return other == element;
            return other.is_object() && other.value(rule.key, ordered_json()) == element[rule.key];
        });
    }

    const rules& rules_;
    const object_rule& members_;
};

ordered_json* inside(ordered_json& document, const rules& of) {
    const bool wrapped = !of.envelope.empty() && document.contains(of.envelope);
    return wrapped ? &document[of.envelope] : &document;
}

}  // namespace

rc::Gen<adapters::request_input> vendor_resource(adapters::profile of) {
    return gen::exec([of] {
        const auto& all = of.rules();
        adapters::request_input made;
        for (const auto& parameter : all.parameters) {
            if (parameter.required || chance(30)) made.params[parameter.name] = parameter_value(parameter);
        }
        if (!all.variant_option.empty() && chance(50))
            made.options[all.variant_option] = one_of(all.variants).name;
        if (all.modes.size() > 1 && chance(50)) made.options["mode"] = one_of(all.modes).name;

        auto resource = ordered_json::object();
        const auto& members = members_of(all, made.options);
        for (const auto& rule : members.members) {
            const bool needed = rule.required || (all.form == body_form::replace && !rule.read_only);
            if (!needed && !chance(60)) continue;
            if (!rule.same_as_parameter.empty()) {
                if (made.params.contains(rule.same_as_parameter))
                    resource[rule.name] = made.params[rule.same_as_parameter];
            } else {
                const bool null = rule.nullable && chance(20);
                resource[rule.name] = null ? ordered_json() : value_for(rule, true);
            }
        }
        add_others(resource, members, 15);
        const bool wrapped = !all.envelope.empty() && chance(50);
        made.current =
            wrapped ? ordered_json::object({{all.envelope, std::move(resource)}}) : std::move(resource);
        return made;
    });
}

rc::Gen<ordered_json> edited_resource(adapters::profile of, adapters::request_input read) {
    return gen::exec([of, read] {
        auto wanted = read.current;
        const auto& all = of.rules();
        editor(all, members_of(all, read.options)).edit(*inside(wanted, all));
        return wanted;
    });
}

}  // namespace emend::testing

namespace emend::adapters {

void showValue(const request_input& input, std::ostream& out) {
    ordered_json shown{{"params", input.params}, {"current", input.current}};
    if (input.patch) shown["patch"] = to_document(*input.patch);
    if (input.desired) shown["desired"] = *input.desired;
    shown["options"] = input.options;
    out << shown.dump();
}

}  // namespace emend::adapters
