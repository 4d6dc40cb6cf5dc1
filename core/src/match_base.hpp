// What both halves of the matcher share: pairs, nodes, and where they hang.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "key_names.hpp"
#include "lane.hpp"
#include "opener.hpp"
#include "sameness.hpp"
#include "stable.hpp"
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
    std::unordered_map<std::uint64_t, id> find_stable(const wanted_values& wanted) override {
        const auto there = a_.present(space_, b_, wanted);
        if (there.hashes.empty()) return {};
        return stable_search<View>(space_, a_, open_a_).run(there);
    }

    std::vector<std::uint64_t> names(id object) override {
        const View& view = space_.nodes[object].after ? b_ : a_;
        std::vector<std::uint64_t> all;
        for (auto c = view.children(View::unpack(space_.nodes[object].value)); !c.done(); c.advance())
            all.push_back(view.key_hash(c.key()));
        return all;
    }

    id find_guard(std::uint32_t pair) override {
        const auto& p = space_.pairs[pair];
        const auto changes = [&](std::uint64_t name) {
            return std::any_of(p.slots.begin(), p.slots.end(), [&](const slot& s) {
                return s.a != nobody && space_.nodes[s.a].key_hash == name;
            });
        };
        std::size_t best_rank = 1000;
        id best = nobody;
        if (p.array || space_.nodes[p.a].state != pattern_set::dead) return best;
        std::uint32_t place = 0;
        for (auto c = a_.children(View::unpack(space_.nodes[p.a].value)); !c.done() && place < 64;
             c.advance(), ++place) {
            const auto k = a_.kind_of(c.value());
            if ((k != kind::string && k != kind::number) || a_.size_scalar(c.value()) > 80) continue;
            const auto rank = key_rank(a_.key_hash(c.key()));
            if (rank >= best_rank || changes(a_.key_hash(c.key()))) continue;
            best_rank = rank;
            best = open_a_.add_member(c.value(), c.key(), p.a, place, 0);
        }
        return best;
    }

protected:
    /// Whether values of the two documents are one; `depth` is that of the values around them.
    bool compare(node x, node y, std::size_t depth, way& found) {
        if (same_.across(x, y, depth)) return true;
        found.begin = static_cast<std::uint32_t>(ways_.size());
        same_.add_way(ways_);
        found.end = static_cast<std::uint32_t>(ways_.size());
        return false;
    }
    void forget(const way& w) {
        if (w.end == ways_.size()) ways_.resize(w.begin);
    }

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
    void settle(std::uint32_t parent, change what, id a, id b, way found = {}) {
        slot made{what, false, a, b, no_pair};
        const auto kind_a = space_.nodes[a].what;
        if (is_container(kind_a) && kind_a == space_.nodes[b].what) {
            made.pair = add_pair(a, b, parent);
            if (what != change::moved) made.what = change::pair;
            waiting_.push_back({made.pair, found});
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

    struct task {
        std::uint32_t pair;
        way found;
    };
    std::vector<task> waiting_{};  ///< pairs still to be expanded
    std::vector<way_point<View>> ways_{};
};

}  // namespace emend::detail
