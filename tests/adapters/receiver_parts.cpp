#include "adapters/receiver_parts.hpp"

#include <stdexcept>

namespace emend::adapters::tests {

const json& at(const json& of, const char* name) {
    static const json nothing = json::object();
    return of.contains(name) ? of[name] : nothing;
}
std::string text(const json& of, const char* name) { return of.value(name, ""); }

const json& inner(const json& rule, const std::string& name) { return at(at(rule, "members"), name.c_str()); }
const json& items(const json& rule) { return at(rule, "items"); }

json* element_of(json& list, const std::string& key, const json& name) {
    for (auto& element : list) {
        if (element.is_object() ? element.contains(key) && element[key] == name : element == name)
            return &element;
    }
    return nullptr;
}

void take_away(json& list, const std::string& key, const json& name) {
    const auto* gone = element_of(list, key, name);
    if (gone == nullptr) throw std::logic_error("no element " + name.dump());
    list.erase(list.begin() + (gone - &list[0]));
}

json* reach(json& from, const std::vector<std::string>& tokens) {
    auto* here = &from;
    for (const auto& token : tokens) here = &(*here)[token];
    return here;
}

void drop(json& from, std::vector<std::string> tokens) {
    const auto last = tokens.back();
    tokens.pop_back();
    reach(from, tokens)->erase(last);
}

std::vector<std::string> split(const std::string& path, char by) {
    std::vector<std::string> parts(1);
    bool quoted = false;
    for (const char c : path) {
        if (c == '`') {
            quoted = !quoted;
        } else if (c == by && !quoted) {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

}  // namespace emend::adapters::tests
