// Both sides, lined up by member: what a patch made of current, or a desired resource beside it.

#include <algorithm>

#include "paths.hpp"
#include "sides.hpp"

namespace emend::adapters::detail {
namespace {

using members_t = ordered_json::object_t;

// Calls see(index of the rule, name, value) on each member: resources have their members in the rules' order
// mostly.
template <class F>
void each_with_rule(const object_rule& rules, ordered_json& resource, F see) {
    std::size_t likely = 0;
    for (auto& [name, value] : *resource.get_ptr<members_t*>()) {
        const auto index = rules.index_of(name, likely);
        see(index, name, value);
        if (index != object_rule::no_member) likely = index + 1;
    }
}

}  // namespace

bool sides::touched(std::string_view member) const {
    return std::find(touched_.begin(), touched_.end(), member) != touched_.end();
}

void sides::line_up_patched() {
    const auto& rules = *call_.members;
    was.assign(rules.members.size(), nullptr);
    is.assign(rules.members.size(), nullptr);
    each_with_rule(rules, after_, [&](std::size_t i, const std::string&, ordered_json& value) {
        if (i != object_rule::no_member) was[i] = is[i] = &value;
    });
    if (all_touched_) {
        touched_.clear();
        for (const auto& [name, value] : before_.items()) touched_.push_back(name);
        for (const auto& [name, value] : after_.items()) {
            if (find_member(before_, name) == nullptr) touched_.push_back(name);
        }
    }
    for (const auto& name : touched_) {
        const auto found = rules.by_name.find(name);
        const auto* old = find_member(before_, name);
        if (found != rules.by_name.end()) {
            was[found->second] = old;
        } else if (rules.by_alias.find(name) == rules.by_alias.end()) {
            strays.push_back({name, old, find_member(after_, name)});
        }
    }
}

bool sides::take_desired(ordered_json desired, findings& errors) {
    bool wrapped = false;
    if (!unwrap(desired, "desired", errors, wrapped)) return false;
    after_ = std::move(desired);
    const auto& rules = *call_.members;
    for (const auto& [alias, member] : rules.by_alias) {
        if (rules.find(alias) != nullptr || find_member(after_, alias) == nullptr) continue;
        aliases_.emplace_back(alias, member);
        const auto& name = rules.members[member].name;
        if (find_member(after_, name) != nullptr) continue;
        if (const auto* kept = find_member(before_, name)) after_[name] = *kept;
    }
    std::sort(aliases_.begin(), aliases_.end());
    return resolve_aliases(errors);
}

void sides::line_up_desired() {
    const auto& rules = *call_.members;
    was.assign(rules.members.size(), nullptr);
    is.assign(rules.members.size(), nullptr);
    std::vector<ordered_json*> kept(rules.members.size(), nullptr);
    each_with_rule(rules, before_, [&](std::size_t i, const std::string&, ordered_json& value) {
        if (i != object_rule::no_member) was[i] = kept[i] = &value;
    });
    each_with_rule(rules, after_, [&](std::size_t i, const std::string& name, ordered_json& value) {
        if (i != object_rule::no_member) {
            is[i] = &value;
        } else {
            strays.push_back({name, find_member(before_, name), &value});
        }
    });
    for (const auto& [name, value] : *before_.get_ptr<members_t*>()) {
        const bool forgotten = !rules.closed && call_.desired_is_complete && rules.find(name) == nullptr;
        if (forgotten && find_member(after_, name) == nullptr) strays.push_back({name, &value, nullptr});
    }
    for (std::size_t i = 0; i < is.size(); ++i) {
        const auto& rule = rules.members[i];
        const bool stays =
            !call_.desired_is_complete || rule.read_only || rule.immutable || rule.secret || rule.action;
        if (is[i] == nullptr && stays) is[i] = kept[i];
    }
}

}  // namespace emend::adapters::detail
