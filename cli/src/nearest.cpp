#include "nearest.hpp"

#include <algorithm>

#include "emend/adapters/finding.hpp"

namespace emend::cli {

std::string nearest(std::string_view typed, const std::vector<std::string_view>& candidates) {
    // Dashes are no part of the likeness.
    const auto bare = [](std::string_view name) {
        return name.substr(std::min(name.find_first_not_of('-'), name.size()));
    };
    std::vector<std::string> names;
    for (const auto candidate : candidates) names.emplace_back(bare(candidate));
    const auto best = adapters::nearest(bare(typed), names);
    const auto found = std::find_if(candidates.begin(), candidates.end(),
                                    [&](std::string_view candidate) { return bare(candidate) == best; });
    return best.empty() ? best : std::string(*found);
}

std::string hint(std::string_view typed, const std::vector<std::string_view>& candidates) {
    if (const auto best = nearest(typed, candidates); !best.empty())
        return ": did you mean \"" + best + "\"?";
    if (candidates.empty()) return {};
    std::string list = " (there are ";
    for (const auto candidate : candidates) {
        if (list.back() != ' ') list += ", ";
        list += candidate;
    }
    return list + ")";
}

}  // namespace emend::cli
