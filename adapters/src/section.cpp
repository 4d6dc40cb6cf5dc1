#include "section.hpp"

#include <algorithm>

namespace emend::adapters::detail {

section::section(const ordered_json& value, std::string path, findings& mistakes)
    : value_(value), path_(std::move(path)), mistakes_(mistakes) {
    if (!value_.is_object()) {
        mistakes_.push_back(
            {to_string(fault::type_mismatch).data(), "",
             one_line("profile at \"" + path_ + "\": an object is wanted, not " + value_.type_name()), path_,
             finding::none, finding::subject::profile});
    }
}

std::string section::path_of(std::string_view name) const {
    std::string path = path_;
    if (!name.empty()) append_token(path, name);
    return path;
}

void section::mistake(std::string_view name, fault code, const std::string& words) {
    const std::string path = path_of(name);
    mistakes_.push_back({std::string(to_string(code)), "", one_line("profile at \"" + path + "\": " + words),
                         path, finding::none, finding::subject::profile});
}

const ordered_json* section::any(std::string_view name) {
    asked_.emplace_back(name);
    if (!value_.is_object()) return nullptr;
    const auto found = value_.find(name);
    return found == value_.end() ? nullptr : &*found;
}

bool section::has(std::string_view name) { return any(name) != nullptr; }

const ordered_json* section::typed(std::string_view name, bool right, const ordered_json* value,
                                   std::string_view wanted) {
    if (value == nullptr || right) return value;
    mistake(name, fault::type_mismatch, std::string(wanted) + " is wanted, not " + value->type_name());
    return nullptr;
}

const ordered_json* section::object(std::string_view name) {
    const auto* value = any(name);
    return typed(name, value != nullptr && value->is_object(), value, "an object");
}

const ordered_json* section::array(std::string_view name) {
    const auto* value = any(name);
    return typed(name, value != nullptr && value->is_array(), value, "an array");
}

std::string section::text(std::string_view name, std::string fallback) {
    const auto* value = any(name);
    value = typed(name, value != nullptr && value->is_string(), value, "a string");
    return value == nullptr ? std::move(fallback) : value->get<std::string>();
}

std::string section::needed_text(std::string_view name) {
    auto value = text(name);
    if (value.empty() && value_.is_object()) {
        mistake(name, fault::required_missing, "a string that is not empty is wanted here");
    }
    return value;
}

std::string section::plain_text(std::string_view name, std::string fallback) {
    auto value = text(name, std::move(fallback));
    const bool plain = std::all_of(value.begin(), value.end(), [](char c) { return c >= ' ' && c <= '~'; });
    if (plain) return value;
    mistake(name, fault::constraint, "only printable ASCII characters are wanted");
    return {};
}

std::string section::variable(std::string_view name) {
    auto value = text(name);
    const bool right = std::all_of(value.begin(), value.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
    if (right && (value.empty() || value.front() > '9')) return value;
    mistake(name, fault::constraint, "a variable is named by A-Z, 0-9 and _, such as \"ACME_TOKEN\"");
    return {};
}

bool section::flag(std::string_view name, bool fallback) {
    const auto* value = any(name);
    value = typed(name, value != nullptr && value->is_boolean(), value, "true or false");
    return value == nullptr ? fallback : value->get<bool>();
}

std::optional<std::int64_t> section::integer(std::string_view name) {
    const auto* value = any(name);
    value = typed(name, value != nullptr && value->is_number_integer(), value, "an integer");
    if (value == nullptr) return std::nullopt;
    return value->get<std::int64_t>();
}

std::optional<std::size_t> section::count(std::string_view name) {
    const auto value = integer(name);
    if (!value) return std::nullopt;
    if (*value < 0) {
        mistake(name, fault::constraint, "a count from 0 is wanted");
        return std::nullopt;
    }
    return static_cast<std::size_t>(*value);
}

std::vector<std::string> section::texts(std::string_view name) {
    const auto* value = any(name);
    if (value == nullptr) return {};
    if (value->is_string()) return {value->get<std::string>()};
    const bool right = value->is_array() && std::all_of(value->begin(), value->end(),
                                                        [](const ordered_json& v) { return v.is_string(); });
    if (typed(name, right, value, "a string or an array of strings") == nullptr) return {};
    return value->get<std::vector<std::string>>();
}

std::vector<int> section::statuses(std::string_view name) {
    const auto* value = array(name);
    std::vector<int> all;
    if (value == nullptr) return all;
    for (const auto& status : *value) {
        if (status.is_number_integer() && status >= 100 && status <= 599) {
            all.push_back(status.get<int>());
        } else {
            mistake(name, fault::constraint, "HTTP statuses from 100 to 599 are wanted");
        }
    }
    return all;
}

std::vector<pointer> section::pointers(std::string_view name) {
    std::vector<pointer> all;
    for (const auto& text : texts(name)) {
        auto p = parse_pointer(text);
        if (p) {
            all.push_back(std::move(*p));
        } else {
            mistake(name, fault::constraint, "a JSON Pointer is wanted, not \"" + text + "\"");
        }
    }
    return all;
}

pointer section::pointer_at(std::string_view name) {
    auto all = pointers(name);
    return all.empty() ? pointer{} : std::move(all.front());
}

std::size_t section::choice(std::string_view name, const std::vector<std::string>& choices,
                            std::size_t fallback) {
    const auto* value = any(name);
    value = typed(name, value != nullptr && value->is_string(), value, "a string");
    if (value == nullptr) return fallback;
    const auto text = value->get<std::string>();
    const auto found = std::find(choices.begin(), choices.end(), text);
    if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
    std::string words = "one of";
    for (const auto& c : choices) words += (&c == &choices.front() ? " \"" : ", \"") + c + "\"";
    mistake(name, fault::constraint, words + " is wanted, not \"" + text + "\"");
    return fallback;
}

void section::finish() {
    if (!value_.is_object()) return;
    for (const auto& [name, value] : value_.items()) {
        if (std::find(asked_.begin(), asked_.end(), name) != asked_.end()) continue;
        const auto meant = nearest(name, asked_);
        mistake(name, fault::unknown_member,
                "the format has no such member" + (meant.empty() ? "" : ", did you mean \"" + meant + "\"?"));
    }
}

}  // namespace emend::adapters::detail
