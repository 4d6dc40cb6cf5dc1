// Exports matcher: the top-down pass that decides which value of the first document
// is which of the second. Works in identities; indices come up only in lower.cpp.
//
// What is equal in its place is walked once, side by side, and gets no node. Where
// arrays differ their elements are aligned (align.hpp).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "match_arrays.hpp"

namespace emend::detail {

template <class View>
class matcher final : public match_arrays<View> {
public:
    using match_arrays<View>::match_arrays;
    using match_base<View>::space_;
    using node = typename View::node;

    static constexpr id root_a = 0;
    static constexpr id root_b = 1;

    /// Fills `space.pairs`, the root's first. Gives keep for equal documents, replace
    /// where the roots are of different kinds, else pair. Everything that is removed,
    /// inserted or replaced stands open in the table.
    change run(node a, node b) {
        const auto state = space_.patterns.start();
        if (space_.patterns.ignored(state)) return change::keep;
        this->open_a_.add(a, nobody, 0, state);
        this->open_b_.add(b, nobody, 0, state);
        const auto what = space_.nodes[root_a].what;
        if (what != space_.nodes[root_b].what || !is_container(what)) {
            this->open(root_a);
            this->open(root_b);
            return !space_.fault && this->same(root_a, root_b) ? change::keep : change::replace;
        }
        this->add_pair(root_a, root_b, no_pair);
        this->waiting_.push_back({0, {}});
        while (!this->waiting_.empty() && !space_.fault) {
            const auto next = this->waiting_.back();
            this->waiting_.pop_back();
            expand(next);
        }
        for (auto p = space_.pairs.size(); p-- > 0 && !space_.fault;) finish(space_.pairs[p]);
        return space_.fault || !space_.pairs[0].same ? change::pair : change::keep;
    }

private:
    void expand(const typename match_arrays<View>::task& next) {
        const auto& p = space_.pairs[next.pair];
        if (p.array) {
            this->expand_array(next.pair, next.found);
        } else if (space_.nodes[p.a].open && space_.nodes[p.b].open) {
            this->expand_open_object(next.pair);
        } else {
            this->expand_object(next.pair, next.found);
        }
    }

    // Bottom-up: drops pairs in which nothing was found, opens what changes hands.
    void finish(edit_pair& p) {
        for (auto& s : p.slots) {
            if (s.pair != no_pair && space_.pairs[s.pair].same) {
                s.pair = no_pair;
                if (s.what == change::pair) s.what = change::keep;
            }
        }
        if (!p.structural) std::erase_if(p.slots, [](const slot& s) { return s.what == change::keep; });
        if (!p.array) in_order(p);
        p.same = p.slots.empty() && !p.whole;
        if (p.parent != no_pair && p.holds_ignored) space_.pairs[p.parent].holds_ignored = true;
        for (std::size_t n = 0; n < p.slots.size(); ++n) {
            const auto s = p.slots[n];
            if (s.what == change::replace || s.what == change::remove) this->open(s.a);
            if (s.what == change::replace || s.what == change::insert) this->open(s.b);
            if (s.differs) this->open(s.b);
            if (s.what == change::moved) space_.nodes[s.a].taken = true;
        }
    }

    // Before's order of members, the new ones behind.
    void in_order(edit_pair& p) {
        const auto rank = [&](const slot& s) {
            return s.a != nobody ? std::pair{0, space_.nodes[s.a].place}
                                 : std::pair{1, space_.nodes[s.b].place};
        };
        const auto less = [&](const slot& s, const slot& t) { return rank(s) < rank(t); };
        if (!std::is_sorted(p.slots.begin(), p.slots.end(), less)) {
            std::sort(p.slots.begin(), p.slots.end(), less);
        }
    }
};

}  // namespace emend::detail
