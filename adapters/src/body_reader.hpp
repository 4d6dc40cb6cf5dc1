#pragma once

#include <string>
#include <vector>

#include "rules.hpp"
#include "section.hpp"

namespace emend::adapters::detail {

/// Reads "body": its form, what stands around the resource, what removal means, the modes.
void read_body(section& top, const std::vector<std::string>& parameters, rules& into);

/// Notes what the members must be for the body's form.
void check_body(section& top, const rules& made);

/// What objects without a word on it do in a body of that form.
[[nodiscard]] changes changes_inside(body_form form);

}  // namespace emend::adapters::detail
