// Exports read_patch: the operations of a patch, straight from its text.
#pragma once

#include <cstdint>
#include <vector>

#include "emend/text.hpp"

#include "operation_reader.hpp"

namespace emend::detail {

using text_operation = operation_draft<std::uint32_t>;

/// Reads `text` into `source` and the operations from there; their values are nodes of `source`.
///
/// errors  those of index::parse() and parse_patch(); a member that stands twice in one
///         operation is invalid_patch whatever the options say
[[nodiscard]] result<std::vector<text_operation>> read_patch(std::string_view text,
                                                             const text::read_options& options,
                                                             text::index& source);

}  // namespace emend::detail
