// Exports what the text lane says by running patches and comparing: rebase, and conversion.

#include "emend/text_algebra.hpp"

#include <utility>

#include "merge3_settings.hpp"
#include "merge3_told.hpp"

namespace emend::text {
namespace {

diff_options by_spelling(const read_options& reading) {
    diff_options how;
    how.numbers = number_mode::spelling;
    how.limit = reading.limit;
    return how;
}

}  // namespace

result<std::string> rebase(std::string_view patch, std::string_view over, std::string_view base,
                           const merge3_options& options) {
    const read_options reading{options.limit, duplicates::refuse};
    const auto ours = text::apply(base, over, reading);
    if (!ours) return fail(ours.error());
    const auto theirs = text::apply(base, patch, reading);
    if (!theirs) return fail(theirs.error());
    const auto both = text::merge3(base, *ours, *theirs, options);
    if (!both) return fail(both.error());
    if (!both->conflicts.empty()) return fail(detail::in_conflict(both->conflicts.front()));
    return text::diff(*ours, both->document, detail::way_settings(options));
}

result<std::string> to_merge_patch(std::string_view patch, std::string_view before,
                                   const read_options& options) {
    const auto after = text::apply(before, patch, options);
    if (!after) return fail(after.error());
    return text::merge_diff(before, *after, options);
}

result<std::string> to_patch(std::string_view merge_patch, std::string_view before,
                             const read_options& options) {
    const auto after = text::merge(before, merge_patch, options);
    if (!after) return fail(after.error());
    return text::diff(before, *after, by_spelling(options));
}

}  // namespace emend::text
