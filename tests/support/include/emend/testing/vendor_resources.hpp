#pragma once

#include <iosfwd>

#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include "emend/adapters/profile.hpp"
#include "emend/adapters/request.hpp"
#include "emend/testing/show.hpp"

/// RapidCheck generators of what the adapters are called with, made from a profile's own rules.
namespace emend::testing {

/// A resource as its vendor may hold it, ready for adapters::make_request().
///
/// shape  profile -> params, current, options (a variant, a mode)
/// holds  every value meets its rule, many of them just so: the longest text, the least number
[[nodiscard]] rc::Gen<adapters::request_input> vendor_resource(adapters::profile of);

/// The resource of `read` as somebody may want it: some members set, changed or taken away.
///
/// shape  profile x what vendor_resource() gave -> the resource, for `desired`
/// holds  the profile's rules allow every change; what is read-only, immutable or an action stays
[[nodiscard]] rc::Gen<ordered_json> edited_resource(adapters::profile of, adapters::request_input read);

}  // namespace emend::testing

namespace emend::adapters {
void showValue(const request_input& input, std::ostream& out);
}  // namespace emend::adapters
