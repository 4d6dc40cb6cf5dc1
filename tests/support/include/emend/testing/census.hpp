#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

/// Bookkeeping that a three-way merge must get right, whatever its algorithm.
namespace emend::testing {

/// How often each scalar stands in a document, under the nearest member name around it.
template <class Json>
std::map<std::string, long> census(const Json& document) {
    std::map<std::string, long> all;
    std::vector<std::pair<std::string, const Json*>> open{{"", &document}};
    while (!open.empty()) {
        const auto [name, value] = open.back();
        open.pop_back();
        if (value->is_object()) {
            for (const auto& [key, child] : value->template get_ref<const typename Json::object_t&>())
                open.emplace_back(key, &child);
        } else if (value->is_array()) {
            for (const auto& child : *value) open.emplace_back(name, &child);
        } else {
            // -0 is 0.
            const auto scalar = value->is_number() ? Json(value->template get<double>() + 0.0) : *value;
            ++all[name + '\0' + scalar.dump()];
        }
    }
    return all;
}

/// Whether each scalar that a side has and the base has not stands in `merged`: what a side
/// made up cannot be taken away by the other. Exact, whatever moved.
template <class Json>
bool keeps_new(const Json& base, const Json& side, const Json& merged) {
    const auto o = census(base);
    const auto x = census(side);
    const auto m = census(merged);
    return std::all_of(x.begin(), x.end(), [&](const auto& entry) {
        return o.count(entry.first) != 0 || m.count(entry.first) != 0;
    });
}

/// Whether each scalar of `merged` stands as often as the changes of both sides ask for: one
/// that both added may stand once or twice, one that a single side added or removed exactly so.
/// Holds where equal scalars are the same thing; two containers may by chance hold equal ones.
template <class Json>
bool keeps_all(const Json& base, const Json& ours, const Json& theirs, const Json& merged) {
    const auto o = census(base);
    const auto a = census(ours);
    const auto b = census(theirs);
    const auto m = census(merged);
    const auto of = [](const auto& all, const std::string& what) {
        const auto found = all.find(what);
        return found == all.end() ? 0L : found->second;
    };
    const auto right = [&](const auto& entry) {
        const auto start = of(o, entry.first);
        const auto x = of(a, entry.first) - start;
        const auto y = of(b, entry.first) - start;
        const auto least = start + (x > 0 && y > 0 ? std::max(x, y) : x + y);
        const auto most = start + (x < 0 && y < 0 ? std::max(x, y) : x + y);
        const auto found = of(m, entry.first);
        return least <= found && found <= most;
    };
    for (const auto* side : {&o, &a, &b, &m}) {
        if (!std::all_of(side->begin(), side->end(), right)) return false;
    }
    return true;
}

}  // namespace emend::testing
