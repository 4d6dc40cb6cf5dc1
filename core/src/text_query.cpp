// Exports the verbs of the text lane that only look: equal, get.

#include <string>
#include <string_view>

#include "emend/text.hpp"

#include "equal_view.hpp"
#include "text_resolve.hpp"
#include "text_view.hpp"

namespace emend::text {

bool equal(const index& a, const index& b) {
    if (a.nodes().empty() || b.nodes().empty()) return false;
    if (a.source() == b.source()) return true;
    const detail::text_view left(a);
    const detail::text_view right(b);
    return detail::equality<detail::text_view>(left, right)(left.root(), right.root());
}

result<bool> equal(std::string_view a, std::string_view b, const read_options& options) {
    index left;
    if (auto read = left.parse(a, options); !read) return fail(std::move(read).error());
    index right;
    if (auto read = right.parse(b, options); !read) return fail(std::move(read).error());
    return equal(left, right);
}

result<std::string_view> get(const index& document, std::string_view pointer) {
    const auto path = parse_pointer(pointer);
    if (!path) return fail(path.error());
    if (document.nodes().empty()) return fail({errc::path_not_found, error::none, std::string(pointer)});
    const detail::text_view view(document);
    return detail::resolve_text(view, *path).map([&](std::uint32_t node) { return view.source(node); });
}

result<std::string_view> get(std::string_view document, std::string_view pointer,
                             const read_options& options) {
    index source;
    if (auto read = source.parse(document, options); !read) return fail(std::move(read).error());
    return get(source, pointer);
}

}  // namespace emend::text
