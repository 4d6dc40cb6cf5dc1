#include <algorithm>
#include <stdexcept>

#include "adapters/receiver_parts.hpp"

namespace emend::adapters::tests {
namespace {

void merge_list(json& list, const json& rule, const json& sent) {
    const auto key = text(rule, "key");
    if (!list.is_array()) list = json::array();
    for (const auto& element : sent) {
        if (element.is_object() && element.value("$patch", "") == "replace") {
            list = json::array();
            for (const auto& other : sent) {
                if (&other != &element) list.push_back(other);
            }
            return;
        }
    }
    for (const auto& element : sent) {
        if (key.empty()) {
            list.push_back(element);
        } else if (element.value("$patch", "") == "delete") {
            take_away(list, key, element[key]);
        } else if (auto* old = element_of(list, key, element[key])) {
            merge_strategic(*old, items(rule), element);
        } else {
            list.push_back(element);
        }
    }
}

// The server's own check: what is sent stands in the order that it is to have.
void check_order(const json& rule, const json& sent, const json& order) {
    const auto key = text(rule, "key");
    auto last = order.begin();
    for (const auto& element : sent) {
        if (element.is_object() && element.contains("$patch")) continue;
        const auto here = std::find_if(last, order.end(), [&](const json& named) {
            return key.empty() ? named == element : named[key] == element[key];
        });
        if (here == order.end())
            throw std::logic_error("the order in the patch list does not match " + order.dump());
        last = here;
    }
}

void put_in_order(json& list, const json& rule, const json& order) {
    auto sorted = json::array();
    for (const auto& named : order) {
        const auto key = text(rule, "key");
        if (const auto* element = element_of(list, key, key.empty() ? named : named[key]))
            sorted.push_back(*element);
    }
    if (sorted.size() != list.size()) throw std::logic_error("the order does not name all of " + list.dump());
    list = sorted;
}

}  // namespace

void merge_strategic(json& target, const json& rule, const json& sent) {
    if (!target.is_object()) target = json::object();
    if (sent.contains("$retainKeys")) {
        auto kept = json::object();
        for (const auto& name : sent["$retainKeys"]) {
            if (target.contains(name.get<std::string>()))
                kept[name.get<std::string>()] = target[name.get<std::string>()];
        }
        target = kept;
    }
    for (const auto& [name, value] : sent.items()) {
        if (name.rfind("$deleteFromPrimitiveList/", 0) == 0) {
            for (const auto& gone : value) take_away(target[name.substr(name.find('/') + 1)], "", gone);
        }
    }
    for (const auto& [name, value] : sent.items()) {
        if (name[0] == '$') continue;
        const auto& known = inner(rule, name);
        if (value.is_null()) {
            target.erase(name);
        } else if (value.is_array() && text(known, "changes") == "elements") {
            merge_list(target[name], known, value);
        } else if (value.is_object()) {
            merge_strategic(target[name], known, value);
        } else {
            target[name] = value;
        }
    }
    for (const auto& [name, value] : sent.items()) {
        if (name.rfind("$setElementOrder/", 0) != 0) continue;
        const auto list = name.substr(name.find('/') + 1);
        if (sent.contains(list)) check_order(inner(rule, list), sent[list], value);
        put_in_order(target[list], inner(rule, list), value);
    }
}

}  // namespace emend::adapters::tests
