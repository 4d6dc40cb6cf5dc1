#include "failure.hpp"

#include <cstring>
#include <utility>

#include "json_text.hpp"
#include "output.hpp"

namespace emend::cli {
namespace {

// Breaches met while a patch runs are the operation's failure; anything that
// shows in the texts alone is malformed input.
status status_of(const error& e) {
    switch (e.code) {
        case errc::syntax_error:
        case errc::invalid_utf8:
        case errc::duplicate_member:
        case errc::not_json:
        case errc::invalid_patch:
        case errc::invalid_pointer:
        case errc::io_error:
            return bad_input;
        case errc::too_deep:
        case errc::limit_exceeded:
            return e.operation == error::none ? bad_input : refused;
        default:
            return refused;
    }
}

std::string text_or_null(const std::string& text) { return text.empty() ? "null" : in_quotes(text); }

template <class Value>
std::string number_or_null(const Value& value) {
    return value ? std::to_string(*value) : "null";
}

std::string members(const failure& f) {
    return "\"code\":" + in_quotes(f.code) + ",\"message\":" + in_quotes(f.message) +
           ",\"operation\":" + number_or_null(f.operation) +
           ",\"path\":" + (f.path ? in_quotes(*f.path) : "null") + ",\"offset\":" + number_or_null(f.offset) +
           ",\"expected\":" + text_or_null(f.expected) + ",\"actual\":" + text_or_null(f.actual);
}

std::string finding(const failure& f) {
    return "{\"code\":" + in_quotes(f.code) + ",\"message\":" + in_quotes(f.message) +
           ",\"path\":" + (f.path ? in_quotes(*f.path) : "null") +
           ",\"operation\":" + number_or_null(f.operation) + "}";
}

}  // namespace

failure usage_error(std::string message) { return {bad_input, "usage_error", std::move(message)}; }

failure io_failure(std::string_view what, std::string_view name, int why) {
    std::string message(what);
    message.append(" ").append(name).append(": ").append(std::strerror(why));
    return {bad_input, "io_error", std::move(message)};
}

bool has_path(const error& e) {
    return !e.path.empty() || (e.operation != error::none && e.code != errc::invalid_patch) ||
           e.code == errc::not_expressible || e.code == errc::path_not_found || e.code == errc::conflict;
}

failure from_error(const error& e) {
    failure f{status_of(e), std::string(to_string(e.code)), to_string(e)};
    if (e.operation != error::none) f.operation = e.operation;
    if (e.offset != error::none) f.offset = e.offset;
    if (has_path(e)) f.path = e.path;
    f.expected = e.expected;
    f.actual = e.actual;
    return f;
}

std::string to_json(const failure& f) {
    return "{" + members(f) + (f.all.empty() ? "" : ",\"errors\":" + findings_json(f.all)) + "}";
}

std::string error_members(const failure& f) {
    if (f.all.empty()) return "\"error\":{" + members(f) + "}";
    return "\"error\":" + finding(f) + ",\"errors\":" + findings_json(f.all);
}

std::string findings_json(const std::vector<failure>& all) {
    std::string out = "[";
    for (const auto& each : all) {
        if (out.size() > 1) out += ',';
        out += finding(each);
    }
    return out + "]";
}

void report(const failure& f, bool as_json) {
    if (as_json) {
        write_error_line(to_json(f));
        return;
    }
    if (f.silent) return;
    if (f.all.empty()) write_error_line("emend: " + one_line(f.message));
    for (const auto& each : f.all) write_error_line("emend: " + one_line(each.message));
}

}  // namespace emend::cli
