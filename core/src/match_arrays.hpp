// The matcher's half for arrays: common ends are trimmed, equal places are kept,
// the rest is aligned or brought together as the array's mode says.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "hash.hpp"
#include "in_place.hpp"
#include "match_aligned.hpp"

namespace emend::detail {

template <class View>
class match_arrays : public match_aligned<View> {
public:
    using match_aligned<View>::match_aligned;

protected:
    using base = match_base<View>;
    using base::a_;
    using base::b_;
    using base::space_;
    using typename base::node;
    using typename match_aligned<View>::element;
    using typename match_aligned<View>::range;
    using typename match_aligned<View>::sides;

    void expand_array(std::uint32_t pair, way found) {
        const auto state = space_.nodes[space_.pairs[pair].a].state;
        // Parts to be ignored are compared in the table alone, where they are left out.
        if (state != pattern_set::dead && space_.patterns.may_ignore(state)) {
            this->open(space_.pairs[pair].a);
            this->open(space_.pairs[pair].b);
            if (space_.fault) return;
            space_.pairs[pair].holds_ignored = space_.nodes[space_.pairs[pair].a].tainted;
        }
        sides s{pair, state, a_elements_, b_elements_, 0, 0, 0, false};
        const bool ignores_a = read(a_, space_.pairs[pair].a, s.a);
        const bool ignores_b = read(b_, space_.pairs[pair].b, s.b);
        s.ignores = ignores_a || ignores_b;
        const auto mode = mode_of(s);
        trim_front(s, found);
        // Arrays of one length are looked through from the front first.
        const bool level = s.a_end == s.b_end && mode == array_mode::aligned;
        if (mode != array_mode::positional && !level) trim_back(s);
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
                if (!stays_in_place(s)) aligned(s, 0);
                break;
        }
        tidy(space_.pairs[pair]);
    }

private:
    struct difference {
        std::size_t at;
        way found;
        bool believed = false;  ///< arrays that agree in most places
    };

    // Gives whether something is ignored.
    bool read(const View& view, id array, std::vector<element>& all) {
        const auto& n = space_.nodes[array];
        all.clear();
        id child = n.first;
        bool ignores = false;
        for (auto c = view.children(View::unpack(n.value)); !c.done(); c.advance()) {
            if (!n.open) {
                all.push_back({c.value(), nobody, false});
            } else if (child < n.first + n.count && space_.nodes[child].place == all.size()) {
                all.push_back({c.value(), child++, false});
            } else {
                all.push_back({c.value(), nobody, true});
                ignores = true;
            }
        }
        return ignores;
    }

    const array_rule* rule_of(const sides& s) const { return space_.patterns.rule(s.state); }

    array_mode mode_of(const sides& s) const {
        if (s.ignores) return array_mode::positional;
        const auto* rule = rule_of(s);
        const auto mode = rule != nullptr ? rule->mode : space_.options.arrays;
        return mode == array_mode::whole && space_.pairs[s.pair].holds_ignored ? array_mode::aligned : mode;
    }

    bool equal(const sides& s, std::size_t i, std::size_t j, way& found) {
        const auto& x = s.a[i];
        const auto& y = s.b[j];
        if (x.ignored || y.ignored) return true;
        if (x.self == nobody) {
            return a_.plainly_same(x.value, b_, y.value) ||
                   this->compare(x.value, y.value, space_.pairs[s.pair].depth, found);
        }
        return space_.nodes[x.self].hash == space_.nodes[y.self].hash && this->same(x.self, y.self);
    }

    void trim_front(sides& s, way found) {
        s.a_end = s.a.size();
        s.b_end = s.b.size();
        const auto& p = space_.pairs[s.pair];
        const auto& x = space_.nodes[p.a];
        const auto& y = space_.nodes[p.b];
        if (!found.known() && !x.open &&
            this->compare(View::unpack(x.value), View::unpack(y.value), p.depth - 1, found)) {
            s.begin = s.a_end;
            return;
        }
        differ_.clear();
        bool differ = false;
        if (found.known()) {
            s.begin = this->ways_[found.begin].place;
            differ = this->ways_[found.begin].differ;
            found = found.inside();
        }
        while (!differ && s.begin < s.a_end && s.begin < s.b_end) {
            differ = !equal(s, s.begin, s.begin, found);
            if (!differ) ++s.begin;
        }
        if (differ) differ_.push_back({s.begin, found, false});
        space_.pairs[s.pair].prefix = static_cast<std::uint32_t>(s.begin);
    }

    void trim_back(sides& s) {
        // The element at `begin` differs from its counterpart: no need to compare them again.
        const auto stop = s.begin + (s.a_end == s.b_end ? 1 : 0);
        way found;
        while (s.a_end > stop && s.b_end > stop && equal(s, s.a_end - 1, s.b_end - 1, found)) {
            --s.a_end;
            --s.b_end;
        }
        this->forget(found);
    }

    void by_position(sides& s) {
        const auto both = std::min(s.a_end, s.b_end);
        for (auto i = s.begin; i < both; ++i) {
            way found = i == s.begin ? differ_.front().found : way{};
            if (i > s.begin && equal(s, i, i, found)) {
                this->put(s, change::keep, nobody, nobody);
            } else {
                this->settle(s.pair, change::replace, this->left(s, i), this->right(s, i), found);
            }
        }
        for (auto i = both; i < s.a_end; ++i) {
            if (s.a[i].ignored) {
                this->put(s, change::keep, nobody, nobody);
            } else {
                this->put(s, change::remove, this->left(s, i), nobody);
            }
        }
        for (auto j = both; j < s.b_end; ++j) {
            if (!s.b[j].ignored) this->put(s, change::insert, nobody, this->right(s, j));
        }
    }

    // Arrays of one length that agree in most places: the places are believed. What
    // differs side by side is aligned: of short arrays all, of long ones run by run.
    bool stays_in_place(sides& s) {
        if (s.a_end != s.b_end) return false;
        for (auto i = s.begin + 1; i < s.a_end; ++i) {
            way found;
            if (!equal(s, i, i, found)) differ_.push_back({i, found, false});
            if (!in_place::are_few(differ_.size(), s.a_end - s.begin)) {
                trim_back(s);
                return false;
            }
        }
        s.a_end = s.b_end = differ_.back().at + 1;
        const auto n = s.a_end - s.begin;
        const bool runs = has_run(s);
        if (n > 1 && (!in_place::are_few(differ_.size(), n) || (n < in_place::many && runs))) return false;
        auto at = s.begin;
        for (std::size_t d = 0; d < differ_.size();) {
            const auto [begin, found, believed] = differ_[d];
            for (; runs && at < begin; ++at) this->put(s, change::keep, nobody, nobody);
            auto end = begin + 1;
            while (++d < differ_.size() && differ_[d].at == end && !believed && !differ_[d].believed) ++end;
            if (end - begin == 1) {
                this->settle(s.pair, change::replace, this->left(s, begin), this->right(s, begin), found);
            } else {
                this->align_part(s, {begin, end}, {begin, end}, 0);
            }
            at = end;
        }
        return true;
    }

    // Unequal neighbours may fit better crosswise or shifted.
    bool has_run(const sides& s) {
        bool found = false;
        for (std::size_t d = 0; d < differ_.size(); ++d) {
            auto& here = differ_[d];
            const bool behind = d > 0 && differ_[d - 1].at + 1 == here.at;
            const bool ahead = d + 1 < differ_.size() && here.at + 1 == differ_[d + 1].at;
            if (!behind && !ahead) continue;
            here.believed = s.a[here.at].self == nobody && agree(s.a[here.at].value, s.b[here.at].value);
            found = found || (behind && !here.believed && !differ_[d - 1].believed);
        }
        return found;
    }

    // Whether two arrays agree in most places.
    bool agree(node x, node y) {
        if (a_.kind_of(x) != kind::array || b_.kind_of(y) != kind::array) return false;
        std::size_t all = 0;
        std::size_t differ = 0;
        auto l = a_.children(x);
        auto r = b_.children(y);
        for (; !l.done() && !r.done() && in_place::may_agree(differ, all); l.advance(), r.advance(), ++all) {
            way found;
            if (a_.plainly_same(l.value(), b_, r.value())) continue;
            if (!this->compare(l.value(), r.value(), 0, found)) ++differ;
            this->forget(found);
        }
        return l.done() && r.done() && in_place::agree(differ, all);
    }

    void as_set(sides& s) {
        std::vector<std::pair<std::uint64_t, id>> fresh;
        for (auto j = s.begin; j < s.b_end; ++j) {
            this->open(this->right(s, j));
            fresh.emplace_back(space_.nodes[s.b[j].self].hash, s.b[j].self);
        }
        std::sort(fresh.begin(), fresh.end());
        std::vector<bool> taken(fresh.size(), false);
        for (auto i = s.begin; i < s.a_end; ++i) {
            this->open(this->left(s, i));
            const id x = s.a[i].self;
            const auto hash = space_.nodes[x].hash;
            auto at = std::lower_bound(fresh.begin(), fresh.end(), std::pair{hash, id{0}});
            const auto index = [&] { return static_cast<std::size_t>(at - fresh.begin()); };
            while (at != fresh.end() && at->first == hash && taken[index()]) ++at;
            const bool found = at != fresh.end() && at->first == hash && this->same(x, at->second);
            if (found) taken[index()] = true;
            this->put(s, found ? change::keep : change::remove, x, nobody);
        }
        std::vector<id> rest;
        for (std::size_t n = 0; n < fresh.size(); ++n) {
            if (!taken[n]) rest.push_back(fresh[n].second);
        }
        std::sort(rest.begin(), rest.end());
        for (const id y : rest) this->put(s, change::insert, nobody, y);
    }

    void aligned(sides& s, std::uint64_t key) {
        this->align_part(s, {s.begin, s.a_end}, {s.begin, s.b_end}, key);
    }

    static void tidy(edit_pair& p) {
        p.structural = std::any_of(p.slots.begin(), p.slots.end(), [](const slot& s) {
            return s.what == change::remove || s.what == change::insert || s.what == change::moved;
        });
        if (!p.structural) std::erase_if(p.slots, [](const slot& s) { return s.what == change::keep; });
    }

    std::vector<element> a_elements_{};
    std::vector<element> b_elements_{};
    std::vector<difference> differ_{};
};

}  // namespace emend::detail
