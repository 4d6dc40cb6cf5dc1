#pragma once

#include "emend/error.hpp"
#include "emend/pointer.hpp"
#include "emend/text.hpp"

namespace emend::text {

/// Makes a value of what an index has read, as emend::parse_ordered() does of a text.
///
/// errors  limit_exceeded for a number beyond a double; offset = byte in the text
[[nodiscard]] result<ordered_json> to_ordered(const index& document);

}  // namespace emend::text
