#pragma once

#include <string>
#include <vector>

#include "rules.hpp"
#include "section.hpp"

namespace emend::adapters::detail {

/// Cuts "/a/{b}" into literals and parameters. A hole without an end, or a name
/// that is not in `parameters`, is a mistake.
[[nodiscard]] std::vector<template_part> read_template(section& from, std::string_view name,
                                                       const std::vector<std::string>& parameters);

/// Reads "answers": what each status means, how errors look, what is worth a retry.
[[nodiscard]] answer_rule read_answers(section& from, const std::vector<std::string>& parameters);

}  // namespace emend::adapters::detail
