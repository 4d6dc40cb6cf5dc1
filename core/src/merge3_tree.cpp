// Top down from the roots: judges each value, and goes on where both sides changed
// something inside. A worklist stands for recursion.

#include <algorithm>
#include <optional>
#include <utility>

#include "merge3_arrays.hpp"
#include "merge3_plan.hpp"
#include "merge3_rules.hpp"

namespace emend::detail {
namespace {

class planner {
public:
    planner(workspace& space, three_documents& documents, merge3_policy policy)
        : space_(space), documents_(documents), rules_(space, documents, policy) {}

    merge_plan run(const triple& roots) {
        make(roots, rules_.judge(roots), no_made, nobody);
        while (!waiting_.empty()) {
            const auto [values, at, array] = waiting_.back();
            waiting_.pop_back();
            array ? merge_arrays(values, at) : merge_objects(values, at);
        }
        count_places();
        return std::move(plan_);
    }

private:
    struct task {
        triple values;
        std::uint32_t at;
        bool array;
    };
    using names = std::vector<std::pair<std::uint64_t, id>>;

    // Gives the new node, or no_made for what is gone without a conflict.
    std::uint32_t make(const triple& t, const verdict& v, std::uint32_t parent, id named) {
        if (v.what == fate::gone && !v.clash) return no_made;
        const auto at = static_cast<std::uint32_t>(plan_.nodes.size());
        made node;
        node.named = named;
        node.parent = parent;
        node.gone = v.what == fate::gone;
        node.source = v.what == fate::take ? v.from : t.ours;
        node.composed = v.what == fate::object || v.what == fate::array;
        if (node.composed) waiting_.push_back({t, at, v.what == fate::array});
        plan_.nodes.push_back(std::move(node));
        if (v.clash) plan_.clashes.push_back({*v.clash, v.open, at, t, {}, {}});
        return at;
    }

    void hang(std::uint32_t parent, std::uint32_t child) {
        if (child != no_made) plan_.nodes[parent].children.push_back(child);
    }

    names by_name(id object) const {
        names all;
        if (object == nobody) return all;
        const auto& n = space_.nodes[object];
        all.reserve(n.count);
        for (id c = n.first; c < n.first + n.count; ++c) all.emplace_back(space_.nodes[c].key_hash, c);
        std::sort(all.begin(), all.end());
        return all;
    }
    id find(const names& all, id member) {
        const auto hash = space_.nodes[member].key_hash;
        auto at = std::lower_bound(all.begin(), all.end(), std::pair{hash, id{0}});
        for (; at != all.end() && at->first == hash; ++at) {
            if (documents_.same_name(at->second, member)) return at->second;
        }
        return nobody;
    }

    // The members of ours in their order, then those that only theirs has.
    void merge_objects(const triple& t, std::uint32_t at) {
        const auto base = by_name(t.base);
        const auto ours = by_name(t.ours);
        const auto theirs = by_name(t.theirs);
        const auto& x = space_.nodes[t.ours];
        for (id c = x.first; c < x.first + x.count; ++c) {
            member({find(base, c), c, find(theirs, c)}, at, c);
        }
        const auto& y = space_.nodes[t.theirs];
        for (id c = y.first; c < y.first + y.count; ++c) {
            if (find(ours, c) == nobody) member({find(base, c), nobody, c}, at, c);
        }
    }
    void member(const triple& t, std::uint32_t parent, id named) {
        hang(parent, make(t, rules_.judge(t), parent, named));
    }

    void merge_arrays(const triple& t, std::uint32_t at) {
        const auto layout = lay_out(rules_, t);
        for (const auto& e : layout.elements) {
            const auto child = make(e.values, e.what, at, nobody);
            hang(at, child);
            if (e.moved_twice) {
                plan_.clashes.push_back(
                    {conflict_kind::both_moved, rules_.open_to_order(), child, e.values, {}, {}});
            }
            if (e.insertion == no_insertion) continue;
            const auto& met = layout.insertions[e.insertion];
            plan_.clashes.push_back(
                {conflict_kind::both_inserted, rules_.fails(), child, {}, met.ours, met.theirs});
        }
    }

    void count_places() {
        for (const auto& n : plan_.nodes) {
            if (!n.composed || space_.nodes[n.source].what != kind::array) continue;
            std::uint32_t live = 0;
            for (const auto c : n.children) {
                plan_.nodes[c].place = live;
                live += plan_.nodes[c].gone ? 0U : 1U;
            }
        }
    }

    workspace& space_;
    three_documents& documents_;
    merge_rules rules_;
    merge_plan plan_{};
    std::vector<task> waiting_{};
};

}  // namespace

merge_plan plan_merge(workspace& space, three_documents& documents, const triple& roots,
                      merge3_policy policy) {
    return planner(space, documents, policy).run(roots);
}

}  // namespace emend::detail
