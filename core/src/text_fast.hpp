// Exports read_fast: the reader for texts that are right, over simdjson's structural scan.
#pragma once

#include <string_view>

#include "emend/text.hpp"

#include "text_memory.hpp"

namespace emend::detail {

/// Fills `memory` as read_text() does, but for the nodes that write_repeated() writes. False when the text is
/// not for this reader: it is broken, has duplicated names, a scalar for a root, or the machine has no vector
/// unit that simdjson knows. Then read_text() has to look at it.
///
/// cost    O(n), no recursion; the scan's own memory does not grow with the text
[[nodiscard]] bool read_fast(std::string_view text, const text::read_options& options, index_memory& memory);

}  // namespace emend::detail
