// Exports write_spliced: the text of an overlay, bytes of the document where nothing changed.
#pragma once

#include <string>

#include "arena.hpp"
#include "text_overlay.hpp"

namespace emend::detail {

/// Appends the document with its changes. What came is laid out as the text around it; what
/// moved keeps its bytes, but for the indentation of its lines. White space is made up only
/// while the text is shorter than `airy_up_to`: a wide gap must not multiply without end.
///
/// cost    O(result), whatever the number of changes; no recursion
void write_spliced(std::string& out, const overlay& source, const text::index& document, arena& memory,
                   std::size_t airy_up_to);

}  // namespace emend::detail
