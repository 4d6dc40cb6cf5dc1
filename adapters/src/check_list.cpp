// Lists and objects of which only parts are sent: what may be done to the parts.

#include <algorithm>

#include "check.hpp"
#include "element_changes.hpp"

namespace emend::adapters::detail {
namespace {

class list_check {
public:
    list_check(const member_rule& rule, const ordered_json* was, const ordered_json& is,
               const std::string& path, reporter& to)
        : rule_(rule), parts_(rule, was, is), is_(is), path_(path), to_(to) {}

    // A list that only grows may be put in another order.
    void only_additions() const {
        if (parts_.removed.empty() && parts_.changed.empty()) return;
        to_.report(false, fault::immutable_member, path_,
                   "\"" + path_ + "\": what is in this list stays there as it is; it can only be added to");
    }

    void only_named() const {
        if (!parts_.nameless) return;
        const auto at = path_ + "/" + std::to_string(*parts_.nameless);
        to_.report(
            false, fault::constraint, at,
            "\"" + at + "\" must have a \"" + rule_.key + "\" that no other element has: it is found by it",
            "key");
    }

    void only_what_can_go() const {
        if (!rule_.gone.is_null() || parts_.removed.empty()) return;
        to_.report(false, fault::op_not_expressible, path_,
                   "\"" + path_ + "\": the vendor has no way to take an element away");
    }

    void only_free_ones() const {
        for (const auto& part : parts_.changed) fixed(part.was, part.index);
        for (const auto* gone : parts_.removed) fixed(gone, is_.size());
    }

private:
    void fixed(const ordered_json* was, std::size_t index) const {
        if (rule_.fixed_by.empty()) return;
        const auto flag = was->find(rule_.fixed_by);
        if (flag == was->end() || *flag != true) return;
        const auto at = index < is_.size() ? path_ + "/" + std::to_string(index) : path_;
        to_.report(false, fault::read_only_member, at,
                   "\"" + at + "\": an element with \"" + rule_.fixed_by + "\" is set by the server only");
    }

    const member_rule& rule_;
    element_changes parts_;
    const ordered_json& is_;
    const std::string& path_;
    reporter& to_;
};

}  // namespace

void check_list(const context& call, const member_rule& rule, const ordered_json* was, const ordered_json& is,
                const std::string& path, reporter& to) {
    if (rule.changes == changes::additions) return list_check(rule, was, is, path, to).only_additions();
    if (rule.changes == changes::map) {
        const list_check check(rule, was, is, path, to);
        check.only_named();
        check.only_free_ones();
    }
    if (rule.changes == changes::elements && call.rules->form == body_form::partial) {
        const list_check check(rule, was, is, path, to);
        check.only_named();
        check.only_what_can_go();
    }
}

bool check_inner_access(const context& call, const member_rule& outer, const member_rule& inner,
                        const ordered_json* was, const ordered_json* is, const std::string& path,
                        reporter& to) {
    if (same(was, is)) return false;
    const std::string what = "\"" + path + "\" ";
    if (inner.read_only) {
        to.report(false, fault::read_only_member, path, what + "is read-only: only the server sets it");
        return true;
    }
    const auto& allowed = inner.immutable_except;
    const bool excepted = is != nullptr && std::any_of(allowed.begin(), allowed.end(),
                                                       [&](const ordered_json& v) { return same(is, &v); });
    if (inner.immutable && was != nullptr && !excepted) {
        to.report(false, fault::immutable_member, path, what + "cannot be changed once it is set");
        return true;
    }
    if (is != nullptr || outer.changes != changes::members) return false;
    if (call.rules->removal == on_removal::refuse) {
        to.report(false, fault::ambiguous_removal, path,
                  what + "cannot be left out: the vendor does not say what that means");
    } else if (call.rules->removal == on_removal::null && !inner.nullable) {
        to.report(false, fault::null_not_allowed, path,
                  what + "cannot be removed: that would send null, which the vendor does not take here");
    }
    return true;
}

}  // namespace emend::adapters::detail
