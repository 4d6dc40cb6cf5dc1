#pragma once

#include "emend/error.hpp"
#include "emend/limits.hpp"
#include "emend/patch.hpp"

namespace emend {

/// Gives the patch that takes `ops` back: applied to apply(before, ops) it gives
/// `before`, member order included. Tests stay, at their mirrored place.
///
/// shape   operation[n] x document -> operation[m]
/// errors  as apply(): a patch that fails on `before` has no inverse
/// cost    a copy of `before`, and as apply_in_place()
/// source  RFC 6902 §4
[[nodiscard]] result<patch> invert(const patch& ops, const json& before, const limits& limit = {});
[[nodiscard]] result<ordered_patch> invert(const ordered_patch& ops, const ordered_json& before,
                                           const limits& limit = {});

/// Gives one patch with the effect of `first`, then `second`, on every document on which
/// both succeed: their operations in order, less those that a later one provably undoes.
///
///     replace /a 1; replace /a 2  ->  replace /a 2
///     add /a/b 1; remove /a       ->  remove /a
///
/// Without the base document a token such as "0" may be an index or a name, so anything
/// that depends on it stays as it is.
///
/// cost    O((n + m)^2) in the operations at worst, linear where paths seldom repeat
/// source  RFC 6902 §5
[[nodiscard]] patch compose(const patch& first, const patch& second);
[[nodiscard]] ordered_patch compose(const ordered_patch& first, const ordered_patch& second);

/// The same for a known document, by identity: a value of `base` that the patches moved is moved,
/// once; what they copied is copied; an edit stays an edit, wherever its place went; what came and
/// went is not said, nor what was overwritten.
///
///     move /a /b; replace /b/v 9; move /b /c  ->  move /a /c; replace /c/v 9
///
/// What they tested of `base` is tested in front, at its place in `base`; tests of what they
/// wrote themselves are decided here and dropped, with those of values that they had changed inside.
///
/// shape   operation[n] x operation[m] x document -> operation[k]
/// errors  as apply(); `operation` counts within the patch that fails
/// keeps   apply(base, result) is what both in turn make, member order included; the result is
///         never longer than compose(first, second), and is that where identity would be longer or
///         could not keep the order
/// cost    three runs of apply(), and O(children) of each container that an operation goes into
[[nodiscard]] result<patch> compose(const patch& first, const patch& second, const json& base,
                                    const limits& limit = {});
[[nodiscard]] result<ordered_patch> compose(const ordered_patch& first, const ordered_patch& second,
                                            const ordered_json& base, const limits& limit = {});

/// Says a patch as a merge patch: merge(before, it) = apply(before, ops).
///
/// errors  as apply(); not_expressible where a null would have to be stored
/// source  RFC 7396 §1
[[nodiscard]] result<json> to_merge_patch(const patch& ops, const json& before, const limits& limit = {});
[[nodiscard]] result<ordered_json> to_merge_patch(const ordered_patch& ops, const ordered_json& before,
                                                  const limits& limit = {});

/// Says a merge patch as a patch: apply(before, it) = merge(before, merge_patch).
///
/// errors  not_json, too_deep
/// source  RFC 7396 §2
[[nodiscard]] result<patch> to_patch(const json& merge_patch, const json& before, const limits& limit = {});
[[nodiscard]] result<ordered_patch> to_patch(const ordered_json& merge_patch, const ordered_json& before,
                                             const limits& limit = {});

/// Gives one merge patch with the effect of `first`, then `second`, on every document.
///
/// errors  not_expressible where `first` removes or overwrites what `second` then merges an
///         object into: one merge patch would merge into the target's own object instead
///         (path = the place); not_json, too_deep
/// source  RFC 7396 §2
[[nodiscard]] result<json> compose_merge_patches(const json& first, const json& second,
                                                 const limits& limit = {});
[[nodiscard]] result<ordered_json> compose_merge_patches(const ordered_json& first,
                                                         const ordered_json& second,
                                                         const limits& limit = {});

}  // namespace emend
