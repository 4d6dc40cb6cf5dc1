// What may be changed and taken away at all; values are checked elsewhere.

#include <algorithm>

#include "check.hpp"
#include "formats.hpp"
#include "paths.hpp"

namespace emend::adapters::detail {
namespace {

void refuse_stray(const context& call, const stray& s, reporter& to) {
    std::vector<std::string> names;
    for (const auto& rule : call.members->members) {
        if (!rule.read_only) names.push_back(rule.name);
    }
    const auto path = member_path(s.name);
    const auto meant = nearest(s.name, names);
    std::string message = "\"" + path + "\" is no member of this resource";
    if (!meant.empty()) message += ", did you mean \"" + member_path(meant) + "\"?";
    to.report(false, fault::unknown_member, path, std::move(message));
}

void refuse_read_only(const member_rule& rule, const ordered_json* was, const ordered_json* is,
                      reporter& to) {
    std::string path = member_path(rule.name);
    narrow(was, is, path);
    to.report(false, fault::read_only_member, path,
              "\"" + path + "\" is read-only: only the server sets it; leave it as it was");
}

bool immutable_allows(const member_rule& rule, const ordered_json* is) {
    return is != nullptr && std::any_of(rule.immutable_except.begin(), rule.immutable_except.end(),
                                        [&](const ordered_json& value) { return same(is, &value); });
}

void refuse_immutable(const member_rule& rule, const ordered_json* was, const ordered_json* is,
                      reporter& to) {
    std::string path = member_path(rule.name);
    narrow(was, is, path);
    std::string message = "\"" + path + "\" cannot be changed once it is set; leave it as it was";
    for (const auto& value : rule.immutable_except) {
        if (value.is_string()) message += " or give \"" + value.get<std::string>() + "\"";
    }
    to.report(false, fault::immutable_member, path, std::move(message));
}

// Removal where absence would say something unclear or nothing at all.
bool refuse_removal(const context& call, const member_rule& rule, reporter& to) {
    const auto path = member_path(rule.name);
    const std::string what = "\"" + path + "\" ";
    if (rule.required) {
        to.report(false, fault::required_missing, path, what + "is required and cannot be removed");
    } else if (call.rules->removal == on_removal::refuse) {
        const bool list = rule.type == value_type::array;
        const bool text = rule.type == value_type::string;
        to.report(
            false, fault::ambiguous_removal, path,
            what +
                "cannot be left out: the vendor does not say what that means; to empty it, replace it with " +
                (list   ? "[]"
                 : text ? "\"\""
                        : "an empty value"));
    } else if (call.rules->removal == on_removal::null && !rule.nullable) {
        to.report(false, fault::null_not_allowed, path,
                  what + "cannot be removed: that would send null, which the vendor does not take here");
    } else {
        return false;
    }
    return true;
}

void compare_with_parameter(const context& call, const member_rule& rule, const ordered_json* was,
                            reporter& to) {
    const auto* parameter = call.value_of(rule.same_as_parameter);
    if (was == nullptr || parameter == nullptr) return;
    std::string own;
    if (was->is_string()) {
        own = was->get<std::string>();
    } else if (was->is_number_integer()) {
        own = std::to_string(was->get<std::int64_t>());
    }
    const bool alike =
        std::equal(own.begin(), own.end(), parameter->begin(), parameter->end(), [](char a, char b) {
            return a == b || ((a | 0x20) == (b | 0x20) && (a | 0x20) >= 'a' && (a | 0x20) <= 'z');
        });
    if (alike) return;
    const auto path = member_path(rule.name);
    to.report(true, fault::constraint, path,
              "\"" + path + "\" of the current resource is not the parameter \"" + rule.same_as_parameter +
                  "\": is it another resource?",
              "same_as_parameter");
}

// What only a patch can say: the state that is wanted does not tell whether to do it again.
fate fate_of_action(const sides& both, const member_rule& rule, const ordered_json* was,
                    const ordered_json* is, reporter& to) {
    if (both.touched(rule.name) && is != nullptr) return fate::changed;
    if (same(was, is)) return is == nullptr ? fate::absent : fate::unchanged;
    const auto path = member_path(rule.name);
    to.report(false, fault::op_not_expressible, path,
              "\"" + path + "\" is an action, not a state: say it with a patch that sets it");
    return fate::unchanged;
}

fate fate_of(const context& call, sides& both, std::size_t i, reporter& to) {
    const auto& rule = call.members->members[i];
    const auto* was = both.was[i];
    auto*& is = both.is[i];
    if (rule.action) return fate_of_action(both, rule, was, is, to);
    if (same(was, is)) return is == nullptr ? fate::absent : fate::unchanged;
    if (rule.read_only) {
        refuse_read_only(rule, was, is, to);
        return fate::unchanged;
    }
    if (rule.immutable) {
        if (immutable_allows(rule, is)) return fate::changed;
        refuse_immutable(rule, was, is, to);
        return is == nullptr ? fate::absent : fate::unchanged;
    }
    if (is == nullptr) {
        if (refuse_removal(call, rule, to)) return fate::absent;
        if (call.rules->removal == on_removal::remove) return fate::changed;
        is = &both.nothing;
        return was->is_null() ? fate::unchanged : fate::changed;
    }
    return fate::changed;
}

}  // namespace

void reporter::report(bool servers_own, fault code, const std::string& path, const std::string& message,
                      std::string rule) {
    if (!servers_own) {
        errors_.push_back({std::string(to_string(code)), std::move(rule), one_line(message), path});
        return;
    }
    auto name = rule.empty() ? std::string(to_string(code)) : std::move(rule);
    warnings_.push_back({std::move(name), "", one_line("the server's own value: " + message), path});
}

std::vector<fate> check_access(const context& call, sides& both, reporter& to) {
    for (const auto& s : both.strays) {
        if (same(s.was, s.is)) continue;
        if (call.members->closed) {
            refuse_stray(call, s, to);
        } else if (s.is == nullptr && call.rules->removal == on_removal::refuse) {
            const auto path = member_path(s.name);
            to.report(false, fault::ambiguous_removal, path,
                      "\"" + path + "\" cannot be left out: the vendor does not say what that means");
        }
    }
    const auto& rules = call.members->members;
    std::vector<fate> fates;
    fates.reserve(rules.size());
    for (std::size_t i = 0; i < rules.size(); ++i) {
        fates.push_back(fate_of(call, both, i, to));
        if (!rules[i].same_as_parameter.empty()) compare_with_parameter(call, rules[i], both.was[i], to);
    }
    return fates;
}

}  // namespace emend::adapters::detail
