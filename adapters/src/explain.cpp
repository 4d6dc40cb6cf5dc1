// What each operation of a patch came to: sent exactly, folded into a larger value,
// evaluated here, or refused.

#include "explain.hpp"

#include <algorithm>

#include "emend/equal.hpp"

#include "paths.hpp"

namespace emend::adapters::detail {
namespace {

using operation_t = basic_operation<ordered_json>;

std::string_view name_of(const operation_t& operation) {
    constexpr std::string_view names[] = {"add", "remove", "replace", "move", "copy", "test"};
    return names[operation.index()];
}

const pointer& path_of(const operation_t& operation) {
    return std::visit([](const auto& o) -> const pointer& { return o.path; }, operation);
}

const ordered_json* value_of(const operation_t& operation) {
    return std::visit(
        [](const auto& o) -> const ordered_json* {
            if constexpr (requires { o.value; }) {
                return &o.value;
            } else {
                return nullptr;
            }
        },
        operation);
}

bool leads_to(const pointer& a, const pointer& b) { return a == b || is_proper_prefix(a, b); }

void say(verdict& into, verdict::how how, std::string why) {
    into.said = how;
    into.why = std::move(why);
}

std::string quoted(const pointer& p) { return "\"" + to_string(p) + "\""; }

}  // namespace

void explainer::see(const context& call, const pieces& all) {
    if (call.rules->form == body_form::replace || call.sends == sends::all) whole_resource_ = true;
    for (const auto& each : all) {
        if (same(each.was, each.is)) continue;
        add(call, pointer{{each.rule->name.empty() ? *each.name : each.rule->name}}, *each.rule, each.was,
            each.is);
    }
}

void explainer::see(const ordered_json& body, std::vector<std::size_t> origins) {
    passed_ = true;
    body_ = body;
    origins_ = std::move(origins);
}

void explainer::add(const context& call, pointer at, const member_rule& rule, const ordered_json* was,
                    const ordered_json* is) {
    const bool objects = was != nullptr && was->is_object() && is != nullptr && is->is_object();
    if (objects && rule.changes == changes::members && !rule.inside.members.empty()) {
        for (const auto& inner : rule.inside.members) {
            const auto before = was->find(inner.name);
            const auto after = is->find(inner.name);
            const auto* b = before == was->end() ? nullptr : &*before;
            const auto* a = after == is->end() ? nullptr : &*after;
            if (same(a, b)) continue;
            auto path = at;
            path.tokens.push_back(inner.name);
            add(call, std::move(path), inner, b, a);
        }
        return;
    }
    using reach = unit::reach;
    const auto form = call.rules->form;
    auto inside = reach::whole;
    if (form == body_form::json_patch) inside = reach::everything;
    if (rule.changes == changes::elements || rule.changes == changes::map) inside = reach::elements;
    const bool merges = form == body_form::merge_patch || form == body_form::strategic;
    if (merges && objects && rule.changes == changes::members) inside = reach::objects;
    units_.push_back({std::move(at), inside, is == nullptr ? ordered_json() : *is, is == nullptr});
}

void explainer::judge_inside(const unit& u, const operation_t& operation, const pointer& path,
                             verdict& into) const {
    using how = verdict::how;
    pointer rest{{path.tokens.begin() + static_cast<std::ptrdiff_t>(u.at.tokens.size()), path.tokens.end()}};
    auto reach = u.at;
    const ordered_json* value = &u.value;
    std::size_t depth = 0;
    for (const auto& token : rest.tokens) {
        const bool list = value->is_array();
        const bool goes = u.inside == unit::reach::everything ||
                          (u.inside == unit::reach::objects && !list) ||
                          (u.inside == unit::reach::elements && depth == 0);
        if (!goes) {
            return say(into, how::folded, "it goes out as part of the whole value of " + quoted(reach));
        }
        reach.tokens.push_back(token);
        ++depth;
        const auto inner =
            resolve(u.value,
                    pointer{{rest.tokens.begin(), rest.tokens.begin() + static_cast<std::ptrdiff_t>(depth)}});
        static const ordered_json gone;
        value = inner ? *inner : &gone;
    }
    if (u.inside == unit::reach::elements && depth == 0) {
        return say(into, how::folded, "it goes out as the elements of the list that change");
    }
    const auto* own = value_of(operation);
    const bool list_place = !rest.tokens.empty() && u.inside != unit::reach::whole;
    if (own != nullptr && !list_place && !same(own, value)) {
        return say(into, how::locally, "a later operation changes the value again: the last one goes out");
    }
    say(into, how::exactly,
        own != nullptr ? "the value goes out by itself" : "the removal goes out by itself");
}

void explainer::judge(const operation_t& operation, const pointer& path, verdict& into) const {
    using how = verdict::how;
    if (std::holds_alternative<op::basic_test<ordered_json>>(operation)) {
        return say(into, how::locally, "the test is made here, on the current resource");
    }
    std::size_t below = 0;
    const unit* above = nullptr;
    for (const auto& u : units_) {
        if (leads_to(u.at, path)) above = &u;
        if (is_proper_prefix(path, u.at)) ++below;
    }
    if (above == nullptr && below == 0) {
        return say(into, how::locally, "it has no effect on what goes out");
    }
    if (whole_resource_) return say(into, how::folded, "the whole resource goes out, its result in it");
    if (std::holds_alternative<op::copy>(operation) || std::holds_alternative<op::move>(operation)) {
        return say(into, how::locally, "it is evaluated here; its result goes out as a value");
    }
    if (above == nullptr) {
        return say(into, how::folded, "it goes out as " + std::to_string(below) + " changes inside it");
    }
    judge_inside(*above, operation, path, into);
}

bool explainer::judge_passed(const operation_t& operation, verdict& into) const {
    using how = verdict::how;
    const auto count = std::count(origins_.begin(), origins_.end(), into.operation);
    if (count == 0) return false;
    const auto at = static_cast<std::size_t>(std::find(origins_.begin(), origins_.end(), into.operation) -
                                             origins_.begin());
    const auto& sent = body_[at];
    const auto* own = value_of(operation);
    const auto value = sent.find("value");
    const bool same_value = own == nullptr ? value == sent.end() : value != sent.end() && equal(*own, *value);
    const auto place = to_string(path_of(operation));
    if (count == 1 && sent["op"] == name_of(operation) && sent["path"] == place && same_value) {
        say(into, how::exactly, "the operation goes out as it is");
    } else if (sent["path"] != place && count == 1) {
        say(into, how::folded,
            "it goes out as " + sent["op"].get<std::string>() + " of " + sent["path"].dump());
    } else {
        say(into, how::folded,
            "it goes out as " + sent["op"].get<std::string>() +
                (count > 1 ? " of each member" : " of the value"));
    }
    return true;
}

std::vector<verdict> explainer::verdicts(const context& call, const ordered_patch& patch,
                                         const findings& errors) const {
    using how = verdict::how;
    std::vector<verdict> all;
    for (std::size_t i = 0; i < patch.size(); ++i) {
        const auto& operation = patch[i];
        auto path = path_of(operation);
        verdict made{i, std::string(name_of(operation)), to_string(path), how::locally, ""};
        const auto blamed =
            std::find_if(errors.begin(), errors.end(), [&](const finding& f) { return f.operation == i; });
        if (!path.tokens.empty() && call.members->find(path.tokens.front()) == nullptr) {
            const auto alias = call.members->by_alias.find(path.tokens.front());
            if (alias != call.members->by_alias.end()) {
                path.tokens.front() = call.members->members[alias->second].name;
            }
        }
        if (blamed != errors.end()) {
            say(made, how::refused, blamed->message);
        } else if (!errors.empty()) {
            say(made, how::locally, "nothing is sent: the request is refused");
        } else if (!passed_ || !judge_passed(operation, made)) {
            judge(operation, path, made);
        }
        all.push_back(std::move(made));
    }
    return all;
}

}  // namespace emend::adapters::detail

namespace emend::adapters {

ordered_json to_json(const verdict& v) {
    constexpr std::string_view names[] = {"exactly", "folded", "locally", "refused"};
    ordered_json out = ordered_json::object();
    out["operation"] = v.operation;
    out["op"] = v.op;
    out["path"] = v.path;
    out["sent"] = names[static_cast<std::size_t>(v.said)];
    out["why"] = v.why;
    return out;
}

}  // namespace emend::adapters
