// Exports rebase: both sides run on the base, are merged, and the way from ours is a patch.

#include <utility>

#include "emend/apply.hpp"
#include "emend/diff.hpp"
#include "emend/merge3.hpp"

#include "json_tree.hpp"
#include "merge3_settings.hpp"
#include "merge3_told.hpp"

namespace emend {
namespace {

template <class Json>
result<basic_patch<Json>> rebased(const basic_patch<Json>& ops, const basic_patch<Json>& over,
                                  const Json& base, const merge3_options& options) {
    const auto ours = apply(detail::clone(base), over, options.limit);
    if (!ours) return fail(ours.error());
    const auto theirs = apply(detail::clone(base), ops, options.limit);
    if (!theirs) return fail(theirs.error());
    const auto both = merge3(base, *ours, *theirs, options);
    if (!both) return fail(both.error());
    if (!both->conflicts.empty()) return fail(detail::in_conflict(both->conflicts.front()));
    return diff(*ours, both->document, detail::way_settings(options));
}

}  // namespace

result<patch> rebase(const patch& ops, const patch& over, const json& base, const merge3_options& options) {
    return rebased(ops, over, base, options);
}
result<ordered_patch> rebase(const ordered_patch& ops, const ordered_patch& over, const ordered_json& base,
                             const merge3_options& options) {
    return rebased(ops, over, base, options);
}

}  // namespace emend
