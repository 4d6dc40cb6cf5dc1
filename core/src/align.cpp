// The order of steps: candidates (equal, keyed, similar), the heaviest chain of them,
// what moved, and the gaps between the links of the chain.

#include "align.hpp"

#include <algorithm>

#include "align_state.hpp"

namespace emend::detail {
namespace {

// Equal elements that stand often cannot be told apart: no candidates from those.
constexpr std::size_t most_pairs = 16;
constexpr std::uint32_t smallest_move = 16;
constexpr std::uint64_t equal_bonus = 24;

std::vector<std::pair<std::uint64_t, std::uint32_t>> hashed(const workspace& space,
                                                            std::span<const id> elements) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> all(elements.size());
    for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = {space.nodes[elements[i]].hash, i};
    std::sort(all.begin(), all.end());
    return all;
}

// Calls f(first_a, last_a, first_b, last_b) for each value that stands on both sides.
template <class F>
void each_common(const std::vector<std::pair<std::uint64_t, std::uint32_t>>& a,
                 const std::vector<std::pair<std::uint64_t, std::uint32_t>>& b, F f) {
    auto p = a.begin();
    auto q = b.begin();
    const auto end_of = [](auto from, auto last) {
        auto at = from;
        while (at != last && at->first == from->first) ++at;
        return at;
    };
    while (p != a.end() && q != b.end()) {
        if (p->first < q->first) {
            ++p;
        } else if (q->first < p->first) {
            ++q;
        } else {
            const auto p_end = end_of(p, a.end());
            const auto q_end = end_of(q, b.end());
            f(p, p_end, q, q_end);
            p = p_end;
            q = q_end;
        }
    }
}

}  // namespace

void alignment::find_equal() {
    each_common(hashed(space, a), hashed(space, b), [&](auto p, auto p_end, auto q, auto q_end) {
        const auto pairs = static_cast<std::size_t>(p_end - p) * static_cast<std::size_t>(q_end - q);
        for (auto at = p; at != p_end; ++at) same_in_b[at->second] = true;
        for (auto at = q; at != q_end; ++at) same_in_a[at->second] = true;
        if (pairs > most_pairs) return;
        for (auto x = p; x != p_end; ++x) {
            for (auto y = q; y != q_end; ++y) {
                candidates.push_back({x->second, y->second, left(x->second).size + equal_bonus});
            }
        }
    });
}

// Elements outside the chain whose like is free on the other side.
void alignment::find_moved(const std::vector<candidate>& chain) {
    if (!space.options.moves) return;
    std::vector<bool> used_a(a.size(), false);
    std::vector<bool> used_b(b.size(), false);
    for (const auto& c : chain) {
        used_a[c.i] = true;
        used_b[c.j] = true;
    }
    const auto link = [&](std::uint32_t i, std::uint32_t j) {
        move_to[i] = j;
        move_from[j] = i;
        used_a[i] = true;
        used_b[j] = true;
    };
    each_common(hashed(space, a), hashed(space, b), [&](auto p, auto p_end, auto q, auto q_end) {
        if (left(p->second).size < smallest_move) return;
        for (; p != p_end; ++p) {
            if (used_a[p->second]) continue;
            while (q != q_end && used_b[q->second]) ++q;
            if (q == q_end) return;
            link(p->second, q->second);
        }
    });
    for (std::uint32_t i = 0; i < a.size(); ++i) {
        const auto j = keyed[i];
        if (j == none || used_a[i] || used_b[j]) continue;
        if (estimate(a[i], b[j], length) + move_cost() < remove_cost() + add_cost(j)) link(i, j);
    }
}

std::vector<slot> align(workspace& space, const align_request& request) {
    space.budget += 8 * (request.a.size() + request.b.size());
    alignment all(space, request);
    all.out.reserve(request.a.size() + request.b.size());
    all.find_equal();
    all.find_keyed();
    all.find_similar();
    const auto chain = heaviest_chain(std::move(all.candidates));
    all.find_moved(chain);
    std::uint32_t i = 0;
    std::uint32_t j = 0;
    for (const auto& link : chain) {
        all.fill_gap(i, link.i, j, link.j);
        all.out.push_back({change::pair, false, request.a[link.i], request.b[link.j], no_pair});
        i = link.i + 1;
        j = link.j + 1;
    }
    all.fill_gap(i, static_cast<std::uint32_t>(request.a.size()), j,
                 static_cast<std::uint32_t>(request.b.size()));
    return std::move(all.out);
}

}  // namespace emend::detail
