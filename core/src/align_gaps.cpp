// Fills the gaps between the links of the chain: small ones at least cost, large ones
// by what stands equally often, or in order.

#include <algorithm>
#include <limits>

#include "align_state.hpp"

namespace emend::detail {
namespace {

constexpr std::size_t most_cells = 2'500;

enum class step : std::uint8_t { none, remove, insert, pair };

class gap_filler {
public:
    gap_filler(alignment& all, std::uint32_t i0, std::uint32_t i1, std::uint32_t j0, std::uint32_t j1)
        : all_(all), i0_(i0), j0_(j0), rows_(i1 - i0), columns_(j1 - j0) {}

    void by_cost() {
        const auto width = columns_ + 1;
        cost_.assign(width, 0);
        trace_.assign((rows_ + 1) * width, step::none);
        for (std::uint32_t y = 1; y <= columns_; ++y) {
            cost_[y] = cost_[y - 1] + insert_cost(j0_ + y - 1);
            trace_[y] = step::insert;
        }
        for (std::uint32_t x = 1; x <= rows_; ++x) row(x, width);
        std::vector<step> steps;
        for (std::uint32_t x = rows_, y = columns_; x > 0 || y > 0;) {
            const auto s = trace_[x * width + y];
            steps.push_back(s);
            x -= s != step::insert ? 1 : 0;
            y -= s != step::remove ? 1 : 0;
        }
        std::reverse(steps.begin(), steps.end());
        write(steps);
    }

    // Moved elements aside, the n-th belongs to the n-th.
    void in_order() {
        std::vector<step> steps;
        std::uint32_t x = 0;
        std::uint32_t y = 0;
        while (x < rows_ || y < columns_) {
            if (x < rows_ && (all_.move_to[i0_ + x] != alignment::none || y == columns_)) {
                steps.push_back(step::remove);
                ++x;
            } else if (y < columns_ && (all_.move_from[j0_ + y] != alignment::none || x == rows_)) {
                steps.push_back(step::insert);
                ++y;
            } else if (all_.strangers(i0_ + x, j0_ + y)) {
                steps.push_back(step::remove);
                ++x;
            } else {
                steps.push_back(step::pair);
                ++x;
                ++y;
            }
        }
        write(steps);
    }

private:
    std::uint64_t remove_cost(std::uint32_t i) const {
        return all_.move_to[i] != alignment::none ? 0 : all_.remove_cost();
    }
    std::uint64_t insert_cost(std::uint32_t j) const {
        return all_.move_from[j] != alignment::none ? all_.move_cost() : all_.add_cost(j);
    }
    bool may_pair(std::uint32_t i, std::uint32_t j) const {
        return all_.move_to[i] == alignment::none && all_.move_from[j] == alignment::none &&
               !all_.strangers(i, j);
    }
    std::uint64_t pair_cost(std::uint32_t i, std::uint32_t j) {
        if (all_.left(i).hash == all_.right(j).hash) return 0;
        if (all_.left(i).what != all_.right(j).what || !is_container(all_.left(i).what))
            return all_.replace_cost(j);
        return all_.estimate(all_.a[i], all_.b[j], all_.length);
    }

    void row(std::uint32_t x, std::size_t width) {
        const auto i = i0_ + x - 1;
        const auto gone = remove_cost(i);
        auto diagonal = cost_[0];
        cost_[0] += gone;
        trace_[x * width] = step::remove;
        for (std::uint32_t y = 1; y <= columns_; ++y) {
            const auto j = j0_ + y - 1;
            auto best = cost_[y] + gone;
            auto how = step::remove;
            if (const auto c = cost_[y - 1] + insert_cost(j); c < best) {
                best = c;
                how = step::insert;
            }
            if (diagonal < best && may_pair(i, j)) {
                if (const auto c = diagonal + pair_cost(i, j); c <= best) {
                    best = c;
                    how = step::pair;
                }
            }
            diagonal = cost_[y];
            cost_[y] = best;
            trace_[x * width + y] = how;
        }
    }

    // Removals before insertions.
    void write(const std::vector<step>& steps) {
        auto i = i0_;
        auto j = j0_;
        std::vector<slot> fresh;
        const auto flush = [&] {
            all_.out.insert(all_.out.end(), fresh.begin(), fresh.end());
            fresh.clear();
        };
        for (const auto s : steps) {
            if (s == step::remove) {
                all_.out.push_back({change::remove, false, all_.a[i++], nobody, no_pair});
            } else if (s == step::insert) {
                const auto from = all_.move_from[j];
                const bool moved = from != alignment::none;
                fresh.push_back({moved ? change::moved : change::insert, false, moved ? all_.a[from] : nobody,
                                 all_.b[j], no_pair});
                ++j;
            } else {
                flush();
                all_.out.push_back({change::pair, false, all_.a[i++], all_.b[j++], no_pair});
            }
        }
        flush();
    }

    alignment& all_;
    std::uint32_t i0_;
    std::uint32_t j0_;
    std::uint32_t rows_;
    std::uint32_t columns_;
    std::vector<std::uint64_t> cost_{};
    std::vector<step> trace_{};
};

// In a large gap equal elements may stand often: the n-th belongs to the n-th.
std::vector<candidate> by_occurrence(const alignment& all, std::uint32_t i0, std::uint32_t i1,
                                     std::uint32_t j0, std::uint32_t j1) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> a;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> b;
    for (auto i = i0; i < i1; ++i) {
        if (all.move_to[i] == alignment::none) a.emplace_back(all.left(i).hash, i);
    }
    for (auto j = j0; j < j1; ++j) {
        if (all.move_from[j] == alignment::none) b.emplace_back(all.right(j).hash, j);
    }
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    std::vector<candidate> found;
    for (auto p = a.begin(), q = b.begin(); p != a.end() && q != b.end();) {
        if (p->first == q->first) {
            found.push_back({p->second, q->second, all.left(p->second).size + std::uint64_t{24}});
            ++p;
            ++q;
        } else {
            p->first < q->first ? ++p : ++q;
        }
    }
    return found;
}

void fill_small(alignment& all, std::uint32_t i0, std::uint32_t i1, std::uint32_t j0, std::uint32_t j1) {
    gap_filler gap(all, i0, i1, j0, j1);
    const auto cells = std::size_t{i1 - i0} * (j1 - j0);
    if (cells <= most_cells && (cells <= 1 || all.space.spend(cells))) {
        gap.by_cost();
    } else {
        gap.in_order();
    }
}

}  // namespace

void alignment::fill_gap(std::uint32_t i0, std::uint32_t i1, std::uint32_t j0, std::uint32_t j1) {
    if (i0 == i1 && j0 == j1) return;
    const auto cells = std::size_t{i1 - i0} * (j1 - j0);
    if (cells <= most_cells) return fill_small(*this, i0, i1, j0, j1);
    for (const auto& link : heaviest_chain(by_occurrence(*this, i0, i1, j0, j1))) {
        fill_small(*this, i0, link.i, j0, link.j);
        out.push_back({change::pair, false, a[link.i], b[link.j], no_pair});
        i0 = link.i + 1;
        j0 = link.j + 1;
    }
    fill_small(*this, i0, i1, j0, j1);
}

}  // namespace emend::detail
