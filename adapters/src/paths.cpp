#include "paths.hpp"

#include <algorithm>
#include <utility>

#include "emend/equal.hpp"

#include "sides.hpp"

namespace emend::adapters::detail {
namespace {

const ordered_json* child(const ordered_json& object, const std::string& name) {
    const auto found = object.find(name);
    return found == object.end() ? nullptr : &*found;
}

// The only member that differs; false where there is none or a second one.
bool only_member(const ordered_json& was, const ordered_json& is, std::string& name) {
    std::size_t count = 0;
    for (const auto& [key, value] : is.items()) {
        if (same(child(was, key), &value)) continue;
        name = key;
        ++count;
    }
    for (const auto& [key, value] : was.items()) {
        if (child(is, key) != nullptr) continue;
        name = key;
        ++count;
    }
    return count == 1;
}

bool only_element(const ordered_json& was, const ordered_json& is, std::size_t& index) {
    if (was.size() != is.size()) return false;
    std::size_t count = 0;
    for (std::size_t i = 0; i < is.size() && count < 2; ++i) {
        if (equal(was[i], is[i])) continue;
        index = i;
        ++count;
    }
    return count == 1;
}

// Whether one path is the other, or leads to it.
bool related(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    return b.substr(0, a.size()) == a && (a.size() == b.size() || b[a.size()] == '/');
}

std::string canonical(const pointer& p, const object_rule& members) {
    auto path = p;
    if (!path.tokens.empty()) {
        const auto found = members.by_alias.find(path.tokens.front());
        if (found != members.by_alias.end() && members.find(path.tokens.front()) == nullptr) {
            path.tokens.front() = members.members[found->second].name;
        }
    }
    return to_string(path);
}

}  // namespace

std::string member_path(std::string_view name) {
    std::string path;
    append_token(path, name);
    return path;
}

ordered_json* find_member(ordered_json& object, std::string_view name) {
    for (auto& [key, value] : *object.get_ptr<ordered_json::object_t*>()) {
        if (key == name) return &value;
    }
    return nullptr;
}

const member_rule* rule_at(const object_rule& members, const pointer& p, bool& through_secret) {
    through_secret =
        p.tokens.empty() && std::any_of(members.members.begin(), members.members.end(),
                                        [](const member_rule& rule) { return rule.holds_secret; });
    const object_rule* object = &members;
    const member_rule* rule = nullptr;
    for (std::size_t i = 0; i < p.tokens.size(); ++i) {
        const auto alias = i == 0 ? members.by_alias.find(p.tokens[0]) : members.by_alias.end();
        if (rule != nullptr && !rule->items.empty()) {
            rule = &rule->items.front();
        } else {
            rule = object->find(p.tokens[i]);
            if (rule == nullptr && alias != members.by_alias.end()) rule = &members.members[alias->second];
        }
        if (rule == nullptr) return nullptr;
        through_secret = through_secret || rule->secret || (i + 1 == p.tokens.size() && rule->holds_secret);
        object = &rule->inside;
    }
    return rule;
}

void narrow(const ordered_json* was, const ordered_json* is, std::string& path) {
    while (was != nullptr && is != nullptr) {
        std::string name;
        std::size_t index = 0;
        if (was->is_object() && is->is_object() && only_member(*was, *is, name)) {
            was = child(*was, name);
            is = child(*is, name);
            append_token(path, name);
        } else if (was->is_array() && is->is_array() && only_element(*was, *is, index)) {
            was = &(*was)[index];
            is = &(*is)[index];
            append_token(path, std::to_string(index));
        } else {
            return;
        }
    }
}

void blame_operations(findings& all, const ordered_patch& patch, const object_rule& members) {
    for (auto& f : all) {
        if (f.about != finding::subject::resource || f.operation != finding::none) continue;
        if (f.code == to_string(fault::incomplete_current)) continue;
        const auto top = f.path.substr(0, f.path.find('/', 1));
        bool exact = false;
        for (std::size_t i = patch.size(); i-- > 0 && !exact;) {
            for (const auto* p : written_paths(patch[i])) {
                const auto path = canonical(*p, members);
                exact = exact || related(path, f.path);
                if (exact || (f.operation == finding::none && related(path, top))) f.operation = i;
            }
        }
    }
}

bool deeper_than(const ordered_json& value, std::size_t limit) {
    if (!value.is_structured()) return false;
    std::vector<std::pair<const ordered_json*, std::size_t>> open{{&value, 1}};
    while (!open.empty()) {
        const auto [at, depth] = open.back();
        open.pop_back();
        if (depth > limit) return true;
        for (const auto& inner : *at) {
            if (inner.is_structured()) open.emplace_back(&inner, depth + 1);
        }
    }
    return false;
}

}  // namespace emend::adapters::detail
