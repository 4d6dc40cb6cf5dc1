// Exports parse() and the text forms of parse_patch(): they read through an index.

#include "text_document.hpp"

#include "emend/document.hpp"
#include "emend/patch.hpp"

#include "kept.hpp"
#include "text_patch_values.hpp"

namespace emend {
namespace {

template <class Json>
result<Json> parse_document(std::string_view text, const limits& limit) {
    return detail::with_kept<text::index>(text.size(), [&](text::index& source) -> result<Json> {
        if (auto read = source.parse(text, {.limit = limit}); !read) return fail(std::move(read).error());
        const detail::text_view view(source);
        return detail::document_builder<Json>(view).build(view.root());
    });
}

}  // namespace

result<json> parse(std::string_view text, const limits& limit) { return parse_document<json>(text, limit); }
result<ordered_json> parse_ordered(std::string_view text, const limits& limit) {
    return parse_document<ordered_json>(text, limit);
}

result<patch> parse_patch(std::string_view text, const limits& limit) {
    return detail::read_patch_values<json>(text, {.limit = limit});
}
result<ordered_patch> parse_ordered_patch(std::string_view text, const limits& limit) {
    return detail::read_patch_values<ordered_json>(text, {.limit = limit});
}

}  // namespace emend
