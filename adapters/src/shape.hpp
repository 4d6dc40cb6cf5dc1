#pragma once

#include <optional>
#include <vector>

#include "check.hpp"
#include "context.hpp"
#include "explain.hpp"
#include "forms.hpp"
#include "sides.hpp"

namespace emend::adapters::detail {

/// Which members go out, and in which order: indices in the rules. Notes those that
/// should go out and are not there.
[[nodiscard]] std::vector<std::size_t> choose_members(const context& call, const sides& both,
                                                      const std::vector<fate>& fates, findings& errors);

/// Builds the body from the chosen members, whose values move out of `both`.
[[nodiscard]] shaped shape_body(const context& call, sides& both, const std::vector<fate>& fates,
                                const std::vector<std::size_t>& chosen, findings& errors,
                                explainer* watcher = nullptr);

/// Puts around the body what the profile says: the wrapper, and what stands beside and inside it.
[[nodiscard]] ordered_json wrap(const context& call, ordered_json made);

/// Builds the body from the caller's own operations, as far as the vendor takes them.
/// Nothing comes out where only tests are left.
[[nodiscard]] std::optional<ordered_json> pass_through(const context& call, const sides& both, reporter& to,
                                                       findings& errors, explainer* watcher = nullptr);

/// Puts a test of each changed member's old value in front. Lists, objects, nulls and secrets are not tested.
void add_guards(const context& call, const sides& both, const std::vector<fate>& fates, ordered_json& body);

}  // namespace emend::adapters::detail
