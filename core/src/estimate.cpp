#include "estimate.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "hash.hpp"

namespace emend::detail {
namespace {

std::vector<std::pair<std::uint64_t, id>> by_hash(const workspace& space, const work& n, bool keys) {
    std::vector<std::pair<std::uint64_t, id>> all(n.count);
    for (std::uint32_t i = 0; i < n.count; ++i) {
        const auto& child = space.nodes[n.first + i];
        all[i] = {keys ? child.key_hash : child.hash, n.first + i};
    }
    std::sort(all.begin(), all.end());
    return all;
}

}  // namespace

std::uint64_t estimator::operator()(id x, id y, std::uint64_t length, int depth) {
    const auto& a = space_.nodes[x];
    const auto& b = space_.nodes[y];
    if (a.hash == b.hash) return 0;
    const auto top = op_bytes::replace + length + b.size;
    if (a.what != b.what || !is_container(a.what) || !a.open || !b.open) return top;
    if (depth <= 0 || !space_.spend(std::size_t{a.count} + b.count + 1)) return top;
    const auto name = mix(mix(x, y), static_cast<std::uint64_t>(depth));
    if (const auto known = memo_.find(name); known != memo_.end())
        return std::min<std::uint64_t>(known->second, top);
    const auto cost =
        a.what == kind::object ? objects(a, b, length, depth, top) : arrays(a, b, length, depth, top);
    memo_.emplace(name, saturated(std::min(cost, top)));
    return std::min(cost, top);
}

std::uint64_t estimator::member(id x, id y, std::uint64_t length, int depth) {
    const auto& b = space_.nodes[y];
    if (space_.nodes[x].hash == b.hash) return 0;
    const auto inner = length + 1 + b.key_size;
    return depth > 1 ? (*this)(x, y, inner, depth - 1) : op_bytes::replace + inner + b.size;
}

std::uint64_t estimator::objects(const work& a, const work& b, std::uint64_t length, int depth,
                                 std::uint64_t top) {
    std::uint64_t cost = 0;
    std::uint32_t in_step = 0;
    while (in_step < a.count && in_step < b.count && cost < top &&
           space_.nodes[a.first + in_step].key_hash == space_.nodes[b.first + in_step].key_hash) {
        cost += member(a.first + in_step, b.first + in_step, length, depth);
        ++in_step;
    }
    if (cost >= top || (in_step == a.count && in_step == b.count)) return cost;
    auto left = by_hash(space_, a, true);
    auto right = by_hash(space_, b, true);
    auto r = right.begin();
    for (const auto& [key, x] : left) {
        for (; r != right.end() && r->first < key; ++r) {
            const auto& n = space_.nodes[r->second];
            cost += op_bytes::add + length + 1 + n.key_size + n.size;
        }
        if (r == right.end() || r->first != key) {
            cost += op_bytes::remove + length + 1 + space_.nodes[x].key_size;
            continue;
        }
        // Members in step were counted above.
        if (x - a.first >= in_step) cost += member(x, r->second, length, depth);
        ++r;
        if (cost >= top) return cost;
    }
    for (; r != right.end(); ++r) {
        const auto& n = space_.nodes[r->second];
        cost += op_bytes::add + length + 1 + n.key_size + n.size;
    }
    return cost;
}

// Order is left out of account: what is equal anywhere costs nothing.
std::uint64_t estimator::arrays(const work& a, const work& b, std::uint64_t length, int depth,
                                std::uint64_t top) {
    if (depth <= 1) return top;
    const auto left = by_hash(space_, a, false);
    const auto right = by_hash(space_, b, false);
    std::vector<id> only_a;
    std::vector<id> only_b;
    auto l = left.begin();
    auto r = right.begin();
    while (l != left.end() || r != right.end()) {
        if (r == right.end() || (l != left.end() && l->first < r->first)) {
            only_a.push_back((l++)->second);
        } else if (l == left.end() || r->first < l->first) {
            only_b.push_back((r++)->second);
        } else {
            ++l;
            ++r;
        }
    }
    return leftovers(only_a, only_b, length + 3, depth);
}

std::uint64_t estimator::leftovers(const std::vector<id>& a, const std::vector<id>& b, std::uint64_t length,
                                   int depth) {
    if (a.size() == 1 && b.size() == 1) return (*this)(a.front(), b.front(), length, depth - 1);
    std::uint64_t cost = a.size() > b.size() ? (a.size() - b.size()) * (op_bytes::remove + length) : 0;
    const bool try_all = !a.empty() && a.size() * b.size() <= 16;
    for (const id y : b) {
        auto best = (try_all ? op_bytes::add : op_bytes::replace) + length + space_.nodes[y].size;
        if (try_all) {
            for (const id x : a) best = std::min(best, (*this)(x, y, length, depth - 1));
        }
        cost += best;
    }
    return cost;
}

}  // namespace emend::detail
