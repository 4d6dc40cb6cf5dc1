// Exports merge3_lane: three documents of one view in one table, and run_merge3().
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "equal_view.hpp"
#include "fault.hpp"
#include "merge3_plan.hpp"
#include "opener.hpp"

namespace emend::detail {

template <class View>
class merge3_lane : public three_documents {
public:
    using node = typename View::node;

    /// The views must outlive this.
    merge3_lane(workspace& space, const View& base, const View& ours, const View& theirs)
        : views_{&base, &ours, &theirs}, space_(space) {}

    /// Opens the documents, and merges them.
    ///
    /// errors  not_json, too_deep
    result<merge_plan> run(node base, node ours, node theirs, merge3_policy policy) {
        const std::array<node, 3> values{base, ours, theirs};
        for (std::size_t n = 0; n < values.size(); ++n) {
            opener<View> open(space_, *views_[n], n != 0);
            roots_[n] = open.add(values[n], nobody, 0, space_.patterns.start());
            open.open(roots_[n], 1);
        }
        for (std::size_t n = 0; space_.fault && n < values.size(); ++n) {
            if (auto bad = find_fault(*views_[n], values[n], space_.options.limit))
                return fail(std::move(*bad));
        }
        return plan_merge(space_, *this, {roots_[0], roots_[1], roots_[2]}, policy);
    }

    bool same(id x, id y) override {
        const auto& p = view_of(x);
        const auto& q = view_of(y);
        const auto u = value_of(x);
        const auto v = value_of(y);
        return p.plainly_same(u, q, v) || equality<View>(p, q)(u, v);
    }
    bool same_name(id x, id y) override {
        const auto& p = view_of(x);
        const auto& q = view_of(y);
        return p.same_key(p.unpack_key(space_.nodes[x].key), q, q.unpack_key(space_.nodes[y].key));
    }
    std::string text(id x) override { return std::string(view_of(x).string_text(value_of(x))); }

    /// The documents stand in the table one behind the other.
    [[nodiscard]] const View& view_of(id x) const {
        return *views_[(x >= roots_[1] ? 1U : 0U) + (x >= roots_[2] ? 1U : 0U)];
    }
    [[nodiscard]] node value_of(id x) const { return View::unpack(space_.nodes[x].value); }
    [[nodiscard]] std::string name_of(id member) const {
        const auto& view = view_of(member);
        return std::string(view.key_text(view.unpack_key(space_.nodes[member].key)));
    }

    /// The pointer to a node of the merged document.
    [[nodiscard]] std::string path(const merge_plan& plan, std::uint32_t at) const {
        std::vector<std::uint32_t> way;
        for (; plan.nodes[at].parent != no_made; at = plan.nodes[at].parent) way.push_back(at);
        std::string text;
        for (auto step = way.rbegin(); step != way.rend(); ++step) {
            const auto& n = plan.nodes[*step];
            append_token(text, n.named != nobody ? name_of(n.named) : std::to_string(n.place));
        }
        return text;
    }

private:
    std::array<const View*, 3> views_;
    workspace& space_;
    std::array<id, 3> roots_{nobody, nobody, nobody};
};

}  // namespace emend::detail
