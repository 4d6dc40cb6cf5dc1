// Exports text::invert: the json lane's undo log runs over a document whose scalars are their
// own spellings, so that what comes back is spelled as it was, in the order it had.

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "emend/text_algebra.hpp"

#include "apply_keeping_tests.hpp"
#include "text_document.hpp"
#include "text_patch_values.hpp"
#include "text_string.hpp"

namespace emend::text {
namespace {

// The run in text was within the limits; spellings are counted otherwise.
limits none() {
    constexpr auto most = std::numeric_limits<std::size_t>::max() / 4;
    limits all;
    all.depth = most;
    all.operations = most;
    all.growth = most;
    return all;
}

// A value whose scalars are spellings, as text. Nothing recurses.
void append_spelled(std::string& out, const ordered_json& value) {
    struct level {
        ordered_json::const_iterator next;
        ordered_json::const_iterator end;
        bool object;
    };
    std::vector<level> stack;
    const auto begin = [&](const ordered_json& v) {
        if (v.is_string()) {
            out += v.get_ref<const std::string&>();
            return;
        }
        out += v.is_object() ? '{' : '[';
        stack.push_back({v.begin(), v.end(), v.is_object()});
    };
    begin(value);
    while (!stack.empty()) {
        auto& top = stack.back();
        if (top.next == top.end) {
            out += top.object ? '}' : ']';
            stack.pop_back();
            continue;
        }
        if (out.back() != '{' && out.back() != '[') out += ',';
        const auto at = top.next++;
        if (top.object) {
            detail::append_quoted(out, at.key());
            out += ':';
        }
        begin(*at);
    }
}

std::string written(const ordered_patch& ops) {
    std::string out = "[";
    for (const auto& each : to_document(ops)) {
        out += out.size() > 1 ? ",{" : "{";
        for (auto m = each.begin(); m != each.end(); ++m) {
            if (m != each.begin()) out += ',';
            detail::append_quoted(out, m.key());
            out += ':';
            if (m.key() == "value") {
                append_spelled(out, *m);
            } else {
                detail::append_quoted(out, m->get_ref<const std::string&>());
            }
        }
        out += '}';
    }
    return out + ']';
}

}  // namespace

result<std::string> invert(std::string_view patch, std::string_view before, const read_options& options) {
    if (const auto after = text::apply(before, patch, options); !after) return fail(after.error());
    index source;
    if (auto read = source.parse(before, options); !read) return fail(std::move(read).error());
    const detail::text_view view(source);
    detail::document_builder<ordered_json, detail::scalars::spellings> builder(view);
    auto document = builder.build(view.root());
    const auto ops = detail::read_patch_values<ordered_json, detail::scalars::spellings>(patch, options);
    if (!document || !ops) return fail(document ? ops.error() : document.error());
    const auto inverse = detail::apply_keeping_tests(*document, *ops, none(), detail::tests_are::trusted);
    if (!inverse) return fail(inverse.error());
    return written(*inverse);
}

}  // namespace emend::text
