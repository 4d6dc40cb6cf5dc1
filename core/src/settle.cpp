#include "settle.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace emend::detail {
namespace {

class settler {
public:
    settler(workspace& space, lane& documents) : space_(space), documents_(documents) {}

    collapse run() {
        collapsed_.assign(space_.pairs.size(), false);
        const auto standing = list_standing();
        for (auto p = static_cast<std::uint32_t>(space_.pairs.size()); p-- > 0;) {
            if (standing[p] && price(p)) collapse_pair(p);
        }
        if (any_ && !collapsed_[0]) take_over();
        return collapsed_[0] ? collapse::root : any_ ? collapse::some : collapse::none;
    }

    void price_all() {
        least_.assign(space_.pairs.size(), 0);
        const auto standing = list_standing();
        for (auto p = static_cast<std::uint32_t>(space_.pairs.size()); p-- > 0;) {
            if (standing[p]) least_[p] = price(p) ? whole_cost(p) : space_.pairs[p].cost;
        }
    }

private:
    std::vector<bool> list_standing() const {
        std::vector<bool> standing(space_.pairs.size(), false);
        standing[0] = true;
        for (std::size_t p = 0; p < standing.size(); ++p) {
            if (!standing[p]) continue;
            for (const auto& s : space_.pairs[p].slots) {
                if (s.pair != no_pair) standing[s.pair] = true;
            }
        }
        return standing;
    }

    // Whether the pair is better replaced whole.
    bool price(std::uint32_t index) {
        std::uint64_t cost = 0;
        for (std::size_t n = 0; n < space_.pairs[index].slots.size(); ++n) {
            cost += price_of(space_.pairs[index], space_.pairs[index].slots[n]);
        }
        auto& p = space_.pairs[index];
        p.cost = cost;
        if (p.holds_ignored) return false;
        const auto around = op_bytes::replace + p.length;
        return p.whole || (cost >= around && documents_.size(p.b, cost - around) <= cost - around);
    }
    std::uint64_t whole_cost(std::uint32_t index) const {
        const auto& p = space_.pairs[index];
        return op_bytes::replace + p.length + documents_.size(p.b, ~std::uint64_t{0} >> 1U);
    }
    void collapse_pair(std::uint32_t index) {
        collapsed_[index] = true;
        any_ = true;
        space_.pairs[index].cost = whole_cost(index);
    }

    // Pairs that collapsed are replacements from now on; what is inside of them is not looked at.
    void take_over() {
        std::vector<std::uint32_t> pairs{0};
        while (!pairs.empty()) {
            const auto index = pairs.back();
            pairs.pop_back();
            for (std::size_t n = 0; n < space_.pairs[index].slots.size(); ++n) {
                auto& s = space_.pairs[index].slots[n];
                if (s.pair == no_pair) continue;
                if (!collapsed_[s.pair]) {
                    pairs.push_back(s.pair);
                    continue;
                }
                s.pair = no_pair;
                if (s.what == change::moved) {
                    s.differs = true;
                } else {
                    s.what = change::replace;
                }
                const auto [a, b] = std::pair{s.a, s.b};
                documents_.open(a);
                documents_.open(b);
            }
        }
    }

    std::uint64_t price_of(const edit_pair& p, const slot& s) const {
        const auto& named = space_.nodes[s.b != nobody ? s.b : s.a != nobody ? s.a : p.a];
        const std::uint64_t length = p.length + std::uint64_t{1} + named.key_size;
        switch (s.what) {
            case change::keep:
                return 0;
            case change::pair:
                return cost_inside(s);
            case change::replace:
                return placed(s, length, space_.nodes[s.a].taken ? op_bytes::add : op_bytes::replace);
            case change::remove:
                return space_.nodes[s.a].taken ? 0 : op_bytes::remove + length;
            case change::insert:
                return placed(s, length, op_bytes::add);
            case change::moved:
                break;
        }
        const auto inside = s.pair != no_pair ? cost_inside(s)
                            : s.differs       ? op_bytes::replace + length + named.size
                                              : 0;
        return op_bytes::move + 2 * length + inside;
    }

    std::uint64_t cost_inside(const slot& s) const {
        return least_.empty() ? space_.pairs[s.pair].cost : least_[s.pair];
    }

    std::uint64_t placed(const slot& s, std::uint64_t length, std::uint64_t verb) const {
        const auto carried = space_.transfers.find(s.b);
        if (carried == space_.transfers.end()) {
            const auto saved = space_.saved.find(s.b);
            const auto whole = verb + length + space_.nodes[s.b].size;
            return saved == space_.saved.end() ? whole : whole - static_cast<std::uint64_t>(saved->second);
        }
        std::uint64_t from = 0;
        for (id x = carried->second.source; space_.nodes[x].parent != nobody; x = space_.nodes[x].parent) {
            from += 1 + space_.nodes[x].key_size;
        }
        return op_bytes::move + length + from;
    }

    workspace& space_;
    lane& documents_;
    std::vector<bool> collapsed_{};
    std::vector<std::uint64_t> least_{};  ///< the pair's cost, or that of replacing it; only then
    bool any_ = false;
};

}  // namespace

collapse settle(workspace& space, lane& documents) { return settler(space, documents).run(); }

void price(workspace& space, lane& documents) { settler(space, documents).price_all(); }

}  // namespace emend::detail
