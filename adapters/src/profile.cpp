#include "emend/adapters/profile.hpp"

#include <algorithm>

#include "rules.hpp"

namespace emend::adapters {

const std::string& profile::vendor() const { return rules_->vendor; }
const std::string& profile::resource() const { return rules_->resource; }
const std::string& profile::title() const { return rules_->title; }

std::vector<profile::input> profile::parameters() const {
    std::vector<input> all;
    for (const auto& p : rules_->parameters) all.push_back({p.name, p.description, {}, p.required});
    return all;
}

std::vector<profile::input> profile::options() const {
    const std::vector<std::string> yes_no{"true", "false"};
    std::vector<input> all;
    all.push_back(
        {"desired",
         "what a member that the desired resource leaves out means: complete = clear it, partial = keep it",
         {"complete", "partial"},
         false});
    all.push_back({"base_url", "where the API is, instead of the vendor's own address", {}, false});
    if (!rules_->modes.empty()) {
        input mode{"mode", "what the body carries", {}, false};
        for (const auto& m : rules_->modes) mode.choices.push_back(m.name);
        all.push_back(std::move(mode));
    }
    if (rules_->form == detail::body_form::operations || rules_->form == detail::body_form::json_patch) {
        all.push_back({"guard", "test the old values first", yes_no, false});
    }
    if (rules_->form == detail::body_form::replace) {
        all.push_back(
            {"allow_missing", "send although current lacks members: true, or their names", {}, false});
    }
    if (!rules_->variant_option.empty()) {
        input variant{rules_->variant_option, "whose rules count", {}, false};
        for (const auto& v : rules_->variants) variant.choices.push_back(v.name);
        all.push_back(std::move(variant));
    }
    return all;
}

namespace detail {

const member_rule* object_rule::find(std::string_view name) const {
    const auto found = by_name.find(name);
    return found == by_name.end() ? nullptr : &members[found->second];
}

std::size_t object_rule::index_of(const std::string& name, std::size_t likely) const {
    if (likely < members.size() && members[likely].name == name) return likely;
    const auto found = by_name.find(name);
    return found == by_name.end() ? no_member : found->second;
}

const parameter_rule* rules::parameter(std::string_view name) const {
    const auto found = std::find_if(parameters.begin(), parameters.end(),
                                    [&](const parameter_rule& p) { return p.name == name; });
    return found == parameters.end() ? nullptr : &*found;
}

}  // namespace detail
}  // namespace emend::adapters
