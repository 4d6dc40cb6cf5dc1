// Exports read_text: the portable reader of JSON text, which also tells exactly
// what is wrong and where. The fast reader falls back on it for every error.
#pragma once

#include <string_view>

#include "emend/text.hpp"

#include "text_memory.hpp"

namespace emend::detail {

/// Fills memory.nodes, shadows, has_escapes and depth.
///
/// errors  as index::parse(), but for the size of the text
/// cost    O(n), no recursion
[[nodiscard]] result<void> read_text(std::string_view text, const text::read_options& options,
                                     index_memory& memory);

}  // namespace emend::detail
