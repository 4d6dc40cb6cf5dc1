// The json lane's diff: patches of nlohmann values.

#include "emend/diff.hpp"

#include <utility>

#include "emend/apply.hpp"
#include "emend/equal.hpp"

#include "differ.hpp"
#include "json_comparer.hpp"
#include "json_patch_sink.hpp"
#include "json_present.hpp"
#include "json_quick.hpp"
#include "json_view.hpp"
#include "kept.hpp"

namespace emend {
namespace {

template <class Json>
result<basic_patch<Json>> diff_documents(const Json& before, const Json& after, const diff_options& options) {
    using lane = detail::json_view<Json>;
    const lane view;
    if (detail::is_plain(options)) {
        detail::json_quick<Json> told(view, &before, options);
        const bool is_told = detail::with_kept<detail::quick_memory<lane>>(0, [&](auto& memory) {
            return detail::quick_walk(options, view, view, memory, told).run(&before, &after);
        });
        if (is_told) return told.take();
    }
    detail::workspace space(options);
    detail::json_patch_sink<Json> out(space);
    auto done = detail::run_diff(view, &before, view, &after, space, out);
    if (!done) return fail(std::move(done).error());
    auto ops = out.take();
    if (!detail::can_check(options)) return ops;
    const auto got = emend::apply(before, ops, options.limit);
    if (got && equal(*got, after)) return ops;
    return diff_documents(before, after, detail::without_transfers(options));
}

}  // namespace

result<patch> diff(const json& before, const json& after, const diff_options& options) {
    return diff_documents(before, after, options);
}
result<ordered_patch> diff(const ordered_json& before, const ordered_json& after,
                           const diff_options& options) {
    return diff_documents(before, after, options);
}

}  // namespace emend
