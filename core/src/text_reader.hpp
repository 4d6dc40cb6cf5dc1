// Exports read_text: the portable reader of JSON text, which also tells exactly
// what is wrong and where. The fast reader falls back on it for every error.
#pragma once

#include <cstddef>
#include <cstdint>
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

/// Reads one value that begins at `at`, within the containers that memory.open holds; `key` is its
/// name's place, or none. Gives the offset behind it, 0 when it is broken.
[[nodiscard]] std::size_t read_value(std::string_view text, std::size_t at, std::uint32_t key,
                                     const text::read_options& options, index_memory& memory);

/// Gives the offset behind the string that begins at `at`, 0 when there is none.
[[nodiscard]] std::size_t read_string(std::string_view text, std::size_t at,
                                      const text::read_options& options, index_memory& memory);

}  // namespace emend::detail
