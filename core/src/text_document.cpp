// Exports parse() and the text forms of parse_patch(): they read through an index.

#include "text_document.hpp"

#include "emend/document.hpp"
#include "emend/patch.hpp"

#include "operation_value.hpp"
#include "text_patch.hpp"

namespace emend {
namespace {

template <class Json>
result<Json> parse_document(std::string_view text, const limits& limit) {
    text::index source;
    if (auto read = source.parse(text, {.limit = limit}); !read) return fail(std::move(read).error());
    const detail::text_view view(source);
    return detail::document_builder<Json>(view).build(view.root());
}

pointer tokens(const detail::pointer_text& p) {
    return parse_pointer(p.text()).value_or(pointer{});  // it was read before, without fault
}

template <class Json>
result<basic_patch<Json>> parse_patch_text(std::string_view text, const limits& limit) {
    text::index source;
    detail::arena memory;
    const auto drafts = detail::read_patch(text, {.limit = limit}, source, memory);
    if (!drafts) return fail(drafts.error());
    const detail::text_view view(source);
    detail::document_builder<Json> builder(view);
    basic_patch<Json> ops;
    ops.reserve(drafts->size());
    for (const auto& draft : *drafts) {
        const bool valued = draft.value != 0;  // node 0 is the patch itself
        auto value = valued ? builder.build(draft.value) : result<Json>();
        if (!value) {
            value.error().operation = ops.size();
            return fail(std::move(value).error());
        }
        detail::operation_draft<std::uint32_t> owned{draft.what, tokens(draft.path), tokens(draft.from), 0};
        ops.push_back(
            detail::to_operation<Json>(std::move(owned), [&](std::uint32_t) { return std::move(*value); }));
    }
    return ops;
}

}  // namespace

result<json> parse(std::string_view text, const limits& limit) { return parse_document<json>(text, limit); }
result<ordered_json> parse_ordered(std::string_view text, const limits& limit) {
    return parse_document<ordered_json>(text, limit);
}

result<patch> parse_patch(std::string_view text, const limits& limit) {
    return parse_patch_text<json>(text, limit);
}
result<ordered_patch> parse_ordered_patch(std::string_view text, const limits& limit) {
    return parse_patch_text<ordered_json>(text, limit);
}

}  // namespace emend
