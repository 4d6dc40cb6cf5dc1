#include "chain.hpp"

#include <algorithm>
#include <cstddef>

namespace emend::detail {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

struct best {
    std::uint64_t weight = 0;
    std::size_t last = none;
};

// Greatest weight of a chain that ends at some j, over all j below a bound.
class prefix_best {
public:
    explicit prefix_best(std::size_t size) : tree_(size + 1) {}

    [[nodiscard]] best below(std::size_t j) const {
        best found;
        for (; j > 0; j -= j & (~j + 1)) {
            if (tree_[j].weight > found.weight) found = tree_[j];
        }
        return found;
    }
    void raise(std::size_t j, best to) {
        for (++j; j < tree_.size(); j += j & (~j + 1)) {
            if (to.weight > tree_[j].weight) tree_[j] = to;
        }
    }

private:
    std::vector<best> tree_;
};

}  // namespace

std::vector<candidate> heaviest_chain(std::vector<candidate> all) {
    // Of one i the greatest j comes first, so that no two of them follow each other.
    std::sort(all.begin(), all.end(), [](const candidate& p, const candidate& q) {
        return p.i != q.i ? p.i < q.i : (p.j != q.j ? p.j > q.j : p.weight > q.weight);
    });
    std::uint32_t width = 0;
    for (const auto& c : all) width = std::max(width, c.j + 1);
    prefix_best reached(width);
    std::vector<std::size_t> before(all.size(), none);
    best top;
    for (std::size_t n = 0; n < all.size(); ++n) {
        const auto start = reached.below(all[n].j);
        before[n] = start.last;
        const best here{start.weight + all[n].weight, n};
        reached.raise(all[n].j, here);
        if (here.weight > top.weight) top = here;
    }
    std::vector<candidate> chain;
    for (auto n = top.last; n != none; n = before[n]) chain.push_back(all[n]);
    std::reverse(chain.begin(), chain.end());
    return chain;
}

}  // namespace emend::detail
