#include "merge3_keys.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
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
    // Of several members that would do, the likeliest; then the one that stands furthest in front.
    const auto& nodes = rules.space.nodes;
    using likelihood = std::tuple<std::size_t, std::uint32_t, std::uint64_t>;
    std::optional<likelihood> best;
    for (const id first : {here.front(), there.front()}) {
        const auto& model = nodes[first];
        for (std::uint32_t n = 0; n < std::min(model.count, most_fields); ++n) {
            const auto name = nodes[model.first + n].key_hash;
            const likelihood next{key_rank(name), n, name};
            if (best && *best <= next) continue;
            if (tells_apart(rules.space, here, name) && tells_apart(rules.space, there, name)) best = next;
        }
    }
    return best ? std::get<2>(*best) : 0;
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
