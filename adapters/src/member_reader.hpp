#pragma once

#include <string>
#include <vector>

#include "rules.hpp"
#include "section.hpp"

namespace emend::adapters::detail {

/// What the member rules of one profile share.
struct member_defaults {
    length_unit unit = length_unit::code_points;
    bool closed = true;
    const std::vector<condition>* conditions = nullptr;
    std::vector<std::string> parameters{};
    detail::changes changes = detail::changes::whole;  ///< inside an object that does not say
    body_form form = body_form::replace;
};

/// Reads "members": name -> rule. `read_only` names further members, without a rule.
[[nodiscard]] object_rule read_members(const ordered_json& members, const std::string& path,
                                       const member_defaults& defaults, findings& mistakes);

/// Adds names that only the server sets; a name that has a rule already is a mistake.
void add_read_only(object_rule& into, const std::vector<std::string>& names, section& from);

}  // namespace emend::adapters::detail
