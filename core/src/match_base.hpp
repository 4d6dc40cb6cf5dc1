// What both halves of the matcher share: pairs, nodes, and where they hang.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "lane.hpp"
#include "opener.hpp"
#include "sameness.hpp"
#include "work.hpp"

namespace emend::detail {

template <class View>
class match_base : public lane {
public:
    using node = typename View::node;

    match_base(workspace& space, const View& a, const View& b)
        : space_(space),
          a_(a),
          b_(b),
          open_a_(space, a, false),
          open_b_(space, b, true),
          same_(space, a, b) {}

    void open(id x) override { (space_.nodes[x].after ? open_b_ : open_a_).open(x, depth_of(x)); }
    bool same(id x, id y) override { return same_.values(x, y); }
    std::uint64_t size(id x, std::uint64_t enough) override { return same_.size(x, enough); }

protected:
    /// Two unequal (or not yet compared) containers of one kind.
    std::uint32_t add_pair(id a, id b, std::uint32_t parent) {
        edit_pair made;
        made.a = a;
        made.b = b;
        made.parent = parent;
        made.array = space_.nodes[a].what == kind::array;
        if (parent != no_pair) {
            made.length = space_.pairs[parent].length + 1 + space_.nodes[b].key_size;
            made.depth = space_.pairs[parent].depth;
        }
        if (++made.depth > space_.options.limit.depth) space_.fault = true;
        made.holds_ignored = space_.nodes[a].tainted;
        space_.pairs.push_back(std::move(made));
        return static_cast<std::uint32_t>(space_.pairs.size() - 1);
    }

    /// Two values that belong together and differ: into one of them, or one for the other.
    void settle(std::uint32_t parent, change what, id a, id b) {
        slot made{what, false, a, b, no_pair};
        const auto kind_a = space_.nodes[a].what;
        if (is_container(kind_a) && kind_a == space_.nodes[b].what) {
            made.pair = add_pair(a, b, parent);
            if (what != change::moved) made.what = change::pair;
            waiting_.push_back(made.pair);
        } else if (what == change::moved) {
            made.differs = true;
        } else {
            made.what = change::replace;
        }
        space_.pairs[parent].slots.push_back(made);
    }

    /// Containers around a node, itself among them: the root's depth is 1.
    [[nodiscard]] std::size_t depth_of(id x) const {
        std::size_t depth = 1;
        for (id at = space_.nodes[x].parent; at != nobody; at = space_.nodes[at].parent) ++depth;
        return depth;
    }

    workspace& space_;
    const View& a_;
    const View& b_;
    opener<View> open_a_;
    opener<View> open_b_;
    sameness<View> same_;
    std::vector<std::uint32_t> waiting_{};  ///< pairs still to be expanded
};

}  // namespace emend::detail
