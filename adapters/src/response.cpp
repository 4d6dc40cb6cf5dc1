// The way back: status, headers and body -> what comes next.

#include "emend/adapters/response.hpp"

#include <algorithm>
#include <charconv>

#include "emend/equal.hpp"

#include "context.hpp"
#include "vendor_errors.hpp"

namespace emend::adapters {
namespace {

using namespace detail;

std::string header_of(const response& got, std::string_view name) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    for (const auto& [key, value] : got.headers) {
        if (std::equal(key.begin(), key.end(), name.begin(), name.end(),
                       [&](char a, char b) { return lower(a) == lower(b); })) {
            return value;
        }
    }
    return {};
}

std::optional<std::size_t> seconds_of(const std::string& text) {
    std::size_t seconds = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, wrong] = std::from_chars(text.data(), end, seconds);
    if (text.empty() || wrong != std::errc{} || stop != end) return std::nullopt;
    return seconds;
}

bool has(const std::vector<int>& all, int status) {
    return std::find(all.begin(), all.end(), status) != all.end();
}

class answer_reader {
public:
    answer_reader(const rules& r, const response& got, const ordered_json& params)
        : rules_(r), got_(got), call_(read_context(r, params, nullptr, ignored_)) {}

    answer read(const ordered_json& sent) {
        if (got_.status < 200 || got_.status > 299) return refused(sent);
        const auto& all = rules_.answers.successes;
        const auto found = std::find_if(all.begin(), all.end(),
                                        [&](const success_rule& s) { return s.status == got_.status; });
        if (found == all.end()) return read_again();  // a success that the profile does not know
        switch (found->gives) {
            case answer_kind::resource:
                return resource(*found);
            case answer_kind::task:
                return task(*found);
            case answer_kind::location:
                return look_there();
            case answer_kind::nothing:
                break;
        }
        return read_again();
    }

private:
    answer read_again() const {
        answer made;
        made.next = next_step::read_again;
        made.location = fill_path(rules_.answers.read_path, call_);
        return made;
    }

    answer resource(const success_rule& rule) const {
        const auto* value = look_up(got_.body, rule.at);
        if (value == nullptr || !value->is_object()) return read_again();
        answer made;
        made.next = next_step::done;
        made.current = *value;
        return made;
    }

    answer task(const success_rule& rule) const {
        answer made;
        made.next = next_step::follow_task;
        made.task = text_of(look_up(got_.body, rule.at));
        if (made.task.empty()) return read_again();
        for (const auto& part : rule.task_path) {
            if (!part.parameter) {
                made.location += part.text;
            } else if (part.text == "taskId") {
                append_encoded(made.location, made.task);
            } else if (const auto* value = call_.value_of(part.text)) {
                append_encoded(made.location, *value);
            }
        }
        return made;
    }

    answer look_there() const {
        answer made;
        made.next = next_step::look_there;
        made.location = header_of(got_, "Location");
        return made.location.empty() ? read_again() : made;
    }

    answer refused(const ordered_json& sent) const {
        answer made;
        auto report = read_errors(rules_, got_.body, sent);
        made.errors = std::move(report.errors);
        made.reference = std::move(report.reference);
        made.renew_token = has(rules_.answers.renew_token, got_.status);
        const auto& retry = rules_.answers.retry;
        made.retry = report.retryable.value_or(has(retry.statuses, got_.status) || only_passing(made.errors));
        if (made.retry) {
            made.retry_after = seconds_of(header_of(got_, "Retry-After"));
            if (!made.retry_after) made.retry_after = report.retry_after;
            if (!made.retry_after) made.retry_after = retry.seconds;
        }
        if (made.errors.empty()) {
            made.errors.push_back(
                {std::to_string(got_.status), "",
                 "the vendor answered HTTP " + std::to_string(got_.status) + " and no reason", "",
                 finding::none});
        }
        return made;
    }

    // Whether every error is of a type that passes by itself.
    bool only_passing(const std::vector<vendor_error>& errors) const {
        const auto& types = rules_.answers.retry.types;
        const auto passing = [&](const vendor_error& e) {
            return std::any_of(types.begin(), types.end(), [&](const std::string& type) {
                return std::equal(type.begin(), type.end(), e.type.begin(), e.type.end(),
                                  [](char a, char b) { return (a | 0x20) == (b | 0x20); });
            });
        };
        return !errors.empty() && std::all_of(errors.begin(), errors.end(), passing);
    }

    const rules& rules_;
    const response& got_;
    findings ignored_;  // a parameter that is missing leaves a hole in an address, no more
    context call_;
};

std::string_view name_of(next_step next) {
    switch (next) {
        case next_step::done:
            return "done";
        case next_step::follow_task:
            return "follow_task";
        case next_step::look_there:
            return "look_there";
        case next_step::read_again:
            return "read_again";
        case next_step::refused:
            return "refused";
    }
    return "refused";
}

ordered_json to_json(const vendor_error& e) {
    ordered_json out = ordered_json::object();
    if (!e.code.empty()) out["code"] = e.code;
    if (!e.type.empty()) out["type"] = e.type;
    out["message"] = e.message;
    out["path"] = e.path;
    if (e.operation != finding::none) out["operation"] = e.operation;
    return out;
}

}  // namespace

answer read_answer(const profile& to, const response& got, const ordered_json& params,
                   const ordered_json& body_sent) {
    return answer_reader(to.rules(), got, params).read(body_sent);
}

task_state read_task(const profile& to, const ordered_json& body) {
    task_state made;
    const auto& rule = to.rules().answers.task;
    if (!rule) return made;
    const auto* state = look_up(body, rule->state);
    const auto ends = [&](const ordered_json& value) { return state != nullptr && equal(*state, value); };
    if (std::none_of(rule->finished.begin(), rule->finished.end(), ends)) return made;
    const auto* outcome = look_up(body, rule->outcome);
    if (outcome != nullptr && equal(*outcome, rule->succeeded)) {
        made.at = task_state::stage::succeeded;
        return made;
    }
    made.at = task_state::stage::failed;
    made.errors.push_back(
        {text_of(look_up(body, rule->code)), "", text_of(look_up(body, rule->message)), "", finding::none});
    return made;
}

ordered_json to_json(const answer& a) {
    ordered_json out = ordered_json::object();
    out["next"] = name_of(a.next);
    if (a.current) out["current"] = *a.current;
    if (!a.task.empty()) out["task"] = a.task;
    if (!a.location.empty()) out["location"] = a.location;
    if (!a.errors.empty()) out["errors"] = ordered_json::array();
    for (const auto& e : a.errors) out["errors"].push_back(to_json(e));
    if (!a.reference.empty()) out["reference"] = a.reference;
    if (a.next == next_step::refused) out["retry"] = a.retry;
    if (a.retry_after) out["retry_after"] = *a.retry_after;
    if (a.renew_token) out["renew_token"] = true;
    return out;
}

}  // namespace emend::adapters
