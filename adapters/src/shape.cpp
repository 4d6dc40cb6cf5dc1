#include "shape.hpp"

#include "emend/equal.hpp"

#include "paths.hpp"

namespace emend::adapters::detail {
namespace {

bool must_be_there(const context& call, const member_rule& rule) {
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

ordered_json wrap(const context& call, ordered_json members) {
    if (call.rules->wrapper.empty()) return members;
    ordered_json body = ordered_json::object();
    for (const auto& [member, parameter] : call.rules->beside) body[member] = body_value(parameter, call);
    body[call.rules->wrapper] = std::move(members);
    return body;
}

ordered_json take(sides& both, std::size_t i, const member_rule& rule, const context& call) {
    if (both.is[i] == nullptr) return body_value(rule.same_as_parameter, call);
    return std::move(*both.is[i]);
}

}  // namespace

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

ordered_json shape_body(const context& call, sides& both, const std::vector<fate>& fates,
                        const std::vector<std::size_t>& chosen) {
    const auto& rules = call.members->members;
    const bool operations = call.rules->form == body_form::operations;
    ordered_json body = operations ? ordered_json::array() : ordered_json::object();
    if (operations && call.guard) add_guards(call, both, fates, body);
    for (const auto i : chosen) {
        auto value = take(both, i, rules[i], call);
        if (operations) {
            body.push_back(operation("replace", rules[i].send_as, std::move(value)));
        } else {
            body.get_ptr<ordered_json::object_t*>()->emplace_back(rules[i].send_as, std::move(value));
        }
    }
    for (const auto& s : both.strays) {  // only an open schema has any left
        if (s.is == nullptr || same(s.was, s.is)) continue;
        if (operations) {
            body.push_back(operation("replace", s.name, *s.is));
        } else {
            body[s.name] = *s.is;
        }
    }
    return operations ? body : wrap(call, std::move(body));
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
