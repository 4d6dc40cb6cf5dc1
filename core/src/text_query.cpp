// Exports the verbs of the text lane that only look: equal, get.

#include <string>
#include <string_view>

#include "emend/text.hpp"

#include "equal_view.hpp"
#include "kept.hpp"
#include "text_resolve.hpp"
#include "text_runs.hpp"
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
    return detail::with_indexes(a, b, options, [](const index& left, const index& right) -> result<bool> {
        return equal(left, right);
    });
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
    return detail::with_kept<index>(document.size(), [&](index& source) -> result<std::string_view> {
        if (auto read = source.parse(document, options); !read) return fail(std::move(read).error());
        return get(source, pointer);
    });
}

}  // namespace emend::text
