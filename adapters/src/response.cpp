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

// Days from 1970-01-01 in the Gregorian calendar; years count from March.
std::int64_t days_of(std::int64_t year, std::int64_t month, std::int64_t day) {
    year -= month <= 2 ? 1 : 0;
    const auto era_year = year % 400;
    const auto day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return year / 400 * 146097 + era_year * 365 + era_year / 4 - era_year / 100 + day_of_year - 719468;
}

// "Sun, 06 Nov 1994 08:49:37 GMT"   RFC 9110 §5.6.7
std::optional<std::int64_t> time_of(std::string_view date) {
    constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    if (date.size() != 29 || date.substr(25) != " GMT") return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t length) -> std::int64_t {
        return static_cast<std::int64_t>(
            seconds_of(std::string(date.substr(at, length))).value_or(1U << 20U));
    };
    const auto month = months.find(date.substr(8, 3));
    const auto day = number(5, 2);
    const auto hour = number(17, 2);
    const auto minute = number(20, 2);
    const auto second = number(23, 2);
    if (month == std::string_view::npos || month % 3 != 0 || day > 31 || hour > 23 || minute > 59 ||
        second > 60)
        return std::nullopt;
    const auto days = days_of(number(12, 4), static_cast<std::int64_t>(month / 3) + 1, day);
    return ((days * 24 + hour) * 60 + minute) * 60 + second;
}

// Retry-After holds seconds or a date, which counts from the answer's own date.   RFC 9110 §10.2.3
std::optional<std::size_t> seconds_until(const std::string& retry_after, const std::string& date) {
    if (const auto seconds = seconds_of(retry_after)) return seconds;
    const auto then = time_of(retry_after);
    const auto now = time_of(date);
    if (!then || !now) return std::nullopt;
    return *then > *now ? static_cast<std::size_t>(*then - *now) : 0;
}

bool has(const std::vector<int>& all, int status) {
    return std::find(all.begin(), all.end(), status) != all.end();
}

class answer_reader {
public:
    answer_reader(const rules& r, const response& got, const ordered_json& params)
        : rules_(r), got_(got), call_(read_context(r, params, nullptr, ignored_)) {}

    answer read(const asked& what) {
        if (got_.status < 200 || got_.status > 299) return refused(what);
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

    answer refused(const asked& what) const {
        answer made;
        auto report = read_errors(rules_, got_.body, what);
        made.errors = std::move(report.errors);
        made.reference = std::move(report.reference);
        made.renew_token = has(rules_.answers.renew_token, got_.status);
        const auto& retry = rules_.answers.retry;
        made.retry = report.retryable.value_or(has(retry.statuses, got_.status) || only_passing(made.errors));
        if (made.retry) {
            made.retry_after = seconds_until(header_of(got_, "Retry-After"), header_of(got_, "Date"));
            if (!made.retry_after) made.retry_after = report.retry_after;
            if (!made.retry_after) made.retry_after = retry.seconds;
        }
        if (made.errors.empty()) {
            made.errors.push_back(
                {std::to_string(got_.status), "",
                 "the vendor answered HTTP " + std::to_string(got_.status) + " and no reason"});
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

// Vendors change the case of their words from version to version.
bool same_word(const ordered_json& a, const ordered_json& b) {
    if (!a.is_string() || !b.is_string()) return equal(a, b);
    const auto& x = a.get_ref<const std::string&>();
    const auto& y = b.get_ref<const std::string&>();
    return std::equal(x.begin(), x.end(), y.begin(), y.end(),
                      [](char c, char d) { return (c | 0x20) == (d | 0x20); });
}

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
    if (e.sent != finding::none) out["sent"] = e.sent;
    if (e.operation != finding::none) out["operation"] = e.operation;
    return out;
}

}  // namespace

answer read_answer(const profile& to, const response& got, const asked& what) {
    return answer_reader(to.rules(), got, what.params).read(what);
}

task_state read_task(const profile& to, const ordered_json& body) {
    task_state made;
    const auto& rule = to.rules().answers.task;
    if (!rule) return made;
    const auto first = [&](const std::vector<pointer>& places) -> const ordered_json* {
        for (const auto& place : places) {
            if (const auto* value = look_up(body, place)) return value;
        }
        return nullptr;
    };
    const auto* state = first(rule->state);
    const auto ends = [&](const ordered_json& value) { return state != nullptr && same_word(*state, value); };
    if (std::none_of(rule->finished.begin(), rule->finished.end(), ends)) return made;
    const auto* outcome = first(rule->outcome);
    if (outcome != nullptr && same_word(*outcome, rule->succeeded)) {
        made.at = task_state::stage::succeeded;
        return made;
    }
    made.at = task_state::stage::failed;
    auto report = read_errors(to.rules(), body, {});
    made.errors = std::move(report.errors);
    const auto code = text_of(first(rule->code));
    const auto message = text_of(first(rule->message));
    if (made.errors.empty() || !code.empty() || !message.empty()) made.errors = {{code, "", message}};
    return made;
}

ordered_json to_json(const task_state& t) {
    ordered_json out = ordered_json::object();
    using stage = task_state::stage;
    out["state"] = t.at == stage::running ? "running" : t.at == stage::succeeded ? "succeeded" : "failed";
    if (!t.errors.empty()) out["errors"] = ordered_json::array();
    for (const auto& e : t.errors) out["errors"].push_back(to_json(e));
    return out;
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
