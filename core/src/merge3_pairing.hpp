// Exports pairing: which element of the base each element of one side is.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "align.hpp"
#include "merge3_keys.hpp"
#include "merge3_rules.hpp"

namespace emend::detail {

struct pairing {
    static constexpr std::uint32_t none = 0xffff'ffffU;

    std::vector<std::uint32_t> to{};    ///< base -> side
    std::vector<std::uint32_t> from{};  ///< side -> base
    std::vector<bool> moved{};          ///< by base: not in its place among the others
};

/// Pairs by the diff's own alignment, between equal ends.
class pairer {
public:
    pairer(merge_rules& rules, id base, id side) : rules_(rules), a_(list(base)), b_(list(side)) {
        found_.to.assign(a_.size(), pairing::none);
        found_.moved.assign(a_.size(), false);
        found_.from.assign(b_.size(), pairing::none);
        if (base == nobody) return;
        if (rules.mode(base) == array_mode::positional) {
            for (std::uint32_t i = 0; i < std::min(a_.size(), b_.size()); ++i) link(i, i, false);
        } else {
            between_equal_ends(rules.key(base));
            settle_runs();
        }
    }

    pairing take() { return std::move(found_); }

private:
    // Bytes of a pointer to an element: the arrays of the three documents stand at no one path.
    static constexpr std::uint32_t usual_length = 8;

    std::vector<id> list(id array) const {
        std::vector<id> all;
        if (array == nobody) return all;
        const auto& n = rules_.space.nodes[array];
        for (id c = n.first; c < n.first + n.count; ++c) all.push_back(c);
        return all;
    }
    void link(std::uint32_t i, std::uint32_t j, bool moved) {
        found_.to[i] = j;
        found_.from[j] = i;
        found_.moved[i] = moved;
    }
    void between_equal_ends(std::uint64_t key) {
        std::uint32_t begin = 0;
        auto a_end = static_cast<std::uint32_t>(a_.size());
        auto b_end = static_cast<std::uint32_t>(b_.size());
        while (begin < a_end && begin < b_end && rules_.same(a_[begin], b_[begin])) {
            link(begin, begin, false);
            ++begin;
        }
        while (begin < a_end && begin < b_end && rules_.same(a_[a_end - 1], b_[b_end - 1])) {
            link(--a_end, --b_end, false);
        }
        if (begin < a_end && begin < b_end)
            link_between({a_.data() + begin, a_end - begin}, {b_.data() + begin, b_end - begin}, key);
    }

    // What is equal, wherever it went; then what one element was changed into; then what a key names. A diff
    // says "move" or changes an element into another where that is short: who merges must know where each
    // went.
    void link_between(std::span<const id> a, std::span<const id> b, std::uint64_t key) {
        const auto& nodes = rules_.space.nodes;
        std::vector<slot> changed;
        for (const auto& s : align(rules_.space, {a, b, usual_length, key})) {
            if (s.what == change::remove || s.what == change::insert) continue;
            if (rules_.same(s.a, s.b)) {
                link(nodes[s.a].place, nodes[s.b].place, s.what == change::moved);
            } else {
                changed.push_back(s);
            }
        }
        link_moved([&](id x) { return nodes[x].hash | 1U; });
        for (const auto& s : changed) {
            const auto i = nodes[s.a].place;
            const auto j = nodes[s.b].place;
            const bool left = found_.to[i] == pairing::none && found_.from[j] == pairing::none;
            if (left) link(i, j, s.what == change::moved);
        }
        if (key == 0) key = record_key(rules_, nodes[a_.front()].parent, nodes[b_.front()].parent);
        if (key == 0) return;
        link_moved([&](id x) {
            const id c = member_of(rules_.space, x, key);
            return c == nobody ? 0 : nodes[c].hash | 1U;
        });
    }

    // Of equal elements in a row nothing tells which is which. Both sides have to say the same: the first
    // ones are those that stay.
    void settle_runs() {
        each_run(b_, [&](std::uint32_t begin, std::uint32_t end) {
            auto next = begin;
            for (auto j = begin; j < end; ++j) {
                const auto i = std::exchange(found_.from[j], pairing::none);
                if (i == pairing::none) continue;
                found_.to[i] = next;
                found_.from[next++] = i;
            }
        });
        each_run(a_, [&](std::uint32_t begin, std::uint32_t end) {
            auto next = begin;
            for (auto i = begin; i < end; ++i) {
                const auto j = std::exchange(found_.to[i], pairing::none);
                const bool moved = found_.moved[i];
                found_.moved[i] = false;
                if (j != pairing::none) link(next++, j, moved);
            }
        });
    }

    template <class Settle>
    void each_run(const std::vector<id>& side, Settle settle) {
        for (std::uint32_t begin = 0; begin < side.size();) {
            auto end = begin + 1;
            while (end < side.size() && rules_.same(side[end - 1], side[end])) ++end;
            if (end - begin > 1) settle(begin, end);
            begin = end;
        }
    }

    // Links what is left over on both sides under one name that stands once on each.
    template <class Name>
    void link_moved(Name name_of) {
        const auto left = left_over(a_, found_.to, name_of);
        const auto right = left_over(b_, found_.from, name_of);
        for (auto p = left.begin(), q = right.begin(); p != left.end() && q != right.end();) {
            if (p->first == q->first) {
                link((p++)->second, (q++)->second, true);
            } else {
                p->first < q->first ? ++p : ++q;
            }
        }
    }
    using named = std::vector<std::pair<std::uint64_t, std::uint32_t>>;

    template <class Name>
    static named left_over(const std::vector<id>& side, const std::vector<std::uint32_t>& linked,
                           Name name_of) {
        named all;
        for (std::uint32_t i = 0; i < side.size(); ++i) {
            const auto name = linked[i] == pairing::none ? name_of(side[i]) : 0;
            if (name != 0) all.emplace_back(name, i);
        }
        std::sort(all.begin(), all.end());
        named once;
        for (std::size_t n = 0; n < all.size(); ++n) {
            const bool before = n > 0 && all[n - 1].first == all[n].first;
            const bool behind = n + 1 < all.size() && all[n + 1].first == all[n].first;
            if (!before && !behind) once.push_back(all[n]);
        }
        return once;
    }

    merge_rules& rules_;
    std::vector<id> a_;
    std::vector<id> b_;
    pairing found_{};
};

}  // namespace emend::detail
