#pragma once

#include <string>

#include <tl/expected.hpp>

#include "emend/adapters/finding.hpp"

namespace emend::adapters {

/// Which operation of an OpenAPI document, and what its profile shall be called.
struct openapi_operation {
    std::string path{};      ///< as the document spells it: "/widgets/{id}"
    std::string method{};    ///< PUT, PATCH or POST, in any case
    std::string vendor{};    ///< "": from the document's title
    std::string resource{};  ///< "": from the path
};

/// A profile to start from, and what a person has to look at.
struct drafted_profile {
    ordered_json profile{};
    findings notes{};  ///< path: pointer into the profile
};

/// Writes a starting profile from an OpenAPI 3 document: address, parameters, headers, body form, members
/// with type, required, nullable, lengths, ranges, values and patterns that are sets of characters, read-only
/// and write-only members, what the answers give.
///
/// errors  unknown_member: no such path or method, the nearest is named; required_missing: no JSON body;
///         constraint: a reference that leads nowhere
/// keeps   what it writes, load_profile() takes
/// source  https://spec.openapis.org/oas/v3.1.0
[[nodiscard]] tl::expected<drafted_profile, findings> draft_profile(const ordered_json& document,
                                                                    const openapi_operation& what);

}  // namespace emend::adapters
