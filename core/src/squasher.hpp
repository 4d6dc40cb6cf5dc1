// Exports squasher, the stage behind squash(): from an edit tree to what lower() asks for. No identity is
// guessed: a value of the base that the patches moved is moved, what they copied is copied while its source
// stands, and all else is written as the second document has it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "edit_tree.hpp"
#include "match_base.hpp"

namespace emend::detail {

template <class View>
class squasher final : public match_base<View> {
public:
    using node = typename View::node;

    squasher(workspace& space, const View& a, const View& b, const edit_tree& tree)
        : match_base<View>(space, a, b), tree_(tree) {}

    /// Fills the workspace. Gives keep where nothing was changed, pair where lower() is to be called,
    /// replace where the root is not that of the base.
    change run(node before, node after) {
        space_.known = true;
        open_a_.add(before, nobody, 0, pattern_set::dead);
        open_b_.add(after, nobody, 0, pattern_set::dead);
        memo_.assign(tree_.size(), nobody);
        memo_[0] = 0;
        find_living();
        if (tree_.root() != 0) return change::replace;
        if (!tree_[0].touched) return change::keep;
        expand_later(this->add_pair(0, 1, no_pair), 0);
        while (!waiting_pairs_.empty() && agrees_) {
            const auto [pair, x] = waiting_pairs_.front();
            waiting_pairs_.pop_front();
            space_.pairs[pair].array ? expand_array(pair, x) : expand_object(pair, x);
        }
        for (const auto& c : copies_of_written_) copy_written(c);
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
            test(base_path(a_node(x)), a_node(x));
        }
    }

private:
    using base = match_base<View>;
    using base::a_;
    using base::b_;
    using base::open_a_;
    using base::open_b_;
    using base::space_;

    /// A child that the second document has.
    struct present {
        const seated* by = nullptr;
        typename View::cursor at{};
        std::uint32_t place = 0;
    };
    struct late_copy {
        id value;
        id from;
        slot_ref at;
    };

    // ---- what of the base is still there

    void find_living() {
        alive_.assign(tree_.size(), false);
        touched_.assign(tree_.size(), false);
        in_place_.assign(tree_.size(), false);
        std::vector<id> in_order;
        std::vector<id> stack{tree_.root()};
        while (!stack.empty()) {
            const id x = stack.back();
            stack.pop_back();
            alive_[x] = true;
            touched_[x] = tree_[x].touched;
            in_order.push_back(x);
            if (!tree_.is_open(x)) continue;
            const auto& all = tree_.children(x);
            for (auto c = all.rbegin(); c != all.rend(); ++c) {
                if (c->node == nobody) continue;
                in_place_[c->node] = c->seat != no_seat && c->node == tree_[x].first + c->seat;
                stack.push_back(c->node);
            }
        }
        for (const id x : in_order) adopt(x);
        for (const id x : in_order) note_leaving(x);
    }

    // The first copy of what went is what it moved to.
    void adopt(id x) {
        const id o = tree_[x].from == provenance::copied ? tree_[x].origin : nobody;
        if (o == nobody || in_place(x) || tree_[o].from != provenance::base || alive_[o]) return;
        const id home = tree_[o].home;
        if (tree_.is_open(o) || tree_[o].touched || home == nobody || !alive_[home]) return;
        if (replaced_.empty()) list_replaced();
        if (replaced_.count(o) > 0) return;
        alive_[o] = true;
        touched_[o] = tree_[x].touched;
        adopted_.emplace(x, o);
    }
    // Values of the base whose place was taken: copying leaves their successors there.
    void list_replaced() {
        replaced_.insert(nobody);
        for (id x = 0; x < tree_.size(); ++x) {
            if (!alive_[x] || !tree_.is_open(x)) continue;
            for (const auto& c : tree_.children(x)) {
                if (c.node == nobody || c.seat == no_seat) continue;
                if (c.node != tree_[x].first + c.seat) replaced_.insert(tree_[x].first + c.seat);
            }
        }
    }
    bool in_place(id x) const { return in_place_[x]; }

    // The value of the base that a living one is, or was the first copy of; else nobody.
    id identity(id x) const {
        if (tree_[x].from == provenance::base) return x;
        const auto found = adopted_.find(x);
        return found == adopted_.end() ? nobody : found->second;
    }

    void note_leaving(id x) {
        if (x == 0) return;
        const id from = identity(x);
        if (from != nobody && !in_place(x)) losing_.insert(region_of(from));
        const id o = tree_[x].from == provenance::copied ? tree_[x].origin : nobody;
        if (o != nobody && from == nobody && tree_[o].from == provenance::base && !alive_[o])
            losing_.insert(region_of(o));
    }
    // What goes with it: the outermost value that went, or the value itself.
    id region_of(id x) const {
        while (tree_[x].home != nobody && !alive_[tree_[x].home]) x = tree_[x].home;
        return x;
    }

    // ---- nodes of the base

    id a_node(id x) {
        std::vector<id> way;
        for (; memo_[x] == nobody; x = tree_[x].home) way.push_back(x);
        id at = memo_[x];
        for (auto w = way.rbegin(); w != way.rend(); ++w) {
            if (!alive_[tree_[*w].home]) this->open(at);
            at = memo_[*w] = a_child(at, *w);
        }
        return at;
    }
    id a_child(id container, id x) {
        const auto place = tree_.place(x);
        const auto& n = space_.nodes[container];
        if (n.open) return n.first + place;
        const auto& t = tree_[x].now;
        const auto value = View::unpack(t.value);
        if (n.what == kind::array) return open_a_.add_element(value, container, place, pattern_set::dead);
        return open_a_.add_member(value, a_.unpack_key(t.key), container, place, pattern_set::dead);
    }

    path base_path(id x) const {
        path tokens;
        for (; space_.nodes[x].parent != nobody; x = space_.nodes[x].parent) {
            const auto& n = space_.nodes[x];
            tokens.push_back(n.member ? path_token{x, 0, {}} : path_token{nobody, n.place, {}});
        }
        std::reverse(tokens.begin(), tokens.end());
        return tokens;
    }

    // ---- pairs

    void expand_later(std::uint32_t pair, id x) { waiting_pairs_.emplace_back(pair, x); }

    // The children of the second document, in their order, with what the tree knows of each.
    std::vector<present> list_present(id x, id b) {
        std::vector<present> all;
        std::uint32_t place = 0;
        for (auto c = b_.children(View::unpack(space_.nodes[b].value)); !c.done(); c.advance(), ++place) {
            all.push_back({nullptr, c, place});
        }
        std::vector<const seated*> seats;
        for (const auto& s : tree_.children(x)) {
            if (s.node != nobody) seats.push_back(&s);
        }
        agrees_ = agrees_ && seats.size() == all.size();
        if (!agrees_) return {};
        const bool object = tree_[x].now.what == kind::object;
        if (object && !in_step(seats, all)) {
            std::sort(seats.begin(), seats.end(), [&](const seated* p, const seated* q) {
                return tree_.name_hash(*p) < tree_.name_hash(*q);
            });
            std::sort(all.begin(), all.end(), [&](const present& p, const present& q) {
                return b_.key_hash(p.at.key()) < b_.key_hash(q.at.key());
            });
            agrees_ = in_step(seats, all);
        }
        for (std::size_t i = 0; i < all.size(); ++i) all[i].by = seats[i];
        std::sort(all.begin(), all.end(), [](const present& p, const present& q) { return p.by < q.by; });
        return all;
    }
    bool in_step(const std::vector<const seated*>& seats, const std::vector<present>& all) const {
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (tree_.name_hash(*seats[i]) != b_.key_hash(all[i].at.key())) return false;
        }
        return true;
    }

    id b_child(const present& c, id container) {
        const auto value = c.at.value();
        if (space_.nodes[container].what == kind::array)
            return open_b_.add_element(value, container, c.place, pattern_set::dead);
        return open_b_.add_member(value, c.at.key(), container, c.place, pattern_set::dead);
    }

    slot_ref add_slot(std::uint32_t pair, const slot& s) {
        auto& slots = space_.pairs[pair].slots;
        slots.push_back(s);
        return {pair, static_cast<std::uint32_t>(slots.size() - 1)};
    }

    std::uint32_t pair_inside(id x, id a, id b, std::uint32_t parent) {
        if (!touched(x)) return no_pair;
        const auto made = this->add_pair(a, b, parent);
        expand_later(made, x);
        return made;
    }
    bool touched(id x) const { return tree_[x].touched; }

    id block(id x, std::uint32_t seat) { return a_node(tree_[x].first + seat); }

    // Whether it moved to where it is; parts of a copy are copied from the base instead.
    bool is_carried(id x) const { return alive_[x] && identity(x) != nobody; }

    void vacated(std::uint32_t pair, id x, std::uint32_t seat) {
        const id a = block(x, seat);
        const id was = tree_[x].first + seat;
        if (is_carried(was) || (alive_[was] && tree_[was].parent == x && space_.pairs[pair].array))
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
        const bool carried = identity(c.by->node) != nobody;
        if (!anew && !moved && !carried && losing_.count(was) == 0 && is_plain(c.by->node)) {
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
        const bool inserted =
            identity(now) != nobody || (tree_[now].from == provenance::copied && tree_[now].origin != nobody);
        if (!same_one && (is_carried(was) || losing_.count(was) > 0 || inserted || !is_plain(now))) {
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

    // ---- how a new value comes

    void bring(id x, id y, slot_ref at) {
        if (identity(x) != nobody) return carry(x, y, at);
        if (tree_[x].from == provenance::copied && copy(x, y, at)) return;
        if (tree_[x].from == provenance::written && !touched(x)) written_.emplace(x, y);
        if (touched(x)) write_around(x, y, at);
    }

    void carry(id x, id y, slot_ref at) {
        const id from = identity(x);
        const id region = a_node(region_of(from));
        const id source = a_node(from);
        memo_[x] = source;
        space_.nodes[source].taken = true;
        const auto inside = pair_inside(x, source, y, at.pair);
        if (inside != no_pair) space_.hosts.emplace(inside, at);
        space_.transfers.emplace(y, transfer{source, region, false, inside});
        leave(region, source == region, y, at);
    }
    // What a part of its successor comes from stands aside for a while.
    void leave(id region, bool whole, id y, slot_ref at) {
        space_.leaving[region].push_back(at);
        const auto& s = space_.pairs[at.pair].slots[at.slot];
        const bool own = s.what == change::replace && s.a == region;
        if (own && (y != s.b || (s.anew && !whole))) space_.aside.insert(region);
    }

    // Gives false for what was changed since, on either side of the copy.
    bool copy(id x, id y, slot_ref at) {
        const id o = tree_[x].origin;
        if (tree_[o].touched || (alive_[o] && touched_[o])) return false;
        if (tree_[o].from != provenance::base) {
            if (touched(x)) return false;
            copies_of_written_.push_back({y, o, at});
            return true;
        }
        transfer how{a_node(o), nobody, true, no_pair};
        if (!alive_[o]) {
            how.region = a_node(region_of(o));
            leave(how.region, false, y, at);
        }
        if (touched(x)) {
            memo_[x] = twin_of(how.source, space_.pairs[at.pair].a);
            how.pair = pair_inside(x, memo_[x], y, at.pair);
            space_.pairs[how.pair].of_copy = true;
            space_.hosts.emplace(how.pair, at);
        }
        space_.transfers.emplace(y, how);
        return true;
    }
    // A node for the copy itself, whose parts change.
    id twin_of(id source, id around) {
        auto n = space_.nodes[source];
        n.parent = around;
        n.first = nobody;
        n.count = 0;
        n.open = n.taken = false;
        space_.nodes.push_back(n);
        return static_cast<id>(space_.nodes.size() - 1);
    }
    // It can be copied once it stands.
    void copy_written(const late_copy& c) {
        const auto source = written_.find(c.from);
        if (source == written_.end()) return;
        this->open(source->second);
        this->open(c.value);
        space_.transfers.emplace(c.value, transfer{source->second, source->second, true, no_pair});
    }

    // A new value with values of the base in it: they are carried in once it stands. What follows one
    // of them in an object comes after it, to keep the order.
    void write_around(id x, id host, slot_ref at) {
        this->open(host);
        struct level {
            std::vector<std::pair<id, id>> children;  ///< of the tree, and of the second document
            bool object;
            std::size_t next = 0;
            bool behind_hole = false;
        };
        std::vector<level> stack;
        const auto enter = [&](id t, id y) {
            stack.push_back({inner(t, y), space_.nodes[y].what == kind::object});
        };
        enter(x, host);
        while (!stack.empty() && agrees_) {
            auto& top = stack.back();
            if (top.next == top.children.size()) {
                stack.pop_back();
                continue;
            }
            const auto [t, y] = top.children[top.next++];
            const bool carried = identity(t) != nobody;
            if (carried || (top.behind_hole && top.object && !View::sorted)) {
                top.behind_hole = true;
                note_hole(y, host);
                if (carried) carry(t, y, at);
            }
            if (!carried && touched(t)) enter(t, y);
        }
    }
    std::vector<std::pair<id, id>> inner(id t, id y) {
        std::vector<std::pair<id, id>> all;
        for (const auto& c : list_present(t, y))
            all.emplace_back(c.by->node, space_.nodes[y].first + c.place);
        return all;
    }
    void note_hole(id y, id host) {
        space_.nodes[y].hole = true;
        for (id at = y; at != host;) {
            at = space_.nodes[at].parent;
            space_.nodes[at].holey = true;
        }
        space_.holes[host].push_back(y);
    }

    const edit_tree& tree_;
    std::vector<id> memo_{};        ///< by number in the tree: the node of the base, or of a copy
    std::vector<bool> alive_{};     ///< in the result
    std::vector<bool> touched_{};   ///< and changed inside
    std::vector<bool> in_place_{};  ///< and never left its place
    std::unordered_map<id, id> adopted_{};
    std::unordered_set<id> replaced_{};
    std::unordered_set<id> losing_{};  ///< values whose parts live on elsewhere
    std::unordered_set<id> said_{};
    std::unordered_map<id, id> written_{};  ///< by number in the tree: where it stands, whole
    std::vector<late_copy> copies_of_written_{};
    std::deque<std::pair<std::uint32_t, id>> waiting_pairs_{};
    bool agrees_ = true;
};

}  // namespace emend::detail
