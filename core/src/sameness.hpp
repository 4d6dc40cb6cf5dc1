// Exports sameness: exact equality between nodes of either document, and sizes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "compact_size.hpp"
#include "comparer.hpp"
#include "equal_view.hpp"
#include "work.hpp"

namespace emend::detail {

template <class View>
class sameness {
public:
    using node = typename View::node;

    sameness(workspace& space, const View& a, const View& b)
        : space_(space), a_(a), b_(b), across_(a, b), in_a_(a, a), in_b_(b, b) {}

    /// x of the first, y of the second document; `depth` is that of the values around them.
    bool across(node x, node y, std::size_t depth) {
        across_.limit_depth(space_.options.limit.depth - std::min(depth, space_.options.limit.depth));
        const bool equal = across_(x, y);
        space_.fault = space_.fault || across_.too_deep();
        return equal;
    }
    /// Appends the way to the first difference of the last two values that were looked at across.
    void add_way(std::vector<way_point<View>>& way) const { across_.add_way(way); }

    bool values(id x, id y) {
        const auto& p = space_.nodes[x];
        const auto& q = space_.nodes[y];
        if (p.tainted || q.tainted) return open_values(x, y);
        const auto u = View::unpack(p.value);
        const auto v = View::unpack(q.value);
        if (p.after == q.after) return p.after ? in_b_(u, v) : in_a_(u, v);
        return p.after ? across(v, u, 0) : across(u, v, 0);
    }

    std::uint64_t size(id x, std::uint64_t enough) {
        const auto& n = space_.nodes[x];
        if (n.open) return n.size;
        return compact_size(view_of(x), View::unpack(n.value), enough);
    }

    [[nodiscard]] const View& view_of(id x) const { return space_.nodes[x].after ? b_ : a_; }

private:
    // Values with something left out: compared as they stand in the table.
    bool open_values(id x, id y) {
        std::vector<std::pair<id, id>> stack{{x, y}};
        while (!stack.empty()) {
            const auto [i, j] = stack.back();
            stack.pop_back();
            const auto& p = space_.nodes[i];
            const auto& q = space_.nodes[j];
            if (p.what != q.what || p.count != q.count || p.hash != q.hash) return false;
            if (!is_container(p.what)) {
                if (!view_of(i).same_scalar(View::unpack(p.value), view_of(j), View::unpack(q.value)))
                    return false;
                continue;
            }
            const auto left = ordered(p);
            const auto right = ordered(q);
            for (std::size_t n = 0; n < left.size(); ++n) {
                if (p.what == kind::object && !same_name(left[n], right[n])) return false;
                stack.emplace_back(left[n], right[n]);
            }
        }
        return true;
    }

    bool same_name(id i, id j) const {
        const View& p = view_of(i);
        const View& q = view_of(j);
        return p.same_key(p.unpack_key(space_.nodes[i].key), q, q.unpack_key(space_.nodes[j].key));
    }

    std::vector<id> ordered(const work& n) const {
        std::vector<id> children;
        children.reserve(n.count);
        for (id c = n.first; c < n.first + n.count; ++c) children.push_back(c);
        if (n.what == kind::object) {
            std::sort(children.begin(), children.end(),
                      [&](id i, id j) { return space_.nodes[i].key_hash < space_.nodes[j].key_hash; });
        }
        return children;
    }

    workspace& space_;
    const View& a_;
    const View& b_;
    comparer<View> across_;
    equality<View> in_a_;
    equality<View> in_b_;
};

}  // namespace emend::detail
