#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Questions to put to a library that diffs, patches or merges JSON: the same arguments give the same bytes
/// on every machine. All texts are compact and stand on one line.
namespace emend::bench_data {

/// Two versions of a document, and changes to the first one. A part is empty where a workload has none.
struct item {
    std::string before{};
    std::string after{};
    std::string patch{};        ///< RFC 6902, applies to `before`; does not lead to `after`
    std::string merge_patch{};  ///< RFC 7396, for `before`
};

/// How much of a workload to make.
struct amount {
    std::size_t bytes = 0;       ///< of all `before` together, met within some percent; 0: as `kind` says
    std::uint64_t seed = 1;      ///< which documents and edits
    std::size_t edits = 0;       ///< between the versions; 0: as `kind` says
    std::size_t operations = 0;  ///< of `patch`; 0: as many as the edits asked for, else as `kind` says
};

/// A workload by name.
struct kind {
    std::string_view name{};
    std::string_view tells{};    ///< what it is, as a phrase
    std::size_t bytes = 0;       ///< its usual size
    std::size_t edits = 0;       ///< its usual number of edits; 0: they grow with its size, see `tells`
    std::size_t operations = 0;  ///< its usual number of operations; 0: as many as edits, or fixed
    std::vector<item> (*make)(const amount& how) = nullptr;
};

/// All of them, in the order in which a report should tell them.
[[nodiscard]] std::span<const kind> kinds();

/// The one of that name, or null.
[[nodiscard]] const kind* find_kind(std::string_view name);

/// Makes a workload; what `how` leaves 0 is taken from `what`.
[[nodiscard]] std::vector<item> make(const kind& what, amount how = {});

/// Gives `text` with other values for `count` of its scalars, spread over it, each of its former type or a
/// number; fewer if it has fewer. REQUIRES: `text` is JSON.
[[nodiscard]] std::string edited(std::string_view text, std::size_t count, std::uint64_t seed = 1);

}  // namespace emend::bench_data
