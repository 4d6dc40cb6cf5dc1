// Exports run_diff(): the stages of a diff in their order, over any view.
//
//   matcher   what belongs together, top down           identities
//   settle    what is cheaper replaced whole, bottom up
//   lower     operations, indices as ranks              sink
#pragma once

#include "fault.hpp"
#include "lower.hpp"
#include "matcher.hpp"
#include "settle.hpp"
#include "work.hpp"

namespace emend::detail {

/// `make_sink(space)` gives the sink that takes the operations.
template <class View>
result<void> run_diff(const View& a, typename View::node before, const View& b, typename View::node after,
                      workspace& space, sink& out) {
    if (auto read = space.patterns.read(space.options); !read) return read;
    matcher<View> match(space, a, b);
    auto what = match.run(before, after);
    if (!space.fault && what == change::pair && settle(space, match)) what = change::replace;
    if (space.fault) {
        if (auto bad = find_fault(a, before, space.options.limit)) return fail(std::move(*bad));
        if (auto bad = find_fault(b, after, space.options.limit)) return fail(std::move(*bad));
    }
    if (what == change::replace) {
        out.replace({}, matcher<View>::root_b);
    } else if (what == change::pair) {
        lower(space, out);
    }
    return {};
}

}  // namespace emend::detail
