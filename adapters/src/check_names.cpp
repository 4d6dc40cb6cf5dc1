// Lists whose elements have names.

#include <algorithm>
#include <map>

#include "emend/equal.hpp"

#include "check.hpp"
#include "paths.hpp"

namespace emend::adapters::detail {
namespace {

struct place {
    std::size_t index;
    const ordered_json* element;
};
using places = std::map<std::string_view, std::vector<place>>;

places by_name(const member_rule& rule, const ordered_json* list) {
    places all;
    if (list == nullptr || !list->is_array()) return all;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const auto& element = (*list)[i];
        if (!element.is_object()) continue;
        const auto name = element.find(rule.key);
        if (name == element.end() || !name->is_string()) continue;
        all[name->get_ref<const std::string&>()].push_back({i, &element});
    }
    return all;
}

std::string words_for(const member_rule& rule) {
    std::string words;
    for (const auto& group : rule.names) {
        for (const auto& name : group) words += (words.empty() ? "\"" : ", \"") + name + "\"";
    }
    return words;
}

bool is_listed(const member_rule& rule, std::string_view name) {
    return std::any_of(rule.names.begin(), rule.names.end(), [&](const auto& group) {
        return std::find(group.begin(), group.end(), name) != group.end();
    });
}

void refuse_unknown(const member_rule& rule, const places& before, const places& after,
                    const std::string& path, reporter& to) {
    if (rule.names.empty()) return;
    for (const auto& [name, all] : after) {
        if (is_listed(rule, name)) continue;
        const bool own = before.count(name) != 0;
        const auto at = path + "/" + std::to_string(all.back().index) + member_path(rule.key);
        to.report(
            own, fault::unknown_attribute, at,
            "\"" + at + "\" is \"" + std::string(name) + "\", only " + words_for(rule) + " are supported");
    }
}

// Two spellings of one name, or one name twice: which of them counts?
void refuse_doubles(const member_rule& rule, const places& before, const places& after,
                    const std::string& path, reporter& to) {
    for (const auto& group : rule.names) {
        std::size_t old = 0;
        std::size_t now = 0;
        std::size_t last = 0;
        for (const auto& name : group) {
            if (const auto found = before.find(name); found != before.end()) old += found->second.size();
            if (const auto found = after.find(name); found != after.end()) {
                now += found->second.size();
                last = std::max(last, found->second.back().index);
            }
        }
        if (now < 2) continue;
        const auto at = path + "/" + std::to_string(last) + member_path(rule.key);
        to.report(now <= old, fault::ambiguous_alias, at,
                  "\"" + at + "\" names what another element names already: keep one of them");
    }
}

bool same_elements(const std::vector<place>& a, const std::vector<place>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const place& x, const place& y) { return equal(*x.element, *y.element); });
}

void refuse_changes(const member_rule& rule, const places& before, const places& after,
                    const std::string& path, reporter& to) {
    static const std::vector<place> none;
    for (const auto& name : rule.immutable_items) {
        const auto b = before.find(name);
        const auto a = after.find(name);
        const auto& was = b == before.end() ? none : b->second;
        const auto& is = a == after.end() ? none : a->second;
        if (same_elements(was, is)) continue;
        const auto index = is.empty() ? was.back().index : is.back().index;
        auto at = path + "/" + std::to_string(index);
        if (was.size() == 1 && is.size() == 1) narrow(was.front().element, is.front().element, at);
        to.report(false, fault::immutable_member, at,
                  "\"" + at + "\": \"" + name + "\" cannot be added, removed or changed; leave it as it was");
    }
}

}  // namespace

void check_names(const member_rule& rule, const ordered_json* was, const ordered_json& is,
                 const std::string& path, reporter& to) {
    const auto before = by_name(rule, was);
    const auto after = by_name(rule, &is);
    refuse_unknown(rule, before, after, path, to);
    refuse_doubles(rule, before, after, path, to);
    refuse_changes(rule, before, after, path, to);
}

}  // namespace emend::adapters::detail
