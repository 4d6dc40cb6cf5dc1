// Exports read_patch: the operations of a patch, straight from its text.
#pragma once

#include <cstdint>
#include <memory_resource>
#include <vector>

#include "emend/text.hpp"

#include "arena.hpp"
#include "operation_reader.hpp"
#include "pointer_text.hpp"

namespace emend::detail {

using text_operation = operation_draft<std::uint32_t, pointer_text>;
using text_operations = std::pmr::vector<text_operation>;

/// Reads `text` into `source` and the operations from there; their values are nodes of `source`,
/// their pointers lie in `text`, those with escapes in `memory`.
///
/// errors  those of index::parse() and parse_patch(); a member that stands twice in one
///         operation is invalid_patch whatever the options say
[[nodiscard]] result<text_operations> read_patch(std::string_view text, const text::read_options& options,
                                                 text::index& source, arena& memory);

}  // namespace emend::detail
