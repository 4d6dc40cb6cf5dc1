// Exports write_spliced: the text of an overlay, bytes of the document where nothing changed.
#pragma once

#include <string>

#include "text_overlay.hpp"

namespace emend::detail {

/// Writes the document with its changes. What came is laid out as the text around it; what
/// moved keeps its bytes, but for the indentation of its lines.
///
/// cost    O(result), whatever the number of changes; no recursion
[[nodiscard]] std::string write_spliced(const overlay& source, const text::index& document,
                                        const text::index& patch);

}  // namespace emend::detail
