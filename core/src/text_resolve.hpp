// Exports resolve_text: finds the node that a pointer names.
#pragma once

#include "emend/pointer.hpp"

#include "text_view.hpp"

namespace emend::detail {

/// errors  as emend::resolve()
[[nodiscard]] result<std::uint32_t> resolve_text(const text_view& view, const pointer& p);

}  // namespace emend::detail
