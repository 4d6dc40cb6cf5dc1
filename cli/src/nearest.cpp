#include "nearest.hpp"

#include "emend/adapters/finding.hpp"

namespace emend::cli {

std::string nearest(std::string_view typed, const std::vector<std::string_view>& candidates) {
    return adapters::nearest(typed, std::vector<std::string>(candidates.begin(), candidates.end()));
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
