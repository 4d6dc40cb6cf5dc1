// What the readers of several body forms share. A rule is one of a profile's text.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace emend::adapters::tests {

using json = nlohmann::ordered_json;

/// The member, or an empty object; its text, or none.
[[nodiscard]] const json& at(const json& of, const char* name);
[[nodiscard]] std::string text(const json& of, const char* name);

/// The rule of a member inside; that of a list's elements.
[[nodiscard]] const json& inner(const json& rule, const std::string& name);
[[nodiscard]] const json& items(const json& rule);

/// The element that has `name` under `key`, or is it; nullptr where there is none.
[[nodiscard]] json* element_of(json& list, const std::string& key, const json& name);
void take_away(json& list, const std::string& key, const json& name);

/// The value at a path, made where it is missing; and its end.
[[nodiscard]] json* reach(json& from, const std::vector<std::string>& tokens);
void drop(json& from, std::vector<std::string> tokens);

/// The parts of a path, back quotes taken off.
[[nodiscard]] std::vector<std::string> split(const std::string& path, char by);

/// One operation of RFC 7644 section 3.5.2.
void take_scim(json& resource, const json& operation);

/// Kubernetes' strategic merge of `sent` into `target`.
void merge_strategic(json& target, const json& rule, const json& sent);

}  // namespace emend::adapters::tests
