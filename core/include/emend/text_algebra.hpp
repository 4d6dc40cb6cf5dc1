#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "emend/merge3.hpp"
#include "emend/text.hpp"

/// The algebra of patches on texts. Values go from text to text as they are spelled; documents
/// that come out keep the layout of what they are made from.
namespace emend::text {

/// Gives the patch that takes `patch` back, as emend::invert(): applied to apply(before, patch)
/// it gives `before`, members in their order and everything as it was spelled; the names of
/// members that come back may lose needless escapes. Tests stay, at their mirrored place.
///
/// errors  as apply()
[[nodiscard]] result<std::string> invert(std::string_view patch, std::string_view before,
                                         const read_options& options = {});

/// Gives one patch with the effect of all of them in turn, as emend::compose().
///
/// errors  those of validate(); `operation` counts within the patch that is wrong
[[nodiscard]] result<std::string> compose(std::span<const std::string_view> patches,
                                          const read_options& options = {});

/// The same for a known document, by identity, as emend::compose() with a base: moves, copies and
/// edits of `base` are said once, tests of `base` in front.
///
/// errors  as apply(); `operation` counts within the patch that fails
[[nodiscard]] result<std::string> compose(std::span<const std::string_view> patches, std::string_view base,
                                          const read_options& options = {});

/// One thing that both sides changed, as basic_conflict; values as they are spelled.
struct conflict {
    std::string path{};
    conflict_kind kind{};
    std::optional<std::string> base{};
    std::optional<std::string> ours{};
    std::optional<std::string> theirs{};
};

struct merged {
    std::string document{};
    std::vector<conflict> conflicts{};  ///< those left open; empty: all is merged
    std::vector<conflict> resolved{};   ///< those that the policy decided
};

/// Merges what `ours` and `theirs` made of `base`, as emend::merge3(); the bytes of ours that
/// the merge does not touch stay.
///
/// errors  those of index::parse(); invalid_pointer for a pattern
[[nodiscard]] result<merged> merge3(std::string_view base, std::string_view ours, std::string_view theirs,
                                    const merge3_options& options = {});

/// Gives `patch`, made for `base`, as a patch for apply(base, over), as emend::rebase().
///
/// errors  conflict, with the path of the first one; those of apply()
[[nodiscard]] result<std::string> rebase(std::string_view patch, std::string_view over, std::string_view base,
                                         const merge3_options& options = {});

/// Says a patch as a merge patch.   RFC 7396 §1
///
/// errors  as apply(); not_expressible where a null would have to be stored
[[nodiscard]] result<std::string> to_merge_patch(std::string_view patch, std::string_view before,
                                                 const read_options& options = {});

/// Says a merge patch as a patch.   RFC 7396 §2
[[nodiscard]] result<std::string> to_patch(std::string_view merge_patch, std::string_view before,
                                           const read_options& options = {});

}  // namespace emend::text
