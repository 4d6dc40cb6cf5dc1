#include "standing.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace emend::detail {
namespace {

constexpr std::uint32_t several = 0xffff'ffffU;
constexpr std::uint64_t equal_bonus = 24;  // as in align()

std::uint64_t worth(const weighed& e) { return e.bytes + equal_bonus; }

void keep_chain(std::vector<standing_run>& runs) {
    const auto ordered = [](const standing_run& p, const standing_run& q) { return p.b < q.b; };
    if (std::is_sorted(runs.begin(), runs.end(), ordered)) return;
    std::vector<std::uint32_t> by_b(runs.size());
    for (std::uint32_t n = 0; n < by_b.size(); ++n) by_b[n] = n;
    std::sort(by_b.begin(), by_b.end(), [&](auto p, auto q) { return runs[p].b < runs[q].b; });
    std::vector<candidate> candidates(runs.size());
    for (std::uint32_t n = 0; n < by_b.size(); ++n) candidates[by_b[n]] = {by_b[n], n, runs[by_b[n]].weight};
    std::vector<standing_run> kept;
    for (const auto& c : heaviest_chain(std::move(candidates))) kept.push_back(runs[c.i]);
    runs = std::move(kept);
}

// Over what is equal on either side of a run, as far as the next one.
void widen(std::vector<standing_run>& runs, const std::vector<weighed>& a, const std::vector<weighed>& b) {
    std::uint32_t a_free = 0;
    std::uint32_t b_free = 0;
    for (std::size_t n = 0; n < runs.size(); ++n) {
        auto& r = runs[n];
        while (r.a > a_free && r.b > b_free && a[r.a - 1].hash == b[r.b - 1].hash) {
            --r.a;
            --r.b;
            ++r.length;
            r.weight += worth(a[r.a]);
        }
        const auto a_end = n + 1 < runs.size() ? runs[n + 1].a : a.size();
        const auto b_end = n + 1 < runs.size() ? runs[n + 1].b : b.size();
        while (r.a + r.length < a_end && r.b + r.length < b_end &&
               a[r.a + r.length].hash == b[r.b + r.length].hash) {
            r.weight += worth(a[r.a + r.length]);
            ++r.length;
        }
        a_free = r.a + r.length;
        b_free = r.b + r.length;
    }
}

}  // namespace

standing_finder::entry& standing_finder::find(std::uint64_t hash) {
    auto at = (hash ^ hash >> 32U) & mask_;
    while (table_[at].a != 0 && table_[at].hash != hash) at = (at + 1) & mask_;
    return table_[at];
}

void standing_finder::fill(const std::vector<weighed>& a, const std::vector<weighed>& b) {
    mask_ = std::bit_ceil(a.size() * 2) - 1;
    table_.assign(mask_ + 1, {});
    slots_.resize(a.size());
    for (std::uint32_t i = 0; i < a.size(); ++i) {
        auto& e = find(a[i].hash);
        e = {a[i].hash, e.a == 0 ? i + 1 : several, 0};
        slots_[i] = static_cast<std::uint32_t>(&e - table_.data());
    }
    for (std::uint32_t j = 0; j < b.size(); ++j) {
        auto& e = find(b[j].hash);
        if (e.a != 0) e.b = e.b == 0 ? j + 1 : several;
    }
}

void standing_finder::run(const std::vector<weighed>& a, const std::vector<weighed>& b,
                          std::vector<standing_run>& out) {
    out.clear();
    fill(a, b);
    for (std::uint32_t i = 0; i < a.size(); ++i) {
        const auto& e = table_[slots_[i]];
        if (e.a == several || e.b == 0 || e.b == several) continue;
        const auto j = e.b - 1;
        if (!out.empty() && out.back().a + out.back().length == i && out.back().b + out.back().length == j) {
            ++out.back().length;
            out.back().weight += worth(a[i]);
        } else {
            out.push_back({i, j, 1, worth(a[i])});
        }
    }
    keep_chain(out);
    widen(out, a, b);
}

}  // namespace emend::detail
