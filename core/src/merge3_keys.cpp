#include "merge3_keys.hpp"

#include <algorithm>
#include <vector>

#include "key_names.hpp"

namespace emend::detail {
namespace {

constexpr std::uint32_t most_fields = 40;

bool all_differ(std::vector<std::uint64_t>& hashes) {
    std::sort(hashes.begin(), hashes.end());
    return std::adjacent_find(hashes.begin(), hashes.end()) == hashes.end();
}

bool tells_apart(const workspace& space, const std::vector<id>& records, std::uint64_t name) {
    std::vector<std::uint64_t> values;
    for (const id r : records) {
        const id c = member_of(space, r, name);
        if (c == nobody) continue;
        const auto what = space.nodes[c].what;
        if (what != kind::number && what != kind::string) return false;
        values.push_back(space.nodes[c].hash);
    }
    return values.size() * 10 >= records.size() * 8 && all_differ(values);
}

// The objects of an array that holds little else.
std::vector<id> records(const workspace& space, id array) {
    const auto& n = space.nodes[array];
    std::vector<id> all;
    for (id c = n.first; c < n.first + n.count; ++c) {
        if (space.nodes[c].what == kind::object) all.push_back(c);
    }
    if (all.size() < 2 || all.size() * 10 < n.count * std::size_t{8}) all.clear();
    return all;
}

}  // namespace

std::uint64_t record_key(const merge_rules& rules, id array, id other) {
    const auto here = records(rules.space, array);
    const auto there = records(rules.space, other);
    if (here.empty() || there.empty()) return 0;
    const auto& nodes = rules.space.nodes;
    const auto& model = nodes[here.front()];
    std::uint64_t best = 0;  // of several members that would do, the likeliest
    for (std::uint32_t n = 0; n < std::min(model.count, most_fields); ++n) {
        const auto name = nodes[model.first + n].key_hash;
        if (best != 0 && key_rank(name) >= key_rank(best)) continue;
        if (tells_apart(rules.space, here, name) && tells_apart(rules.space, there, name)) best = name;
    }
    return best;
}

bool distinct_scalars(const merge_rules& rules, id array) {
    const auto& nodes = rules.space.nodes;
    std::vector<std::uint64_t> values;
    for (id c = nodes[array].first; c < nodes[array].first + nodes[array].count; ++c) {
        if (is_container(nodes[c].what)) return false;
        values.push_back(nodes[c].hash);
    }
    return all_differ(values);
}

}  // namespace emend::detail
