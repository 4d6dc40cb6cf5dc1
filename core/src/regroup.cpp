#include "regroup.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

#include "settle.hpp"

namespace emend::detail {
namespace {

constexpr std::uint32_t smallest = 32;
constexpr std::uint32_t smallest_wrapped = 48;
constexpr std::uint64_t mostly = 8;  ///< edits of less than an eighth of the bytes are left alone
constexpr int deepest_wrap = 3;
constexpr int most_looked_at = 200;

class regrouping {
public:
    regrouping(workspace& space, lane& documents)
        : space_(space), documents_(documents), allowance_(2 * mostly * space.pairs[0].cost) {}

    void run() {
        std::vector<std::uint32_t> pairs{0};
        while (!pairs.empty()) {
            const auto index = pairs.back();
            pairs.pop_back();
            if (!space_.pairs[index].array) members(index);
            for (const auto& s : space_.pairs[index].slots) {
                if (s.pair != no_pair) pairs.push_back(s.pair);
            }
        }
    }

private:
    void members(std::uint32_t index) {
        std::vector<std::size_t> edited;
        for (std::size_t n = 0; n < space_.pairs[index].slots.size(); ++n) {
            if (mostly_edited(space_.pairs[index], n)) edited.push_back(n);
        }
        if (edited.empty()) return;
        note_sizes(index, edited);
        for (const auto n : edited) {
            const auto s = space_.pairs[index].slots[n];
            if (!cheaper_carried(space_.pairs[index], s)) continue;
            space_.pairs[index].slots[n] = {change::replace, false, s.a, s.b, no_pair};
        }
    }

    static std::uint64_t length_of(const workspace& space, const edit_pair& p, const slot& s) {
        return p.length + std::uint64_t{1} + space.nodes[s.b].key_size;
    }
    std::uint64_t move_cost(const edit_pair& p, const slot& s) const {
        return op_bytes::move + 2 * length_of(space_, p, s);
    }

    bool mostly_edited(const edit_pair& p, std::size_t n) {
        const auto s = p.slots[n];
        if (s.what != change::pair) return false;
        const auto& inside = space_.pairs[s.pair];
        if (inside.holds_ignored || inside.whole || inside.cost <= 2 * move_cost(p, s)) return false;
        const auto enough = mostly * inside.cost;
        return open(s.b, enough);
    }

    // What stands on either side and changes, as far as its like may stand on the other.
    void note_sizes(std::uint32_t index, const std::vector<std::size_t>& edited) {
        before_.clear();
        after_.clear();
        std::uint64_t largest = 0;
        for (const auto n : edited)
            largest = std::max<std::uint64_t>(largest, space_.nodes[space_.pairs[index].slots[n].b].size);
        for (std::size_t n = 0; n < space_.pairs[index].slots.size(); ++n) {
            const auto s = space_.pairs[index].slots[n];
            if (s.a != nobody && worth_opening(s.a, 2 * largest)) ++before_[space_.nodes[s.a].hash];
            if (s.b != nobody && space_.nodes[s.b].open && space_.nodes[s.b].size >= smallest)
                ++after_[space_.nodes[s.b].hash];
        }
    }
    bool worth_opening(id x, std::uint64_t enough) {
        return open(x, enough) && space_.nodes[x].size >= smallest;
    }
    bool open(id x, std::uint64_t enough) {
        if (space_.nodes[x].open) return true;
        const auto size = documents_.size(x, std::min(enough, allowance_));
        if (size > std::min(enough, allowance_)) return false;
        allowance_ -= size;
        documents_.open(x);
        return true;
    }

    bool cheaper_carried(const edit_pair& p, const slot& s) const {
        const auto& x = space_.nodes[s.a];
        const auto& y = space_.nodes[s.b];
        const auto cost = space_.pairs[s.pair].cost;
        const auto move = move_cost(p, s);
        if (!x.open || x.tainted || y.tainted) return false;
        if (before_.count(y.hash) > 0) return true;
        if (after_.count(x.hash) > 0 && y.size < cost) return true;
        const auto fresh = y.size > x.size ? std::uint64_t{y.size} - x.size : 0;
        return cost > 3 * move && fresh + 3 * move < cost && wraps(x, y);
    }

    // One value holds the other, not far down.
    bool wraps(const work& x, const work& y) const {
        const auto& big = x.size > y.size ? x : y;
        const auto& small = x.size > y.size ? y : x;
        if (small.size < smallest_wrapped || std::uint64_t{small.size} * 2 < big.size) return false;
        std::vector<std::pair<const work*, int>> stack{{&big, 0}};
        for (int looked = 0; !stack.empty() && looked < most_looked_at; ++looked) {
            const auto [n, depth] = stack.back();
            stack.pop_back();
            if (n->hash == small.hash) return true;
            if (depth == deepest_wrap || n->count == 0) continue;
            for (id c = n->first; c < n->first + n->count; ++c) {
                if (space_.nodes[c].size >= small.size) stack.emplace_back(&space_.nodes[c], depth + 1);
            }
        }
        return false;
    }

    workspace& space_;
    lane& documents_;
    std::uint64_t allowance_;  ///< bytes that may still be put into the table: values nest
    std::unordered_map<std::uint64_t, std::uint32_t> before_{};  ///< changing values by hash
    std::unordered_map<std::uint64_t, std::uint32_t> after_{};
};

}  // namespace

void regroup(workspace& space, lane& documents) {
    if (!space.options.moves) return;
    price(space, documents);
    regrouping(space, documents).run();
}

}  // namespace emend::detail
