#pragma once

#include <cstdint>

#include "emend/error.hpp"
#include "emend/limits.hpp"
#include "emend/patch.hpp"
#include "emend/text.hpp"

namespace emend::text {

/// Makes a value of what an index has read, as emend::parse_ordered() does of a text.
///
/// errors  limit_exceeded for a number beyond a double; offset = byte in the text
[[nodiscard]] result<ordered_json> to_ordered(const index& document);

/// The same for a value of the text: a node of `whole`. REQUIRES: whole.shadows() is empty.
///
/// errors  as above; offset from the value's first byte
[[nodiscard]] result<ordered_json> to_ordered(const index& whole, std::uint32_t value);

/// Makes operations of such a value, as emend::parse_ordered_patch() does of a text.
/// REQUIRES: whole.shadows() is empty.
///
/// errors  as parse_patch(), limit_exceeded for a number beyond a double; offset from the value's first byte
/// source  RFC 6902 §3, §4
[[nodiscard]] result<ordered_patch> to_ordered_patch(const index& whole, std::uint32_t value,
                                                     const limits& limit = {});

}  // namespace emend::text
