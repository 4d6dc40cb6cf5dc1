// Exports opener: puts a subtree into the table, breadth first, then hashes it
// bottom-up. Ignored parts are left out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "hash.hpp"
#include "work.hpp"

namespace emend::detail {

template <class View>
class opener {
public:
    opener(workspace& space, const View& view, bool after) : space_(space), view_(view), after_(after) {}

    /// Adds one closed node.
    id add(typename View::node value, id parent, std::uint32_t place, std::uint32_t state) {
        work n;
        n.value = View::pack(value);
        n.what = view_.kind_of(value);
        n.parent = parent;
        n.place = place;
        n.state = state;
        n.after = after_;
        if (n.what == kind::invalid) space_.fault = true;
        space_.nodes.push_back(n);
        return static_cast<id>(space_.nodes.size() - 1);
    }
    id add_member(typename View::node value, typename View::key key, id parent, std::uint32_t place,
                  std::uint32_t state) {
        const id made = add(value, parent, place, state);
        auto& n = space_.nodes[made];
        n.member = true;
        n.key = view_.pack_key(key);
        n.key_hash = view_.key_hash(key);
        n.key_size = saturated(view_.key_size(key));
        return made;
    }
    id add_element(typename View::node value, id parent, std::uint32_t place, std::uint32_t state) {
        const id made = add(value, parent, place, state);
        space_.nodes[made].key_size = digits(place);
        return made;
    }

    /// `depth` is that of `root` itself.
    void open(id root, std::size_t depth) {
        if (space_.nodes[root].open) return;
        const auto begin = static_cast<id>(space_.nodes.size());
        expand(root, depth);
        id level_end = static_cast<id>(space_.nodes.size());
        for (id at = begin; at < space_.nodes.size(); ++at) {
            if (at == level_end) {
                ++depth;
                level_end = static_cast<id>(space_.nodes.size());
            }
            if (at == begin) ++depth;
            expand(at, depth);
        }
        for (auto at = static_cast<id>(space_.nodes.size()); at-- > begin;) finish(at);
        finish(root);
    }

private:
    void expand(id at, std::size_t depth) {
        if (!is_container(space_.nodes[at].what)) return;
        if (depth > space_.options.limit.depth) {
            space_.fault = true;
            return;
        }
        const bool object = space_.nodes[at].what == kind::object;
        const auto state = space_.nodes[at].state;
        const auto first = static_cast<id>(space_.nodes.size());
        std::uint32_t place = 0;
        for (auto c = view_.children(View::unpack(space_.nodes[at].value)); !c.done(); c.advance(), ++place) {
            const auto next = state == pattern_set::dead ? state : child_state(state, c, object, place);
            if (next != pattern_set::dead && space_.patterns.ignored(next)) {
                space_.nodes[at].tainted = true;
            } else if (object) {
                add_member(c.value(), c.key(), at, place, next);
            } else {
                add_element(c.value(), at, place, next);
            }
        }
        space_.nodes[at].first = first;
        space_.nodes[at].count = static_cast<std::uint32_t>(space_.nodes.size() - first);
    }

    std::uint32_t child_state(std::uint32_t state, const typename View::cursor& c, bool object,
                              std::uint32_t place) {
        return object ? space_.patterns.next(state, view_.key_text(c.key()))
                      : space_.patterns.next(state, std::size_t{place});
    }

    void finish(id at) {
        auto& n = space_.nodes[at];
        n.open = true;
        if (n.what == kind::invalid) return;
        if (!is_container(n.what)) {
            n.hash = view_.hash_scalar(View::unpack(n.value));
            n.size = saturated(view_.size_scalar(View::unpack(n.value)));
            return;
        }
        container_hash hash(n.what);
        std::uint64_t size = n.count == 0 ? 2 : 1;
        for (id c = n.first; c < n.first + n.count; ++c) {
            const auto& child = space_.nodes[c];
            size += child.size + std::uint64_t{1};
            if (child.member) size += view_.key_value_size(view_.unpack_key(child.key)) + std::uint64_t{1};
            n.tainted = n.tainted || child.tainted;
            if (child.member) {
                hash.member(child.key_hash, child.hash);
            } else {
                hash.element(child.hash);
            }
        }
        n.hash = hash.done(n.count);
        n.size = saturated(size);
    }

    workspace& space_;
    const View& view_;
    bool after_;
};

}  // namespace emend::detail
