#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "emend/adapters/finding.hpp"

#include "rules.hpp"

namespace emend::adapters::detail {

/// A member whose change is to be said: missing in `is`, it was taken away.
struct piece {
    const member_rule* rule = nullptr;  ///< never null
    const std::string* name = nullptr;  ///< in the body
    const ordered_json* was = nullptr;
    ordered_json* is = nullptr;  ///< its value may be moved out
};
using pieces = std::vector<piece>;

/// What a form makes of the pieces: nothing where they come to nothing in its words.
struct shaped {
    ordered_json body{};
    std::string query{};  ///< goes behind the path, with its "?"
    bool nothing = false;
};

/// The rule of what has no rule: any value, merged where the form merges.
[[nodiscard]] const member_rule& rule_of_anything();

/// Members that say changes by themselves: partial objects, merge patches, strategic merge patches.
[[nodiscard]] shaped say_members(const rules& r, const pieces& all, findings& errors);

/// One operation for each change, deep where the profile says "members".
[[nodiscard]] shaped say_operations(const pieces& all);

/// Any operations of RFC 6902. `guarded`: with tests of the old values.
[[nodiscard]] shaped say_json_patch(const pieces& all, bool guarded, findings& errors);

/// A partial object, and the mask in the query.   https://google.aip.dev/134
[[nodiscard]] shaped say_field_mask(const rules& r, const pieces& all);

/// {set: {path: value}, unset: [path]}, paths with dots.
[[nodiscard]] shaped say_set_unset(const pieces& all);

/// {schemas, Operations}.   RFC 7644 §3.5.2
[[nodiscard]] shaped say_scim(const pieces& all);

/// A copy of `value` without the secrets that `was` held already: null where null may be sent, else left out.
[[nodiscard]] ordered_json without_old_secrets(const member_rule& rule, const ordered_json* was,
                                               const ordered_json& value);

}  // namespace emend::adapters::detail
