#pragma once

#include "emend/error.hpp"
#include "emend/limits.hpp"
#include "emend/patch.hpp"

namespace emend {

/// Applies `ops` to `document` in order: all of them, or none.
///
/// shape   document x operation[n] -> document
/// errors  path_not_found, invalid_index, index_out_of_range, test_failed, move_into_self,
///         cannot_remove_root, not_json, too_deep, limit_exceeded; operation = index in `ops`,
///         path = that operation's path or from
/// keeps   `document` is taken by value: the caller's own is never touched
/// cost    as apply_in_place
/// note    call it qualified: next to it, std::apply is found through nlohmann's template arguments
/// source  RFC 6902 §4, §5
[[nodiscard]] result<json> apply(json document, const patch& ops, const limits& limit = {});
[[nodiscard]] result<ordered_json> apply(ordered_json document, const ordered_patch& ops,
                                         const limits& limit = {});

/// Applies `ops` in place and gives the inverse: applied to the result, it
/// restores the document, member order included.
///
/// shape   document x operation[n] -> operation[m], the undo log in the order to run it
/// errors  as apply()
/// keeps   on error the document is as before, member order included; so, too, when memory runs out and
///         bad_alloc is thrown: taking back needs none (but nlohmann's destructor does: where there is not
///         even enough to let a nested value go, it ends the program)
/// cost    O(sum of path lengths and values), independent of the document's size, but for
///         the elements behind an array insertion or removal, and in ordered_json for the names
///         beside a member that comes or goes; no recursion
/// source  RFC 6902 §4, §5
[[nodiscard]] result<patch> apply_in_place(json& document, const patch& ops, const limits& limit = {});
[[nodiscard]] result<ordered_patch> apply_in_place(ordered_json& document, const ordered_patch& ops,
                                                   const limits& limit = {});

}  // namespace emend
