// The one pipeline: context -> both sides -> access -> values -> shape -> request.

#include "emend/adapters/request.hpp"

#include <algorithm>

#include "check.hpp"
#include "context.hpp"
#include "paths.hpp"
#include "shape.hpp"
#include "sides.hpp"

namespace emend::adapters {
namespace {

using namespace detail;

class pipeline {
public:
    pipeline(const rules& r, request_input input) : input_(std::move(input)) {
        call_ = read_context(r, input_.params, input_.options, errors_);
    }

    explanation run_and_explain() {
        explainer watcher;
        watcher_ = &watcher;
        if (input_.patch) patch_ = *input_.patch;
        explanation told;
        told.made = run();
        const findings none;
        told.operations = watcher.verdicts(call_, patch_, told.made ? none : told.made.error());
        return told;
    }

    tl::expected<outcome, findings> run() {
        sides both(call_);
        auto body = make_body(both);
        if (!errors_.empty()) {
            blame_operations(errors_, both.patch(), *call_.members);
            return tl::make_unexpected(std::move(errors_));
        }
        outcome made;
        if (!body || body->nothing) return made;
        made.warnings = std::move(warnings_);
        made.request = request{
            call_.rules->method, fill_base_url(call_),      fill_path(call_.rules->path, call_) + body->query,
            fill_headers(call_), call_.rules->content_type, std::move(body->body)};
        return made;
    }

private:
    std::optional<shaped> make_body(sides& both) {
        if (!both.evaluate(input_, errors_)) return std::nullopt;
        reporter to(errors_, warnings_);
        const auto fates = check_access(call_, both, to);
        const bool changes =
            std::any_of(fates.begin(), fates.end(), [](fate f) { return f == fate::changed; }) ||
            open_changes(both);
        if (!changes) return std::nullopt;
        findings incomplete;
        const auto chosen = choose_members(call_, both, fates, incomplete);
        for (const auto i : chosen) {
            if (both.is[i] == nullptr) continue;
            const auto& rule = call_.members->members[i];
            const bool cleared = both.is[i] == &both.nothing;
            check_value(call_, both, rule, cleared ? nullptr : both.was[i], *both.is[i],
                        member_path(rule.name), to);
        }
        errors_.insert(errors_.end(), incomplete.begin(), incomplete.end());
        if (call_.sends == sends::caller_operations && input_.patch) return pass(both, fates, to);
        if (!errors_.empty()) return std::nullopt;
        return shape_body(call_, both, fates, chosen, errors_, watcher_);
    }

    std::optional<shaped> pass(const sides& both, const std::vector<fate>& fates, reporter& to) {
        if (!errors_.empty()) return std::nullopt;
        auto body = pass_through(call_, both, to, errors_, watcher_);
        if (!body) return std::nullopt;
        if (call_.guard && call_.rules->form == body_form::operations) add_guards(call_, both, fates, *body);
        return shaped{wrap(call_, std::move(*body)), "", false};
    }

    bool open_changes(const sides& both) const {
        return !call_.members->closed && std::any_of(both.strays.begin(), both.strays.end(),
                                                     [](const stray& s) { return !same(s.was, s.is); });
    }

    request_input input_;
    context call_;
    findings errors_;
    findings warnings_;
    explainer* watcher_ = nullptr;
    ordered_patch patch_{};  ///< as it was given: only when somebody wants it explained
};

}  // namespace

tl::expected<outcome, findings> make_request(const profile& to, request_input input) {
    return pipeline(to.rules(), std::move(input)).run();
}

explanation explain_request(const profile& to, request_input input) {
    return pipeline(to.rules(), std::move(input)).run_and_explain();
}

}  // namespace emend::adapters
