// The matcher's half for arrays: common ends are trimmed, equal places are kept,
// the rest is aligned (align.hpp) or brought together as the array's mode says.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "align.hpp"
#include "hash.hpp"
#include "match_objects.hpp"

namespace emend::detail {

template <class View>
class match_arrays : public match_objects<View> {
public:
    using match_objects<View>::match_objects;

protected:
    using base = match_base<View>;
    using base::a_;
    using base::b_;
    using base::open_a_;
    using base::open_b_;
    using base::same_;
    using base::space_;
    using node = typename View::node;

    void expand_array(std::uint32_t pair) {
        const auto state = space_.nodes[space_.pairs[pair].a].state;
        // Parts to be ignored are compared in the table alone, where they are left out.
        if (state != pattern_set::dead && space_.patterns.may_ignore(state)) {
            this->open(space_.pairs[pair].a);
            this->open(space_.pairs[pair].b);
            if (space_.fault) return;
            space_.pairs[pair].holds_ignored = space_.nodes[space_.pairs[pair].a].tainted;
        }
        sides s{pair, state, elements(a_, space_.pairs[pair].a), elements(b_, space_.pairs[pair].b), 0, 0,
                0,    false};
        for (const auto* side : {&s.a, &s.b}) {
            s.ignores =
                s.ignores || std::any_of(side->begin(), side->end(), [](auto& e) { return e.ignored; });
        }
        const auto mode = mode_of(s);
        trim(s, mode != array_mode::positional);
        if (s.a_end == s.begin && s.b_end == s.begin) return;
        switch (mode) {
            case array_mode::positional:
                by_position(s);
                break;
            case array_mode::set:
                as_set(s);
                break;
            case array_mode::whole:
                space_.pairs[pair].whole = true;
                return;
            case array_mode::keyed:
                aligned(s, hash_key(rule_of(s) != nullptr ? rule_of(s)->key : space_.options.key));
                break;
            case array_mode::aligned:
                if (!in_place(s)) aligned(s, 0);
                break;
        }
        tidy(space_.pairs[pair]);
    }

private:
    struct element {
        node value;
        id self;  ///< nobody until it is in the table
        bool ignored = false;
    };
    struct sides {
        std::uint32_t pair;
        std::uint32_t state;
        std::vector<element> a;
        std::vector<element> b;
        std::size_t begin;  ///< equal elements in front
        std::size_t a_end;
        std::size_t b_end;
        bool ignores;  ///< some element is ignored as a whole: places stay as they are
    };

    std::vector<element> elements(const View& view, id array) {
        const auto& n = space_.nodes[array];
        std::vector<element> all;
        id child = n.first;
        for (auto c = view.children(View::unpack(n.value)); !c.done(); c.advance()) {
            if (!n.open) {
                all.push_back({c.value(), nobody, false});
            } else if (child < n.first + n.count && space_.nodes[child].place == all.size()) {
                all.push_back({c.value(), child++, false});
            } else {
                all.push_back({c.value(), nobody, true});
            }
        }
        return all;
    }

    const array_rule* rule_of(const sides& s) const { return space_.patterns.rule(s.state); }

    array_mode mode_of(const sides& s) const {
        if (s.ignores) return array_mode::positional;
        const auto* rule = rule_of(s);
        const auto mode = rule != nullptr ? rule->mode : space_.options.arrays;
        return mode == array_mode::whole && space_.pairs[s.pair].holds_ignored ? array_mode::aligned : mode;
    }

    bool equal(const sides& s, std::size_t i, std::size_t j) {
        const auto& x = s.a[i];
        const auto& y = s.b[j];
        if (x.ignored || y.ignored) return true;
        if (x.self == nobody) return same_.across(x.value, y.value, space_.pairs[s.pair].depth);
        return space_.nodes[x.self].hash == space_.nodes[y.self].hash && this->same(x.self, y.self);
    }

    void trim(sides& s, bool both_ends) {
        s.a_end = s.a.size();
        s.b_end = s.b.size();
        while (s.begin < s.a_end && s.begin < s.b_end && equal(s, s.begin, s.begin)) ++s.begin;
        space_.pairs[s.pair].prefix = static_cast<std::uint32_t>(s.begin);
        if (!both_ends) return;
        const bool level = s.a_end == s.b_end;
        // The element at `begin` differs from its counterpart: no need to compare them again.
        const auto stop = s.begin + (level ? 1 : 0);
        while (s.a_end > stop && s.b_end > stop && equal(s, s.a_end - 1, s.b_end - 1)) {
            --s.a_end;
            --s.b_end;
        }
    }

    id left(sides& s, std::size_t i) {
        auto& e = s.a[i];
        if (e.self == nobody)
            e.self = open_a_.add_element(e.value, space_.pairs[s.pair].a, place(i), next(s, i));
        return e.self;
    }
    id right(sides& s, std::size_t j) {
        auto& e = s.b[j];
        if (e.self == nobody)
            e.self = open_b_.add_element(e.value, space_.pairs[s.pair].b, place(j), next(s, j));
        return e.self;
    }
    std::uint32_t next(const sides& s, std::size_t index) { return space_.patterns.next(s.state, index); }
    static std::uint32_t place(std::size_t index) { return static_cast<std::uint32_t>(index); }

    void put(const sides& s, change what, id a, id b) {
        space_.pairs[s.pair].slots.push_back({what, false, a, b, no_pair});
    }

    void by_position(sides& s) {
        const auto both = std::min(s.a_end, s.b_end);
        for (auto i = s.begin; i < both; ++i) {
            if (i > s.begin && equal(s, i, i)) {
                put(s, change::keep, nobody, nobody);
            } else {
                this->settle(s.pair, change::replace, left(s, i), right(s, i));
            }
        }
        for (auto i = both; i < s.a_end; ++i) {
            if (s.a[i].ignored) {
                put(s, change::keep, nobody, nobody);
            } else {
                put(s, change::remove, left(s, i), nobody);
            }
        }
        for (auto j = both; j < s.b_end; ++j) {
            if (!s.b[j].ignored) put(s, change::insert, nobody, right(s, j));
        }
    }

    // Arrays of one length that agree in most places: the places are believed. What
    // differs side by side is aligned: of short arrays all, of long ones run by run.
    static constexpr std::size_t many = 64;

    bool in_place(sides& s) {
        const auto n = s.a_end - s.begin;
        if (s.a_end != s.b_end) return false;
        std::vector<bool> equals(n, false);
        std::size_t differ = 1;
        for (std::size_t i = 1; i < n; ++i) {
            equals[i] = equal(s, s.begin + i, s.begin + i);
            if (!equals[i]) ++differ;
            if (i >= 64 && differ * 4 > i) return false;
        }
        if (n > 1 && (differ * 4 > n + 3 || (n < many && has_run(equals)))) return false;
        for (std::size_t i = 0; i < n;) {
            if (equals[i]) {
                put(s, change::keep, nobody, nobody);
                ++i;
                continue;
            }
            const auto run = i;
            while (i < n && !equals[i]) ++i;
            if (i - run == 1) {
                this->settle(s.pair, change::replace, left(s, s.begin + run), right(s, s.begin + run));
            } else {
                align_part(s, {s.begin + run, s.begin + i}, {s.begin + run, s.begin + i}, 0);
            }
        }
        return true;
    }

    // Unequal neighbours may fit better crosswise or shifted.
    static bool has_run(const std::vector<bool>& equals) {
        for (std::size_t i = 1; i < equals.size(); ++i) {
            if (!equals[i] && !equals[i - 1]) return true;
        }
        return false;
    }

    void as_set(sides& s) {
        std::vector<std::pair<std::uint64_t, id>> fresh;
        for (auto j = s.begin; j < s.b_end; ++j) {
            this->open(right(s, j));
            fresh.emplace_back(space_.nodes[s.b[j].self].hash, s.b[j].self);
        }
        std::sort(fresh.begin(), fresh.end());
        std::vector<bool> taken(fresh.size(), false);
        for (auto i = s.begin; i < s.a_end; ++i) {
            this->open(left(s, i));
            const id x = s.a[i].self;
            const auto hash = space_.nodes[x].hash;
            auto at = std::lower_bound(fresh.begin(), fresh.end(), std::pair{hash, id{0}});
            const auto index = [&] { return static_cast<std::size_t>(at - fresh.begin()); };
            while (at != fresh.end() && at->first == hash && taken[index()]) ++at;
            const bool found = at != fresh.end() && at->first == hash && this->same(x, at->second);
            if (found) taken[index()] = true;
            put(s, found ? change::keep : change::remove, x, nobody);
        }
        std::vector<id> rest;
        for (std::size_t n = 0; n < fresh.size(); ++n) {
            if (!taken[n]) rest.push_back(fresh[n].second);
        }
        std::sort(rest.begin(), rest.end());
        for (const id y : rest) put(s, change::insert, nobody, y);
    }

    struct range {
        std::size_t begin;
        std::size_t end;
    };

    void aligned(sides& s, std::uint64_t key) { align_part(s, {s.begin, s.a_end}, {s.begin, s.b_end}, key); }

    void align_part(sides& s, range of_a, range of_b, std::uint64_t key) {
        std::vector<id> a;
        std::vector<id> b;
        for (auto i = of_a.begin; i < of_a.end; ++i) a.push_back(left(s, i));
        for (auto j = of_b.begin; j < of_b.end; ++j) b.push_back(right(s, j));
        for (const id x : a) this->open(x);
        for (const id y : b) this->open(y);
        if (space_.fault) return;
        const auto length = space_.pairs[s.pair].length + 1 + digits(std::max(s.a.size(), s.b.size()) - 1);
        for (const auto& found : align(space_, {a, b, length, key})) take(s, found);
    }

    // What align() says is taken for true only once it is verified.
    void take(const sides& s, const slot& found) {
        if (found.what == change::remove || found.what == change::insert) {
            space_.pairs[s.pair].slots.push_back(found);
        } else if (space_.nodes[found.a].hash == space_.nodes[found.b].hash && this->same(found.a, found.b)) {
            put(s, found.what == change::moved ? change::moved : change::keep, found.a, found.b);
        } else {
            this->settle(s.pair, found.what, found.a, found.b);
        }
    }

    static void tidy(edit_pair& p) {
        p.structural = std::any_of(p.slots.begin(), p.slots.end(), [](const slot& s) {
            return s.what == change::remove || s.what == change::insert || s.what == change::moved;
        });
        if (!p.structural) std::erase_if(p.slots, [](const slot& s) { return s.what == change::keep; });
    }
};

}  // namespace emend::detail
