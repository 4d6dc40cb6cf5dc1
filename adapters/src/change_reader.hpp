#pragma once

#include <string>

#include "member_reader.hpp"

namespace emend::adapters::detail {

/// Reads how a change of this member is said: "changes" and what goes with it, "after", "action".
void read_changes(section& from, const member_defaults& defaults, member_rule& rule);

/// Notes members that do not stand behind those that must be set before them.
void check_order(const object_rule& made, const std::string& path, findings& mistakes);

}  // namespace emend::adapters::detail
