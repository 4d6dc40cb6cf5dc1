#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emend/adapters/request.hpp"

#include "rules.hpp"

namespace emend::adapters::detail {

/// What the caller chose, checked: the parameters as text and the options.
struct context {
    const detail::rules* rules = nullptr;
    const object_rule* members = nullptr;  ///< of the chosen variant
    detail::sends sends = detail::sends::all;
    bool guard = false;
    bool desired_is_complete = true;
    bool allow_missing = false;
    std::vector<std::string> allowed_missing{};
    std::string base_url{};                            ///< instead of the profile's
    std::vector<std::optional<std::string>> values{};  ///< by index in rules->parameters

    [[nodiscard]] const std::string* value_of(std::string_view parameter) const;
    [[nodiscard]] bool may_be_missing(const std::string& member) const;
};

/// Reads parameters and options; each mistake is noted and the defaults stand in.
[[nodiscard]] context read_context(const rules& r, const ordered_json& params, const ordered_json& options,
                                   findings& mistakes);

/// The same for the options alone.
void read_options(context& into, const ordered_json& options, findings& mistakes);

/// A mistake in how emend was called; `name` is that of the parameter or option.
[[nodiscard]] finding usage(fault code, const std::string& message, std::string_view name,
                            std::string rule = {});

/// `, did you mean "x"?`, or the list of what is known.
[[nodiscard]] std::string did_you_mean(std::string_view name, const std::vector<std::string>& names);

/// Whether a text keeps its meaning in a header.
[[nodiscard]] bool stands_in_header(std::string_view text);

/// Percent-encodes all but RFC 3986's unreserved characters.
void append_encoded(std::string& out, std::string_view text);

/// Fills a path; parameters are percent-encoded.
[[nodiscard]] std::string fill_path(const std::vector<template_part>& path, const context& call);

[[nodiscard]] template_text fill_base_url(const context& call);
[[nodiscard]] std::vector<header> fill_headers(const context& call);

/// The parameter as it stands in a body: a string or an integer.
[[nodiscard]] ordered_json body_value(std::string_view parameter, const context& call);

}  // namespace emend::adapters::detail
