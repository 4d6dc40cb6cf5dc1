// The matcher's half for objects: members belong together by name. Nested objects are
// walked in the same lockstep and get a pair once a difference is found inside.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "match_base.hpp"
#include "member_walk.hpp"

namespace emend::detail {

template <class View>
class match_objects : public match_base<View> {
public:
    using match_base<View>::match_base;

protected:
    using base = match_base<View>;
    using base::a_;
    using base::b_;
    using base::open_a_;
    using base::open_b_;
    using base::same_;
    using base::space_;
    using node = typename View::node;

    /// Walks a pair of objects that are not in the table yet.
    void expand_object(std::uint32_t pair, way found) {
        const auto& p = space_.pairs[pair];
        const auto x = View::unpack(space_.nodes[p.a].value);
        const auto y = View::unpack(space_.nodes[p.b].value);
        const auto state = space_.nodes[p.a].state;
        const auto depth = p.depth;
        if (!found.known() && plain(state) && this->compare(x, y, depth - 1, found)) return;
        frames_.clear();
        frames_.push_back({walk_of(x, y, found, plain(state)), {}, pair, state, depth, false, found});
        while (!frames_.empty() && !space_.fault) {
            member m;
            if (frames_.back().members.next(m)) {
                visit(m);
            } else {
                leave();
            }
        }
    }

    /// Brings the members of two open objects together.
    void expand_open_object(std::uint32_t pair) {
        const auto a = children(space_.pairs[pair].a);
        const auto b = children(space_.pairs[pair].b);
        const auto by_name = [&](id x, id y) {
            return std::pair{space_.nodes[x].key_hash, x} < std::pair{space_.nodes[y].key_hash, y};
        };
        auto names = b;
        std::sort(names.begin(), names.end(), by_name);
        std::vector<bool> found(space_.nodes[space_.pairs[pair].b].count, false);
        for (const id x : a) {
            const id y = find(names, x);
            if (y == nobody) {
                space_.pairs[pair].slots.push_back({change::remove, false, x, nobody, no_pair});
                continue;
            }
            found[y - b.front()] = true;
            if (space_.nodes[x].hash != space_.nodes[y].hash || !this->same(x, y)) {
                this->settle(pair, change::replace, x, y);
            }
        }
        for (const id y : b) {
            if (!found[y - b.front()])
                space_.pairs[pair].slots.push_back({change::insert, false, nobody, y, no_pair});
        }
    }

    [[nodiscard]] std::vector<id> children(id container) const {
        const auto& n = space_.nodes[container];
        std::vector<id> all(n.count);
        for (std::uint32_t i = 0; i < n.count; ++i) all[i] = n.first + i;
        return all;
    }

private:
    using member = typename member_walk<View>::met;

    struct frame {
        member_walk<View> members;
        member at;  ///< where this object hangs in the one around it
        std::uint32_t pair;
        std::uint32_t state;
        std::uint32_t depth;
        bool ignored;
        way found;  ///< not known any more once the walk has been there
    };

    bool plain(std::uint32_t state) const {
        return state == pattern_set::dead || !space_.patterns.may_ignore(state);
    }

    member_walk<View> walk_of(node x, node y, const way& found, bool skips) {
        if (!found.known()) return {a_, a_.children(x), b_, b_.children(y), 0, skips};
        const auto& p = this->ways_[found.begin];
        return {a_, p.left, b_, p.right, p.place, skips};
    }

    id find(const std::vector<id>& names, id x) const {
        const auto& n = space_.nodes[x];
        auto at = std::lower_bound(names.begin(), names.end(), n.key_hash,
                                   [&](id y, std::uint64_t hash) { return space_.nodes[y].key_hash < hash; });
        for (; at != names.end() && space_.nodes[*at].key_hash == n.key_hash; ++at) {
            if (a_.same_key(a_.unpack_key(n.key), b_, b_.unpack_key(space_.nodes[*at].key))) return *at;
        }
        return nobody;
    }

    void leave() {
        const bool ignored = frames_.back().ignored;
        const auto pair = frames_.back().pair;
        frames_.pop_back();
        if (!ignored) return;
        if (pair != no_pair) space_.pairs[pair].holds_ignored = true;
        if (!frames_.empty()) frames_.back().ignored = true;
    }

    void visit(const member& m) {
        auto& top = frames_.back();
        auto state = top.state;
        if (state != pattern_set::dead) {
            state = m.left.present ? space_.patterns.next(state, a_.key_text(m.left.at.key()))
                                   : space_.patterns.next(state, b_.key_text(m.right.at.key()));
            if (space_.patterns.ignored(state)) {
                top.ignored = top.ignored || m.left.present;
                return;
            }
        }
        if (m.left.present && m.right.present) return visit_both(m, state);
        const auto pair = pair_of_top();
        const id a = m.left.present ? left_node(pair, m, state) : nobody;
        const id b = m.right.present ? right_node(pair, m, state) : nobody;
        space_.pairs[pair].slots.push_back(
            {b == nobody ? change::remove : change::insert, false, a, b, no_pair});
    }

    void visit_both(const member& m, std::uint32_t state) {
        const node x = m.left.at.value();
        const node y = m.right.at.value();
        const kind k = a_.kind_of(x);
        way found = way_on();
        if (k == b_.kind_of(y)) {
            if (!is_container(k) && k != kind::invalid) {
                if (a_.same_scalar(x, b_, y)) return;
            } else if (plain(state) && !found.known() && this->compare(x, y, frames_.back().depth, found)) {
                return;
            } else if (k == kind::object) {
                return enter(m, x, y, state, found);
            }
        }
        const auto pair = pair_of_top();
        const id a = left_node(pair, m, state);
        const id b = right_node(pair, m, state);
        this->settle(pair, change::replace, a, b, found);
    }

    // The first members that are met differ where a way leads through them.
    way way_on() {
        auto& found = frames_.back().found;
        if (!found.known()) return {};
        const auto inside = this->ways_[found.begin].differ ? found.inside() : way{};
        found = {};
        return inside;
    }

    void enter(const member& m, node x, node y, std::uint32_t state, const way& found) {
        const auto depth = frames_.back().depth + 1;
        if (depth > space_.options.limit.depth) {
            space_.fault = true;
            return;
        }
        frames_.push_back({walk_of(x, y, found, plain(state)), m, no_pair, state, depth, false, found});
    }

    id left_node(std::uint32_t pair, const member& m, std::uint32_t state) {
        return open_a_.add_member(m.left.at.value(), m.left.at.key(), space_.pairs[pair].a, m.left.place,
                                  state);
    }
    id right_node(std::uint32_t pair, const member& m, std::uint32_t state) {
        return open_b_.add_member(m.right.at.value(), m.right.at.key(), space_.pairs[pair].b, m.right.place,
                                  state);
    }

    // The first difference inside the innermost object makes pairs of all objects around it.
    std::uint32_t pair_of_top() {
        auto first = frames_.size();
        while (frames_[first - 1].pair == no_pair) --first;
        for (; first < frames_.size(); ++first) {
            const auto parent = frames_[first - 1].pair;
            auto& f = frames_[first];
            const id a = left_node(parent, f.at, f.state);
            const id b = right_node(parent, f.at, f.state);
            f.pair = base::add_pair(a, b, parent);
            space_.pairs[parent].slots.push_back({change::pair, false, a, b, f.pair});
        }
        return frames_.back().pair;
    }

    std::vector<frame> frames_{};
};

}  // namespace emend::detail
