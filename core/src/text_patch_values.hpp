// Exports read_patch_values: a patch in text as operations that own their values.
#pragma once

#include <string_view>
#include <utility>

#include "emend/patch.hpp"

#include "operation_value.hpp"
#include "text_document.hpp"
#include "text_patch.hpp"
#include "text_runs.hpp"

namespace emend::detail {

/// errors  those of read_patch(); limit_exceeded for a number beyond any double
template <class Json, scalars Scalars = scalars::values>
[[nodiscard]] result<basic_patch<Json>> read_patch_values(std::string_view text,
                                                          const text::read_options& options,
                                                          run_memory& memory) {
    const auto tokens = [](const pointer_text& p) {
        return parse_pointer(p.text()).value_or(pointer{});  // it was read before, without fault
    };
    memory.start();
    const auto drafts = read_patch(text, options, memory.patch, memory.scratch);
    if (!drafts) return fail(drafts.error());
    const text_view view(memory.patch);
    document_builder<Json, Scalars> builder(view);
    basic_patch<Json> ops;
    ops.reserve(drafts->size());
    for (const auto& draft : *drafts) {
        const bool valued = draft.value != 0;  // node 0 is the patch itself
        auto value = valued ? builder.build(draft.value) : result<Json>();
        if (!value) {
            value.error().operation = ops.size();
            return fail(std::move(value).error());
        }
        operation_draft<std::uint32_t> owned{draft.what, tokens(draft.path), tokens(draft.from), 0};
        ops.push_back(to_operation<Json>(std::move(owned), [&](std::uint32_t) { return std::move(*value); }));
    }
    return ops;
}

/// The same, in memory that the thread keeps.
template <class Json, scalars Scalars = scalars::values>
[[nodiscard]] result<basic_patch<Json>> read_patch_values(std::string_view text,
                                                          const text::read_options& options) {
    return with_kept<run_memory>(text.size(), [&](run_memory& memory) {
        return read_patch_values<Json, Scalars>(text, options, memory);
    });
}

}  // namespace emend::detail
