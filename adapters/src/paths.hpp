#pragma once

#include <string>
#include <string_view>

#include "emend/patch.hpp"

#include "context.hpp"

namespace emend::adapters::detail {

/// "/name", escaped.
[[nodiscard]] std::string member_path(std::string_view name);

/// The member of an object, or nullptr.
[[nodiscard]] ordered_json* find_member(ordered_json& object, std::string_view name);

/// The rule that the pointer leads to, through lists and objects; nullptr where there is none.
/// `through_secret` tells whether a secret lies on the way, at the end, or inside.
[[nodiscard]] const member_rule* rule_at(const object_rule& members, const pointer& p, bool& through_secret);

/// Makes `path` as exact as the difference between two values is: goes down as
/// long as exactly one child differs.
void narrow(const ordered_json* was, const ordered_json* is, std::string& path);

/// Names for each finding the last operation that wrote at, above or below its path.
void blame_operations(findings& all, const ordered_patch& patch, const object_rule& members);

/// Whether anything in `value` is nested deeper than `limit`. No recursion.
[[nodiscard]] bool deeper_than(const ordered_json& value, std::size_t limit);

}  // namespace emend::adapters::detail
