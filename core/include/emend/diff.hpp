#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "emend/error.hpp"
#include "emend/limits.hpp"
#include "emend/patch.hpp"

namespace emend {

/// How the elements of two arrays find each other.
enum class array_mode : std::uint8_t {
    aligned,     ///< the longest cheap alignment: insertions and removals are seen as such
    keyed,       ///< elements are paired by one member, such as "id"
    positional,  ///< element i belongs to element i
    set,         ///< order does not matter: only what is in it
    whole,       ///< unequal arrays are replaced whole
};

/// Which "test" operations a patch carries.
enum class test_mode : std::uint8_t {
    none,
    old_values,  ///< each replaced or removed value is tested first: the patch can be inverted
    guards,      ///< and the identity of each array element that a path goes through
};

/// How numbers are compared.
enum class number_mode : std::uint8_t {
    value,     ///< 1 = 1.0 = 10e-1
    spelling,  ///< 1 and 1.0 differ; only the text lane sees the spelling
};

/// The array mode of the arrays at the paths that `pattern` matches.
struct array_rule {
    std::string pattern{};  ///< JSON Pointer; token `*` is any one token, `**` any number of them
    array_mode mode = array_mode::aligned;
    std::string key{};  ///< for keyed: the member that identifies an element
};

/// What kind of patch is wanted. The result is a correct RFC 6902 patch under
/// every combination, and the same for the same input.
struct diff_options {
    array_mode arrays = array_mode::aligned;  ///< where no rule matches
    std::string key{};                        ///< for arrays = keyed
    std::vector<array_rule> rules{};          ///< the first match counts
    bool moves = true;                        ///< say "move" where it is shorter
    bool copies = true;                       ///< say "copy" where it is shorter by 24 bytes
    bool minimal = false;                     ///< shortest over readable: "add" for "replace", any copy
    test_mode tests = test_mode::none;
    std::vector<std::string> ignore{};  ///< patterns as in array_rule: never compared or touched
    number_mode numbers = number_mode::value;
    std::size_t budget = 1U << 20U;  ///< steps of search beyond the linear ones
    bool self_check = false;         ///< apply and compare; a move-free patch if it were wrong. Not with
                                     ///< ignored paths or sets, whose result differs from `after`
    limits limit{};
};

/// Gives a patch that turns `before` into `after`.
///
/// shape   document x document -> operation[n]
/// errors  not_json, too_deep; invalid_pointer for a pattern
/// keeps   apply(before, result) equals `after`, ignored paths aside; never longer than one
///         replacement of the whole document
/// cost    O(n log n) and the budget; no recursion
/// source  RFC 6902
[[nodiscard]] result<patch> diff(const json& before, const json& after, const diff_options& options = {});
[[nodiscard]] result<ordered_patch> diff(const ordered_json& before, const ordered_json& after,
                                         const diff_options& options = {});

}  // namespace emend
