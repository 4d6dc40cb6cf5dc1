// A server of any profile: reads each body form as that form's own rule says, and knows nothing of
// how the adapters write it. The profile's text is its schema.
#pragma once

#include <nlohmann/json.hpp>

#include "emend/adapters/request.hpp"

namespace emend::adapters::tests {

/// The resource after the request was taken.
[[nodiscard]] ordered_json received(const ordered_json& profile, const request& sent, ordered_json before);

/// The same resource without what says nothing: nulls, as null and absent are one; what repeats a parameter;
/// empty lists of which only changes are sent, and the order in these.
[[nodiscard]] ordered_json evened(const ordered_json& profile, const ordered_json& resource);

}  // namespace emend::adapters::tests
