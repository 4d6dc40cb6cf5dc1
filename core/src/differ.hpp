// Exports run_diff(): the stages of a diff in their order, over any view.
//
//   matcher   what belongs together, top down           identities
//   regroup   values that changed places are not edited into one another
//   assign    moves and copies
//   settle    what is cheaper replaced whole, bottom up
//   lower     operations, indices as ranks              sink
#pragma once

#include <algorithm>

#include "assign.hpp"
#include "fault.hpp"
#include "lower.hpp"
#include "matcher.hpp"
#include "regroup.hpp"
#include "settle.hpp"
#include "work.hpp"

namespace emend::detail {

/// Moves and copies make pairs cheaper, collapsed pairs free or bury sources: in turns,
/// a few times. Gives false when the root is to be replaced.
inline bool choose(workspace& space, lane& documents) {
    constexpr int rounds = 3;
    regroup(space, documents);
    for (int round = 0; round < rounds; ++round) {
        assign(space, documents);
        const auto done = settle(space, documents);
        if (done == collapse::root) return false;
        if (done == collapse::none) return true;
    }
    assign(space, documents);
    return true;
}

/// Whether the result of a patch can be held against the second document.
inline bool can_check(const diff_options& options) {
    const auto is_set = [](const array_rule& r) { return r.mode == array_mode::set; };
    return options.self_check && options.ignore.empty() && options.arrays != array_mode::set &&
           std::none_of(options.rules.begin(), options.rules.end(), is_set);
}

/// What is left when a patch turned out wrong: no moves, no copies, no second check.
inline diff_options without_transfers(diff_options options) {
    options.moves = false;
    options.copies = false;
    options.self_check = false;
    return options;
}

/// `out` takes the operations.
template <class View>
result<void> run_diff(const View& a, typename View::node before, const View& b, typename View::node after,
                      workspace& space, sink& out) {
    if (auto read = space.patterns.read(space.options); !read) return read;
    matcher<View> match(space, a, b);
    auto what = match.run(before, after);
    if (!space.fault && what == change::pair && !choose(space, match)) what = change::replace;
    if (space.fault) {
        if (auto bad = find_fault(a, before, space.options.limit)) return fail(std::move(*bad));
        if (auto bad = find_fault(b, after, space.options.limit)) return fail(std::move(*bad));
    }
    if (what == change::replace) {
        replace_root(space, match, out);
    } else if (what == change::pair) {
        lower(space, match, out);
        if (longer_than_whole(space, match, out)) {
            out.clear();
            replace_root(space, match, out);
        }
    }
    return {};
}

}  // namespace emend::detail
