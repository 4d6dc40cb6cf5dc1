#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emend/diff.hpp"
#include "emend/error.hpp"
#include "emend/limits.hpp"
#include "emend/patch.hpp"

namespace emend {

/// In what way both sides changed one thing.
enum class conflict_kind : std::uint8_t {
    both_changed,   ///< one value of the base became two different ones
    both_added,     ///< a member new on both sides, with different values
    delete_modify,  ///< one side removed what the other changed
    both_inserted,  ///< different elements at one place of an array, whose order would matter
    both_moved,     ///< one element of an array, to two different places
};

/// What is done about a conflict.
enum class merge3_policy : std::uint8_t {
    fail,    ///< the document takes ours, the conflict is listed
    ours,    ///< ours counts
    theirs,  ///< theirs counts
    unite,   ///< keep what either side has; two values for one place stay a conflict, as with fail
};

/// Gives the kind's name as it stands in the enumeration: "both_changed".
[[nodiscard]] std::string_view to_string(conflict_kind kind);

/// One thing that both sides changed. A value that a side does not have is absent.
/// For both_inserted, `ours` and `theirs` are arrays of what each side inserted.
template <class Json>
struct basic_conflict {
    std::string path{};  ///< JSON Pointer into the merged document, where the value stands or would
    conflict_kind kind{};
    std::optional<Json> base{};
    std::optional<Json> ours{};
    std::optional<Json> theirs{};
};

template <class Json>
struct basic_merged {
    Json document{};
    std::vector<basic_conflict<Json>> conflicts{};  ///< those left open; empty: all is merged
    std::vector<basic_conflict<Json>> resolved{};   ///< those that the policy decided
};

using conflict = basic_conflict<json>;
using merged = basic_merged<json>;
using ordered_conflict = basic_conflict<ordered_json>;
using ordered_merged = basic_merged<ordered_json>;

struct merge3_options {
    merge3_policy policy = merge3_policy::fail;
    array_mode arrays = array_mode::aligned;  ///< how elements find each other; set: their order is free
    std::string key{};                        ///< for arrays = keyed
    std::vector<array_rule> rules{};          ///< the first match counts
    std::size_t budget = 1U << 20U;           ///< steps of search beyond the linear ones
    limits limit{};
};

/// Merges what `ours` and `theirs` made of `base`, by identity: an element of an array is
/// followed wherever each side moved it, records by their key.
///
///     base [1,2,3]   ours [1,2,3,4]   theirs [0,1,2,3]   ->  [0,1,2,3,4]
///
/// Two insertions at one place follow each other, ours first, where the array holds keyed
/// records or distinct scalars (in order, where it is sorted); elsewhere they are a conflict.
///
/// shape   document x document x document -> document and conflict[n]
/// errors  not_json, too_deep; invalid_pointer for a pattern
/// keeps   each change of either side is in the document or in a conflict; members in the
///         order of ours, then what theirs added
/// cost    O(n log n) and the budget; no recursion
[[nodiscard]] result<merged> merge3(const json& base, const json& ours, const json& theirs,
                                    const merge3_options& options = {});
[[nodiscard]] result<ordered_merged> merge3(const ordered_json& base, const ordered_json& ours,
                                            const ordered_json& theirs, const merge3_options& options = {});

/// Gives `ops`, made for `base`, as a patch for apply(base, over): with both, the document is
/// what merge3() makes of the two sides. It is found anew from the documents: moves are, tests
/// are not carried over (those of `ops` are held against `base`).
///
/// shape   operation[n] x operation[m] x document -> operation[k]
/// errors  conflict, with the path of the first one; those of apply() on `base`, and of merge3()
/// cost    as merge3() and diff()
[[nodiscard]] result<patch> rebase(const patch& ops, const patch& over, const json& base,
                                   const merge3_options& options = {});
[[nodiscard]] result<ordered_patch> rebase(const ordered_patch& ops, const ordered_patch& over,
                                           const ordered_json& base, const merge3_options& options = {});

}  // namespace emend
