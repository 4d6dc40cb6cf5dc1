// Exports resolve_text: finds the node that a pointer names.
#pragma once

#include "emend/pointer.hpp"

#include "text_view.hpp"

namespace emend::detail {

/// Finds the member whose name is `name`; text::node::none when there is none.
[[nodiscard]] std::uint32_t find_member(const text_view& view, std::uint32_t object, std::string_view name);

/// errors  as emend::resolve()
[[nodiscard]] result<std::uint32_t> resolve_text(const text_view& view, const pointer& p);

}  // namespace emend::detail
