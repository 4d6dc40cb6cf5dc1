// What the matcher knows of two arrays, and how it has their elements aligned: stretches
// that stand equal on both sides are found by digests and stay closed; the rest is opened
// and goes to align().
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "align.hpp"
#include "digest.hpp"
#include "match_objects.hpp"
#include "standing.hpp"

namespace emend::detail {

template <class View>
class match_aligned : public match_objects<View> {
public:
    using match_objects<View>::match_objects;

protected:
    using base = match_base<View>;
    using base::a_;
    using base::b_;
    using base::open_a_;
    using base::open_b_;
    using base::space_;
    using node = typename View::node;

    struct element {
        node value;
        id self;  ///< nobody until it is in the table
        bool ignored = false;
    };
    struct range {
        std::size_t begin;
        std::size_t end;

        [[nodiscard]] std::size_t size() const { return end - begin; }
    };
    struct sides {
        std::uint32_t pair;
        std::uint32_t state;
        std::vector<element>& a;
        std::vector<element>& b;
        std::size_t begin;  ///< equal elements in front
        std::size_t a_end;
        std::size_t b_end;
        bool ignores;  ///< some element is ignored as a whole: places stay as they are
    };

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

    void put(const sides& s, change what, id a, id b) {
        space_.pairs[s.pair].slots.push_back({what, false, a, b, no_pair});
    }

    void align_part(sides& s, range of_a, range of_b, std::uint64_t key) {
        find_standing(s, of_a, of_b);
        line_a_.clear();
        line_b_.clear();
        first_stretch_ = static_cast<id>(space_.nodes.size());
        for (const auto& r : standing_) {
            line_a_.push_back(stretch(s, r, false));
            line_b_.push_back(stretch(s, r, true));
        }
        last_stretch_ = static_cast<id>(space_.nodes.size());
        std::vector<id> a;
        std::vector<id> b;
        std::size_t kept = 0;
        auto i = of_a.begin;
        auto j = of_b.begin;
        for (std::size_t n = 0; n < standing_.size(); ++n) {
            const auto& r = standing_[n];
            open_up_to(s, i, of_a.begin + r.a, j, of_b.begin + r.b, a, b);
            a.push_back(line_a_[n]);
            b.push_back(line_b_[n]);
            i += r.length;
            j += r.length;
            kept += r.length;
        }
        open_up_to(s, i, of_a.end, j, of_b.end, a, b);
        if (space_.fault) return;
        space_.budget += 16 * (kept - standing_.size());
        const auto length = space_.pairs[s.pair].length + 1 + digits(std::max(s.a.size(), s.b.size()) - 1);
        for (const auto& found : align(space_, {a, b, length, key, kept})) {
            if (!is_stretch(found.a) && !is_stretch(found.b)) {
                take(s, found);
            } else {
                spread(s, found, of_a.begin, of_b.begin);
            }
        }
    }

private:
    static constexpr std::size_t few = 16;         ///< elements that are opened without much ado
    static constexpr std::size_t many_bytes = 64;  ///< elements from which on bytes are compared first

    std::uint32_t next(const sides& s, std::size_t index) { return space_.patterns.next(s.state, index); }
    static std::uint32_t place(std::size_t index) { return static_cast<std::uint32_t>(index); }

    void open_up_to(sides& s, std::size_t& i, std::size_t i_end, std::size_t& j, std::size_t j_end,
                    std::vector<id>& a, std::vector<id>& b) {
        for (; i < i_end; ++i) {
            a.push_back(left(s, i));
            this->open(a.back());
        }
        for (; j < j_end; ++j) {
            b.push_back(right(s, j));
            this->open(b.back());
        }
    }

    // What stands equal on both sides, in order. Nothing where elements are in the table already.
    void find_standing(const sides& s, range of_a, range of_b) {
        standing_.clear();
        if (of_a.size() == 0 || of_b.size() == 0 || of_a.size() + of_b.size() < few) return;
        if (s.a[of_a.begin].self != nobody || s.ignores) return;
        const bool by_bytes = of_a.size() + of_b.size() >= many_bytes;
        digest(a_, s.a, of_a, by_bytes, s, digests_a_);
        digest(b_, s.b, of_b, by_bytes, s, digests_b_);
        if (space_.fault) return;
        finder_.run(digests_a_, digests_b_, standing_);
    }

    void digest(const View& view, const std::vector<element>& side, range of, bool by_bytes, const sides& s,
                std::vector<weighed>& out) {
        out.clear();
        out.reserve(of.size());
        const bool weighs = &view == &a_;
        bool compact = false;
        if constexpr (requires { view.digest_bytes(side[of.begin].value); }) {
            compact =
                weighs && view.is_compact(side[of.begin].value) && view.is_compact(side[of.end - 1].value);
        }
        const auto depth = space_.pairs[s.pair].depth;
        for (auto i = of.begin; i < of.end; ++i) {
            if constexpr (requires { view.digest_bytes(side[i].value); }) {
                if (by_bytes) {
                    const auto value = side[i].value;
                    const auto bytes = compact  ? view.source(value).size()
                                       : weighs ? view.compact_size(value)
                                                : 0;
                    out.push_back({view.digest_bytes(value), bytes});
                    continue;
                }
            }
            out.push_back(digester_(view, side[i].value, depth + 1, space_));
        }
    }

    // One node stands for a stretch of elements.
    id stretch(const sides& s, const standing_run& r, bool after) {
        work n;
        n.parent = after ? space_.pairs[s.pair].b : space_.pairs[s.pair].a;
        n.hash = mix(r.a, r.b);
        n.size = saturated(r.weight);
        n.after = after;
        n.place = static_cast<std::uint32_t>(&r - standing_.data());
        space_.nodes.push_back(n);
        return static_cast<id>(space_.nodes.size() - 1);
    }

    bool is_stretch(id x) const { return x != nobody && x >= first_stretch_ && x < last_stretch_; }
    const standing_run& run_of(id x) const { return standing_[space_.nodes[x].place]; }

    // A stretch is taken apart again. It belongs to its like, or to nothing.
    void spread(sides& s, const slot& found, std::size_t a_begin, std::size_t b_begin) {
        const bool like = is_stretch(found.a) && is_stretch(found.b) && &run_of(found.a) == &run_of(found.b);
        if (!like) {
            take_out(s, found.a, a_begin);
            put_in(s, found.b, b_begin);
            return;
        }
        const auto& r = run_of(found.a);
        const auto i = a_begin + r.a;
        const auto j = b_begin + r.b;
        if (found.what != change::moved) return stay(s, i, j, r.length);
        for (std::size_t n = 0; n < r.length; ++n) carry(s, i + n, j + n);
    }
    void carry(sides& s, std::size_t i, std::size_t j) {
        way found;
        if (this->compare(s.a[i].value, s.b[j].value, space_.pairs[s.pair].depth, found)) {
            put(s, change::moved, left(s, i), right(s, j));
        } else {
            this->settle(s.pair, change::moved, left(s, i), right(s, j), found);
        }
    }
    void take_out(sides& s, id x, std::size_t a_begin) {
        if (x == nobody) return;
        if (!is_stretch(x)) return put(s, change::remove, x, nobody);
        const auto& r = run_of(x);
        for (std::size_t n = 0; n < r.length; ++n) put(s, change::remove, left(s, a_begin + r.a + n), nobody);
    }
    void put_in(sides& s, id y, std::size_t b_begin) {
        if (y == nobody) return;
        if (!is_stretch(y)) return put(s, change::insert, nobody, y);
        const auto& r = run_of(y);
        for (std::size_t n = 0; n < r.length; ++n)
            put(s, change::insert, nobody, right(s, b_begin + r.b + n));
    }
    void stay(sides& s, std::size_t i, std::size_t j, std::size_t length) {
        if constexpr (requires(node x) { a_.plainly_same(x, x, b_, x, x); }) {
            if (a_.plainly_same(s.a[i].value, s.a[i + length - 1].value, b_, s.b[j].value,
                                s.b[j + length - 1].value)) {
                auto& slots = space_.pairs[s.pair].slots;
                slots.insert(slots.end(), length, slot{});
                return;
            }
        }
        for (std::size_t n = 0; n < length; ++n) {
            way found;
            if (this->compare(s.a[i + n].value, s.b[j + n].value, space_.pairs[s.pair].depth, found)) {
                put(s, change::keep, nobody, nobody);
            } else {
                this->settle(s.pair, change::replace, left(s, i + n), right(s, j + n), found);
            }
        }
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

    digester<View> digester_{};
    standing_finder finder_{};
    std::vector<weighed> digests_a_{};
    std::vector<weighed> digests_b_{};
    std::vector<standing_run> standing_{};
    std::vector<id> line_a_{};
    std::vector<id> line_b_{};
    id first_stretch_ = 0;
    id last_stretch_ = 0;
};

}  // namespace emend::detail
