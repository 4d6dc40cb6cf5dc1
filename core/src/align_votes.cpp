// Finds similar elements that no key connects: rare children that two of them share
// vote with their size.

#include <algorithm>
#include <utility>

#include "align_state.hpp"
#include "hash.hpp"

namespace emend::detail {
namespace {

struct token {
    std::uint64_t name = 0;
    std::uint32_t element = 0;
    std::uint32_t size = 0;
};

constexpr std::uint32_t smallest = 6;
constexpr std::size_t most_holders = 8;
constexpr std::size_t most_proposals = 4;

bool heavy(const work& n) { return n.size >= smallest; }

// Children by name and value, grandchildren by value alone; each once.
void add_tokens(const workspace& space, const work& n, std::uint32_t element, std::vector<token>& out) {
    const auto begin = static_cast<std::ptrdiff_t>(out.size());
    for (id c = n.first; c < n.first + n.count; ++c) {
        const auto& child = space.nodes[c];
        if (heavy(child)) out.push_back({mix(child.key_hash, child.hash), element, child.size});
        for (id g = child.first; child.open && g < child.first + child.count; ++g) {
            const auto& grand = space.nodes[g];
            if (heavy(grand)) out.push_back({mix(1, grand.hash), element, grand.size});
        }
    }
    const auto by_name = [](const token& p, const token& q) { return p.name < q.name; };
    const auto same = [](const token& p, const token& q) { return p.name == q.name; };
    std::sort(out.begin() + begin, out.end(), by_name);
    out.erase(std::unique(out.begin() + begin, out.end(), same), out.end());
}

std::vector<token> tokens_of(const alignment& all, std::span<const id> side,
                             const std::vector<std::uint32_t>& free) {
    std::vector<token> out;
    for (const auto e : free) add_tokens(all.space, all.space.nodes[side[e]], e, out);
    std::stable_sort(out.begin(), out.end(), [](const token& p, const token& q) { return p.name < q.name; });
    return out;
}

struct vote {
    std::uint32_t i = 0;
    std::uint32_t j = 0;
    std::uint64_t bytes = 0;
};

std::vector<vote> count(const std::vector<token>& a, const std::vector<token>& b) {
    std::vector<vote> votes;
    auto p = a.begin();
    auto q = b.begin();
    while (p != a.end() && q != b.end()) {
        if (p->name != q->name) {
            p->name < q->name ? ++p : ++q;
            continue;
        }
        const auto name = p->name;
        auto p_end = p;
        auto q_end = q;
        while (p_end != a.end() && p_end->name == name) ++p_end;
        while (q_end != b.end() && q_end->name == name) ++q_end;
        const bool rare = static_cast<std::size_t>(p_end - p) <= most_holders &&
                          static_cast<std::size_t>(q_end - q) <= most_holders;
        for (auto x = p; rare && x != p_end; ++x) {
            for (auto y = q; y != q_end; ++y) votes.push_back({x->element, y->element, x->size});
        }
        p = p_end;
        q = q_end;
    }
    return votes;
}

std::vector<vote> added_up(std::vector<vote> votes) {
    std::sort(votes.begin(), votes.end(), [](const vote& p, const vote& q) {
        return std::pair{p.i, p.j} < std::pair{q.i, q.j};
    });
    std::vector<vote> sums;
    for (const auto& v : votes) {
        if (!sums.empty() && sums.back().i == v.i && sums.back().j == v.j) {
            sums.back().bytes += v.bytes;
        } else {
            sums.push_back(v);
        }
    }
    std::sort(sums.begin(), sums.end(), [](const vote& p, const vote& q) {
        return p.i != q.i ? p.i < q.i : (p.bytes != q.bytes ? p.bytes > q.bytes : p.j < q.j);
    });
    return sums;
}

}  // namespace

void alignment::find_similar() {
    std::vector<std::uint32_t> free_a;
    std::vector<std::uint32_t> free_b;
    for (std::uint32_t i = 0; i < a.size(); ++i) {
        if (left(i).open && is_container(left(i).what) && keyed[i] == none && !same_in_b[i])
            free_a.push_back(i);
    }
    for (std::uint32_t j = 0; j < b.size(); ++j) {
        if (right(j).open && is_container(right(j).what) && keyed_back[j] == none && !same_in_a[j])
            free_b.push_back(j);
    }
    // The costs in the gaps do as well for few elements.
    if (free_a.size() * free_b.size() <= 36) return;
    const auto votes = added_up(count(tokens_of(*this, a, free_a), tokens_of(*this, b, free_b)));
    std::size_t proposals = 0;
    for (std::size_t n = 0; n < votes.size(); ++n) {
        const auto& v = votes[n];
        proposals = n > 0 && votes[n - 1].i == v.i ? proposals + 1 : 0;
        if (proposals >= most_proposals || left(v.i).what != right(v.j).what || strangers(v.i, v.j)) continue;
        if (v.bytes * 5 >= std::min(left(v.i).size, right(v.j).size)) propose(v.i, v.j);
    }
}

}  // namespace emend::detail
