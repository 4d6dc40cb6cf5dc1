// Exports find_respelled: a stretch of text that is another one, which has been read, but for the spelling of
// a few scalars, is told by comparing bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "emend/text.hpp"

#include "text_memory.hpp"

namespace emend::detail {

/// The bytes [begin, end) of a text, and the nodes that begin there; of values around it or none of it.
struct known_stretch {
    std::string_view text{};
    std::span<const text::node> nodes{};
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Lists the scalars that `text` spells otherwise, from `at` on, by the places of their nodes in
/// `known.nodes`. Gives the offset behind the last byte that belongs to the stretch; 0 where the two differ
/// in more than that, or in more than `most` of them. `memory` learns of escapes.
///
/// cost    a comparison of bytes, and O(log n) for each scalar that differs
[[nodiscard]] std::size_t find_respelled(const known_stretch& known, std::string_view text, std::size_t at,
                                         std::size_t most, const text::read_options& options,
                                         index_memory& memory, std::vector<respelled>& out);

/// Whether the value that begins at `begin`, under the name whose quote is at `key`, is an earlier one of the
/// same table but for a few scalars. Then makes its node, with room behind for as many as the other has
/// inside; write_repeated() writes these. `to` stands behind the known nodes in the table.
[[nodiscard]] bool repeat_nodes(index_memory& memory, std::string_view text,
                                std::span<const text::node> known, text::node* to, std::uint32_t key,
                                std::uint32_t begin);

/// Writes the nodes inside the value found last, unless that was done; allocates nothing.
void write_repeated(index_memory& memory);

}  // namespace emend::detail
