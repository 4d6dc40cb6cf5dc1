// Exports squasher, the stage behind squash(): from an edit tree to what lower() asks for. No identity is
// guessed: a value of the base that the patches moved is moved, what they copied is copied while its source
// stands, and all else is written as the second document has it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "edit_tree.hpp"
#include "squash_values.hpp"

namespace emend::detail {

template <class View>
class squasher final : public squash_values<View> {
public:
    using node = typename View::node;

    squasher(workspace& space, const View& a, const View& b, const edit_tree& tree)
        : base(space, a, b, tree) {}

    /// Fills the workspace. Gives keep where nothing was changed, pair where lower() is to be called,
    /// replace where the root is not that of the base.
    change run(node before, node after) {
        space_.known = true;
        open_a_.add(before, nobody, 0, pattern_set::dead);
        open_b_.add(after, nobody, 0, pattern_set::dead);
        if (tree_.root() != 0) return change::replace;
        if (!tree_[0].touched) return change::keep;
        this->expand_later(this->add_pair(0, 1, no_pair), 0);
        while (!waiting_pairs_.empty() && agrees_) {
            const auto [pair, x] = waiting_pairs_.front();
            waiting_pairs_.pop_front();
            space_.pairs[pair].array ? expand_array(pair, x) : expand_object(pair, x);
        }
        this->copy_written();
        return change::pair;
    }

    /// Whether the tree and the second document have the same shape; else nothing can be said.
    [[nodiscard]] bool agrees() const { return agrees_; }

    /// What the patches tested of the base, each value once, with the path to it.
    template <class Test>
    void list_tests(Test test) {
        std::unordered_set<id> tested(tree_.tested().begin(), tree_.tested().end());
        for (const id x : tree_.tested()) {
            if (tested.erase(x) == 0) continue;
            bool implied = false;
            for (id at = tree_[x].home; at != nobody && !implied; at = tree_[at].home) {
                implied = tested.count(at) > 0 || said_.count(at) > 0;
            }
            if (implied) continue;
            said_.insert(x);
            test(this->base_path(this->a_node(x)), this->a_node(x));
        }
    }

private:
    using base = squash_values<View>;
    using base::add_slot;
    using base::agrees_;
    using base::b_child;
    using base::bring;
    using base::list_present;
    using base::living_;
    using base::open_a_;
    using base::open_b_;
    using base::pair_inside;
    using base::space_;
    using base::touched;
    using base::tree_;
    using base::waiting_pairs_;
    using typename base::present;

    id block(id x, std::uint32_t seat) { return this->a_node(tree_[x].first + seat); }

    // Whether it moved to where it is; parts of a copy are copied from the base instead.
    bool is_carried(id x) const { return living_.alive(x) && living_.identity(x) != nobody; }

    void vacated(std::uint32_t pair, id x, std::uint32_t seat) {
        const id a = block(x, seat);
        const id was = tree_[x].first + seat;
        if (is_carried(was) || (living_.alive(was) && tree_[was].parent == x && space_.pairs[pair].array))
            space_.nodes[a].taken = true;
        space_.pairs[pair].structural = true;
        add_slot(pair, {change::remove, false, a, nobody, no_pair});
    }

    // The same value in its place, or another that took the place over.
    void stays(std::uint32_t pair, id x, const present& c) {
        const id was = tree_[x].first + c.by->seat;
        const id now = c.by->node;
        if (was == now) {
            if (!touched(now)) return;
            const id a = block(x, c.by->seat);
            const id b = b_child(c, space_.pairs[pair].b);
            const auto inside = pair_inside(now, a, b, pair);
            add_slot(pair, {change::pair, false, a, b, inside});
            return;
        }
        replace(pair, x, c.by->seat, c, false);
    }
    void replace(std::uint32_t pair, id x, std::uint32_t seat, const present& c, bool anew) {
        const id was = tree_[x].first + seat;
        const id a = block(x, seat);
        const id b = b_child(c, space_.pairs[pair].b);
        const bool moved = is_carried(was);
        const bool carried = living_.identity(c.by->node) != nobody;
        if (!anew && !moved && !carried && !living_.loses_parts(was) && is_plain(c.by->node)) {
            this->open(a);
            this->open(b);
            if (this->same(a, b)) return;
        }
        if (moved) space_.nodes[a].taken = true;
        const auto at = add_slot(pair, {change::replace, false, a, b, no_pair, anew});
        bring(c.by->node, b, at);
    }
    bool is_plain(id x) const { return tree_[x].from != provenance::base && !touched(x); }

    void comes(std::uint32_t pair, const present& c) {
        const id b = b_child(c, space_.pairs[pair].b);
        space_.pairs[pair].structural = true;
        bring(c.by->node, b, add_slot(pair, {change::insert, false, nobody, b, no_pair}));
    }

    void expand_object(std::uint32_t pair, id x) {
        const auto all = list_present(x, space_.pairs[pair].b);
        if (!agrees_) return;
        std::vector<const present*> seats(tree_[x].count, nullptr);
        std::unordered_map<std::uint64_t, const present*> later;
        for (const auto& c : all) {
            if (c.by->seat != no_seat) {
                seats[c.by->seat] = &c;
            } else {
                later.emplace(tree_.name_hash(*c.by), &c);
            }
        }
        std::unordered_map<const present*, std::uint32_t> successors;
        for (std::uint32_t seat = 0; seat < seats.size(); ++seat) {
            if (seats[seat] != nullptr) {
                stays(pair, x, *seats[seat]);
                continue;
            }
            const auto next = later.find(tree_[tree_[x].first + seat].now.key_hash);
            if (next == later.end()) {
                vacated(pair, x, seat);
            } else if (View::sorted && next->second->by->node == tree_[x].first + seat) {
                seats[seat] = next->second;  // it came back: the order of members says nothing
                back(pair, x, seat, *next->second);
                successors.emplace(next->second, no_seat);
            } else {
                successors.emplace(next->second, seat);
            }
        }
        for (const auto& c : all) {
            if (c.by->seat != no_seat) continue;
            const auto old = successors.find(&c);
            if (old == successors.end()) {
                comes(pair, c);
            } else if (old->second != no_seat) {
                replace(pair, x, old->second, c, !View::sorted);
            }
        }
    }
    void back(std::uint32_t pair, id x, std::uint32_t seat, const present& c) {
        if (!touched(c.by->node)) return;
        const id a = block(x, seat);
        const id b = b_child(c, space_.pairs[pair].b);
        const auto inside = pair_inside(c.by->node, a, b, pair);
        add_slot(pair, {change::pair, false, a, b, inside});
    }

    void expand_array(std::uint32_t pair, id x) {
        const auto all = list_present(x, space_.pairs[pair].b);
        if (!agrees_) return;
        const auto untouched = [&](std::size_t i) {
            return all[i].by->seat == i && all[i].by->node == tree_[x].first + i && !touched(all[i].by->node);
        };
        std::uint32_t seat = 0;
        while (seat < all.size() && untouched(seat)) ++seat;
        space_.pairs[pair].prefix = seat;
        for (std::size_t i = seat; i < all.size();) {
            auto anchor = i;
            while (anchor < all.size() && all[anchor].by->seat == no_seat) ++anchor;
            const auto next = anchor < all.size() ? all[anchor].by->seat : tree_[x].count;
            for (; seat < next; ++seat) vacated(pair, x, seat);
            for (; i < anchor; ++i) element_comes(pair, x, all[i]);
            if (i == all.size()) break;
            element_stays(pair, x, all[i++]);
            ++seat;
        }
        for (; seat < tree_[x].count; ++seat) vacated(pair, x, seat);
        drop_kept(pair);
    }
    void element_comes(std::uint32_t pair, id x, const present& c) {
        const id now = c.by->node;
        if (tree_[now].home != x) return comes(pair, c);
        const id a = block(x, tree_.place(now));
        const id b = b_child(c, space_.pairs[pair].b);
        space_.nodes[a].taken = true;
        space_.pairs[pair].structural = true;
        const auto inside = pair_inside(now, a, b, pair);
        add_slot(pair, {change::moved, false, a, b, inside});
    }
    void element_stays(std::uint32_t pair, id x, const present& c) {
        const id was = tree_[x].first + c.by->seat;
        const id now = c.by->node;
        const bool same_one = was == now;
        const bool inserted = living_.identity(now) != nobody ||
                              (tree_[now].from == provenance::copied && tree_[now].origin != nobody);
        if (!same_one && (is_carried(was) || living_.loses_parts(was) || inserted || !is_plain(now))) {
            vacated(pair, x, c.by->seat);  // what is carried is inserted, it cannot replace an element
            comes(pair, c);
            return;
        }
        const auto before = space_.pairs[pair].slots.size();
        stays(pair, x, c);
        if (space_.pairs[pair].slots.size() == before) add_slot(pair, {});
    }
    // Without insertions and removals only what changed is listed; nothing behind the last change is.
    void drop_kept(std::uint32_t pair) {
        auto& p = space_.pairs[pair];
        const auto is_kept = [](const slot& s) { return s.what == change::keep; };
        while (!p.slots.empty() && is_kept(p.slots.back())) p.slots.pop_back();
        if (!p.structural)
            p.slots.erase(std::remove_if(p.slots.begin(), p.slots.end(), is_kept), p.slots.end());
    }

    std::unordered_set<id> said_{};
};

}  // namespace emend::detail
