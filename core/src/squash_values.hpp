// Exports squash_values, half of the squasher: the nodes of both documents that it asks for, and how a value
// that was not in its place comes there: carried, copied, or written around others that are carried.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <unordered_map>
#include <utility>
#include <vector>

#include "edit_tree.hpp"
#include "match_base.hpp"
#include "survivors.hpp"

namespace emend::detail {

template <class View>
class squash_values : public match_base<View> {
protected:
    using base = match_base<View>;
    using base::a_;
    using base::b_;
    using base::open_a_;
    using base::open_b_;
    using base::space_;

    squash_values(workspace& space, const View& a, const View& b, const edit_tree& tree)
        : base(space, a, b), tree_(tree), living_(tree), memo_(tree.size(), nobody) {
        memo_[0] = 0;
    }

    /// A child that the second document has.
    struct present {
        const seated* by = nullptr;
        typename View::cursor at{};
        std::uint32_t place = 0;
    };

    bool touched(id x) const { return tree_[x].touched; }

    id a_node(id x) {
        std::vector<id> way;
        for (; memo_[x] == nobody; x = tree_[x].home) way.push_back(x);
        id at = memo_[x];
        for (auto w = way.rbegin(); w != way.rend(); ++w) {
            if (!living_.alive(tree_[*w].home)) this->open(at);
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

    id block(id x, std::uint32_t seat) { return a_node(tree_[x].first + seat); }
    void expand_later(std::uint32_t pair, id x) { waiting_pairs_.emplace_back(pair, x); }

    void bring(id x, id y, slot_ref at) {
        if (living_.identity(x) != nobody) return carry(x, y, at);
        if (tree_[x].from == provenance::copied && copy(x, y, at)) return;
        if (tree_[x].from == provenance::written && !touched(x)) written_.emplace(x, y);
        if (touched(x)) write_around(x, y, at);
    }

    // What is written can be copied once it stands.
    void copy_written() {
        for (const auto& c : copies_of_written_) {
            const auto source = written_.find(c.from);
            if (source == written_.end()) continue;
            this->open(source->second);
            this->open(c.value);
            space_.transfers.emplace(c.value, transfer{source->second, source->second, true, no_pair});
        }
    }

    const edit_tree& tree_;
    const survivors living_;
    std::deque<std::pair<std::uint32_t, id>> waiting_pairs_{};
    bool agrees_ = true;  ///< the tree and the second document have the same shape

private:
    struct late_copy {
        id value;
        id from;
        slot_ref at;
    };

    void carry(id x, id y, slot_ref at) {
        const id from = living_.identity(x);
        const id region = a_node(living_.region_of(from));
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
        if (tree_[o].touched || (living_.alive(o) && living_.touched(o))) return false;
        if (tree_[o].from != provenance::base) {
            if (touched(x)) return false;
            copies_of_written_.push_back({y, o, at});
            return true;
        }
        transfer how{a_node(o), nobody, true, no_pair};
        if (!living_.alive(o)) {
            how.region = a_node(living_.region_of(o));
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
            const bool carried = living_.identity(t) != nobody;
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

    std::vector<id> memo_;                  ///< by number in the tree: the node of the base, or of a copy
    std::unordered_map<id, id> written_{};  ///< by number in the tree: where it stands, whole
    std::vector<late_copy> copies_of_written_{};
};

}  // namespace emend::detail
