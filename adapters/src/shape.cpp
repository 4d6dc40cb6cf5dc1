#include "shape.hpp"

#include "emend/document.hpp"

#include "paths.hpp"

namespace emend::adapters::detail {
namespace {

bool must_be_there(const context& call, const member_rule& rule) {
    if (call.rules->removal == on_removal::remove)
        return rule.required && call.rules->form == body_form::replace;
    if (call.rules->form == body_form::replace) return rule.required || !call.may_be_missing(rule.name);
    return rule.required && (call.sends == sends::always_and_changed || call.sends == sends::all);
}

bool goes_out_unchanged(const context& call, const member_rule& rule) {
    if (rule.secret) return false;
    return call.sends == sends::all || (call.sends == sends::always_and_changed && rule.always);
}

void note_incomplete(const member_rule& rule, findings& errors) {
    const auto path = member_path(rule.name);
    errors.push_back(
        {std::string(to_string(fault::incomplete_current)), "",
         "\"" + path + "\" is missing from the current resource and must be sent: read it again, whole",
         path});
}

ordered_json operation(std::string_view verb, const std::string& name, ordered_json value) {
    ordered_json made = ordered_json::object();
    made["op"] = verb;
    made["path"] = member_path(name);
    made["value"] = std::move(value);
    return made;
}

void put_beside(const context& call, const std::vector<beside_rule>& all, ordered_json& into) {
    for (const auto& each : all) {
        const bool given = each.parameter.empty() || call.value_of(each.parameter) != nullptr;
        if (given) into[each.member] = each.parameter.empty() ? each.value : body_value(each.parameter, call);
    }
}

shaped say(const context& call, const sides& both, const pieces& all, const std::vector<fate>& fates,
           findings& errors) {
    switch (call.rules->form) {
        case body_form::operations: {
            auto made = say_operations(all);
            if (call.guard) add_guards(call, both, fates, made.body);
            return made;
        }
        case body_form::json_patch:
            return say_json_patch(all, call.guard, errors);
        case body_form::field_mask:
            return say_field_mask(*call.rules, all);
        case body_form::set_unset:
            return say_set_unset(all);
        case body_form::scim:
            return say_scim(all);
        case body_form::value:
            return {all.empty() ? ordered_json()
                                : without_old_secrets(*all.front().rule, nullptr, *all.front().is),
                    "", all.empty()};
        case body_form::replace:
        case body_form::partial:
        case body_form::merge_patch:
        case body_form::strategic:
            break;
    }
    return say_members(*call.rules, all, errors);
}

}  // namespace

ordered_json wrap(const context& call, ordered_json made) {
    const auto& r = *call.rules;
    ordered_json body = ordered_json::object();
    put_beside(call, r.beside, body);
    if (r.wrapper.empty()) {
        if (r.beside.empty()) return made;
        body.update(made);
        return body;
    }
    if (!r.inside.empty()) {
        ordered_json whole = ordered_json::object();
        put_beside(call, r.inside, whole);
        whole.update(made);
        made = std::move(whole);
    }
    if (r.wrapped_as == wrapped_as::text) made = dump(made).value_or("");
    if (r.wrapped_as == wrapped_as::list) made = ordered_json::array({std::move(made)});
    body[r.wrapper] = std::move(made);
    return body;
}

std::vector<std::size_t> choose_members(const context& call, const sides& both,
                                        const std::vector<fate>& fates, findings& errors) {
    std::vector<std::size_t> chosen;
    const auto& rules = call.members->members;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const auto& rule = rules[i];
        if (rule.read_only) continue;
        if (fates[i] == fate::changed || (fates[i] == fate::unchanged && goes_out_unchanged(call, rule))) {
            chosen.push_back(i);
        } else if (fates[i] == fate::absent && both.was[i] == nullptr) {
            const bool known = !rule.same_as_parameter.empty() && goes_out_unchanged(call, rule);
            if (known) chosen.push_back(i);
            if (!known && must_be_there(call, rule)) note_incomplete(rule, errors);
        }
    }
    return chosen;
}

shaped shape_body(const context& call, sides& both, const std::vector<fate>& fates,
                  const std::vector<std::size_t>& chosen, findings& errors, explainer* watcher) {
    const auto& rules = call.members->members;
    std::vector<ordered_json> known;  // from parameters
    known.reserve(chosen.size());
    pieces all;
    all.reserve(chosen.size());
    for (const auto i : chosen) {
        auto* value = both.is[i];
        if (value == nullptr && !rules[i].same_as_parameter.empty()) {
            value = &known.emplace_back(body_value(rules[i].same_as_parameter, call));
        }
        if (value == nullptr && call.rules->form == body_form::replace) continue;
        all.push_back({&rules[i], &rules[i].send_as, both.was[i], value});
    }
    std::vector<ordered_json> copies;
    copies.reserve(both.strays.size());
    for (const auto& s : both.strays) {  // only an open schema has any left
        if (same(s.was, s.is)) continue;
        auto* value = s.is != nullptr ? &copies.emplace_back(*s.is) : nullptr;
        all.push_back({&rule_of_anything(), &s.name, s.was, value});
    }
    if (watcher != nullptr) watcher->see(call, all);
    auto made = say(call, both, all, fates, errors);
    made.body = wrap(call, std::move(made.body));
    return made;
}

void add_guards(const context& call, const sides& both, const std::vector<fate>& fates, ordered_json& body) {
    const auto& rules = call.members->members;
    std::size_t at = 0;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const auto* was = both.was[i];
        if (fates[i] != fate::changed || rules[i].secret || was == nullptr || !was->is_primitive() ||
            was->is_null()) {
            continue;
        }
        body.insert(body.begin() + static_cast<std::ptrdiff_t>(at++),
                    operation("test", rules[i].send_as, *was));
    }
}

}  // namespace emend::adapters::detail
