#include "settle.hpp"

#include <algorithm>

namespace emend::detail {
namespace {

class settler {
public:
    settler(workspace& space, lane& documents) : space_(space), documents_(documents) {}

    bool run() {
        collapsed_.assign(space_.pairs.size(), false);
        for (auto p = static_cast<std::uint32_t>(space_.pairs.size()); p-- > 0;) {
            if (!space_.pairs[p].same) price(p);
        }
        return collapsed_[0];
    }

private:
    void price(std::uint32_t index) {
        std::uint64_t cost = 0;
        for (std::size_t n = 0; n < space_.pairs[index].slots.size(); ++n) {
            take_over(index, n);
            cost += price_of(space_.pairs[index], space_.pairs[index].slots[n]);
        }
        auto& p = space_.pairs[index];
        p.cost = cost;
        if (p.holds_ignored) return;
        const auto around = op_bytes::replace + p.length;
        if (p.whole || (cost >= around && documents_.size(p.b, cost - around) <= cost - around)) {
            collapsed_[index] = true;
            p.cost = around + documents_.size(p.b, ~std::uint64_t{0} >> 1U);
        }
    }

    // A child that collapsed is a replacement from now on.
    void take_over(std::uint32_t index, std::size_t n) {
        auto& s = space_.pairs[index].slots[n];
        if (s.pair == no_pair || !collapsed_[s.pair]) return;
        s.pair = no_pair;
        if (s.what == change::moved) {
            s.differs = true;
        } else {
            s.what = change::replace;
        }
        const id a = s.a;
        const id b = s.b;
        documents_.open(a);
        documents_.open(b);
    }

    std::uint64_t price_of(const edit_pair& p, const slot& s) const {
        const auto& named = space_.nodes[s.b != nobody ? s.b : s.a != nobody ? s.a : p.a];
        const std::uint64_t length = p.length + std::uint64_t{1} + named.key_size;
        switch (s.what) {
            case change::keep:
                return 0;
            case change::pair:
                return space_.pairs[s.pair].cost;
            case change::replace:
                return op_bytes::replace + length + named.size;
            case change::remove:
                return space_.nodes[s.a].taken ? 0 : op_bytes::remove + length;
            case change::insert:
                return op_bytes::add + length + named.size;
            case change::moved:
                break;
        }
        const auto inside = s.pair != no_pair ? space_.pairs[s.pair].cost
                            : s.differs       ? op_bytes::replace + length + named.size
                                              : 0;
        return op_bytes::move + 2 * length + inside;
    }

    workspace& space_;
    lane& documents_;
    std::vector<bool> collapsed_{};
};

}  // namespace

bool settle(workspace& space, lane& documents) { return settler(space, documents).run(); }

}  // namespace emend::detail
