#include "element_changes.hpp"

#include <unordered_map>

#include "emend/document.hpp"

#include "sides.hpp"

namespace emend::adapters::detail {

std::optional<std::string> key_of(const member_rule& rule, const ordered_json& element) {
    const ordered_json* key = &element;
    if (!rule.key.empty()) {
        if (!element.is_object()) return std::nullopt;
        const auto found = element.find(rule.key);
        if (found == element.end() || found->is_structured() || found->is_null()) return std::nullopt;
        key = &*found;
    }
    const auto text = dump(*key);
    if (!text) return std::nullopt;
    return *text;
}

element_changes::element_changes(const member_rule& rule, const ordered_json* was, const ordered_json& is) {
    std::unordered_map<std::string, std::size_t> places;
    const std::size_t before = was != nullptr && was->is_array() ? was->size() : 0;
    std::vector<bool> kept(before, false);
    for (std::size_t i = 0; i < before; ++i) {
        const auto key = key_of(rule, (*was)[i]);
        if (!key || !places.emplace(*key, i).second) unclear = true;
    }
    std::unordered_map<std::string, std::size_t> seen;
    std::size_t last = 0;
    for (std::size_t i = 0; i < is.size(); ++i) {
        const auto key = key_of(rule, is[i]);
        if (!key || !seen.emplace(*key, i).second) {
            if (!nameless) nameless = i;
            continue;
        }
        const auto old = places.find(*key);
        if (old == places.end()) {
            added.push_back(&is[i]);
            continue;
        }
        kept[old->second] = true;
        reordered = reordered || old->second < last;
        last = old->second;
        const auto& value = (*was)[old->second];
        if (!same(&value, &is[i])) changed.push_back({&value, &is[i], i});
    }
    for (std::size_t i = 0; i < before; ++i) {
        const auto key = kept[i] ? std::nullopt : key_of(rule, (*was)[i]);
        if (key && !seen.contains(*key)) removed.push_back(&(*was)[i]);
    }
    unclear = unclear || nameless;
}

}  // namespace emend::adapters::detail
