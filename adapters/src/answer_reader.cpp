#include "answer_reader.hpp"

#include <algorithm>

namespace emend::adapters::detail {
namespace {

success_rule read_success(const ordered_json& value, const std::string& path, findings& mistakes,
                          std::vector<std::string> parameters) {
    section from(value, path, mistakes);
    success_rule rule;
    const auto status = from.integer("status");
    if (!status || *status < 200 || *status > 299) {
        from.mistake("status", fault::constraint, "a status from 200 to 299 is wanted");
    }
    rule.status = static_cast<int>(status.value_or(200));
    rule.gives = static_cast<answer_kind>(from.choice("gives", {"resource", "task", "location", "nothing"}));
    rule.at = from.pointer_at("at");
    parameters.emplace_back("taskId");
    rule.task_path = read_template(from, "task_path", parameters);
    from.finish();
    return rule;
}

task_rule read_task(const ordered_json& value, const std::string& path, findings& mistakes) {
    section from(value, path, mistakes);
    task_rule rule;
    rule.state = from.pointers("state");
    if (const auto* finished = from.any("finished")) {
        if (finished->is_array()) {
            rule.finished.assign(finished->begin(), finished->end());
        } else {
            rule.finished.push_back(*finished);
        }
    }
    rule.outcome = from.pointers("outcome");
    if (const auto* succeeded = from.any("succeeded")) rule.succeeded = *succeeded;
    rule.code = from.pointers("code");
    rule.message = from.pointers("message");
    from.finish();
    return rule;
}

error_rule read_errors(const ordered_json& value, const std::string& path, findings& mistakes) {
    section from(value, path, mistakes);
    error_rule rule;
    rule.messages = from.pointers("message");
    rule.codes = from.pointers("code");
    rule.types = from.pointers("type");
    rule.references = from.pointers("reference");
    rule.lists = from.pointers("list");
    if (const auto* item = from.object("item")) {
        section inner(*item, from.path_of("item"), mistakes);
        rule.item_messages = inner.texts("message");
        rule.item_codes = inner.texts("code");
        rule.item_types = inner.texts("type");
        rule.item_members = inner.texts("member");
        rule.item_operations = inner.texts("operation");
        rule.item_seconds = inner.texts("retry_after");
        rule.item_retryable = inner.texts("retryable");
        inner.finish();
    }
    from.finish();
    return rule;
}

retry_rule read_retry(const ordered_json& value, const std::string& path, findings& mistakes) {
    section from(value, path, mistakes);
    retry_rule rule;
    rule.statuses = from.statuses("statuses");
    rule.types = from.texts("types");
    rule.seconds = from.count("seconds");
    from.finish();
    return rule;
}

}  // namespace

std::vector<template_part> read_template(section& from, std::string_view name,
                                         const std::vector<std::string>& parameters) {
    const std::string text = from.plain_text(name);
    std::vector<template_part> parts;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto open = text.find('{', at);
        if (open != at) parts.push_back({text.substr(at, open - at), false});
        if (open == std::string::npos) break;
        const auto close = text.find('}', open);
        if (close == std::string::npos) {
            from.mistake(name, fault::constraint, "\"{\" without \"}\"");
            break;
        }
        auto hole = text.substr(open + 1, close - open - 1);
        if (std::find(parameters.begin(), parameters.end(), hole) == parameters.end()) {
            const auto meant = nearest(hole, parameters);
            from.mistake(name, fault::unknown_member,
                         "no parameter has the name \"" + hole + "\"" +
                             (meant.empty() ? "" : ", did you mean \"" + meant + "\"?"));
        }
        parts.push_back({std::move(hole), true});
        at = close + 1;
    }
    return parts;
}

answer_rule read_answers(section& from, const std::vector<std::string>& parameters) {
    answer_rule rule;
    const auto* value = from.object("answers");
    if (value == nullptr) return rule;
    section inner(*value, from.path_of("answers"), from.mistakes());
    if (const auto* all = inner.array("success")) {
        for (std::size_t i = 0; i < all->size(); ++i) {
            const auto path = inner.path_of("success") + "/" + std::to_string(i);
            rule.successes.push_back(read_success((*all)[i], path, from.mistakes(), parameters));
        }
    }
    if (const auto* v = inner.object("task"))
        rule.task = read_task(*v, inner.path_of("task"), from.mistakes());
    if (const auto* v = inner.object("errors")) {
        rule.errors = read_errors(*v, inner.path_of("errors"), from.mistakes());
    }
    if (const auto* v = inner.object("retry"))
        rule.retry = read_retry(*v, inner.path_of("retry"), from.mistakes());
    rule.renew_token = inner.statuses("renew_token");
    rule.read_path = read_template(inner, "read_path", parameters);
    inner.finish();
    return rule;
}

}  // namespace emend::adapters::detail
