// Exports text::to_ordered and to_ordered_patch: values of what an index has read.

#include "emend/text_values.hpp"

#include <utility>

#include "operation_value.hpp"
#include "text_access.hpp"
#include "text_document.hpp"

namespace emend::text {
namespace {

using builder = detail::document_builder<ordered_json>;

error from(error e, std::size_t begin) {
    if (e.offset != error::none) e.offset -= begin;
    return e;
}

// errors count from the text's first byte
result<ordered_patch> read_operations(const detail::text_view& view, std::uint32_t list,
                                      const limits& limit) {
    const auto count = detail::count_operations(view, list, limit);
    if (!count) return fail(count.error());
    using access = detail::text_access<pointer>;
    detail::arena memory;
    const access in_text(view, memory);
    builder values(view);
    ordered_patch ops;
    ops.reserve(*count);
    for (auto at = view.children(list); !at.done(); at.advance()) {
        const detail::operation_reader<access> reader(in_text, at.value(), ops.size());
        typename decltype(reader)::draft draft;
        if (auto done = reader.read(draft); !done) return fail(std::move(done).error());
        auto value = draft.value != 0 ? values.build(draft.value) : result<ordered_json>();
        if (!value) {
            value.error().operation = ops.size();
            return fail(std::move(value).error());
        }
        ops.push_back(detail::to_operation<ordered_json>(std::move(draft),
                                                         [&](std::uint32_t) { return std::move(*value); }));
    }
    return ops;
}

}  // namespace

result<ordered_json> to_ordered(const index& document) {
    const detail::text_view view(document);
    return builder(view).build(view.root());
}

result<ordered_json> to_ordered(const index& whole, std::uint32_t value) {
    const detail::text_view view(whole);
    return builder(view).build(value).map_error(
        [&](error e) { return from(std::move(e), view.at(value).begin); });
}

result<ordered_patch> to_ordered_patch(const index& whole, std::uint32_t value, const limits& limit) {
    const detail::text_view view(whole);
    return read_operations(view, value, limit).map_error([&](error e) {
        return from(std::move(e), view.at(value).begin);
    });
}

}  // namespace emend::text
