#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emend/adapters/response.hpp"

#include "rules.hpp"

namespace emend::adapters::detail {

/// What an error body says, apart from what to do about it.
struct error_report {
    std::vector<vendor_error> errors{};
    std::string reference{};
    std::optional<std::size_t> retry_after{};
    std::optional<bool> retryable{};
};

/// Reads an error body by the profile's rule: one object, or an array of such objects.
[[nodiscard]] error_report read_errors(const rules& r, const ordered_json& body, const asked& what);

/// The value at `p`, or nullptr.
[[nodiscard]] const ordered_json* look_up(const ordered_json& body, const pointer& p);

/// A string as it is, a number as its digits, anything else "".
[[nodiscard]] std::string text_of(const ordered_json* value);

}  // namespace emend::adapters::detail
