#include "naive_apply.hpp"

#include <utility>
#include <variant>

#include "emend/equal.hpp"

namespace emend::naive {
namespace {

using maybe = std::optional<ordered_json>;

std::optional<std::size_t> index_in(const ordered_json& array, const std::string& token, bool for_insert) {
    if (token == "-") return for_insert ? std::optional(array.size()) : std::nullopt;
    for (std::size_t i = 0; i < array.size() + (for_insert ? 1U : 0U); ++i) {
        if (std::to_string(i) == token) return i;
    }
    return std::nullopt;
}

ordered_json* find(ordered_json& document, const pointer& place) {
    ordered_json* at = &document;
    for (const auto& token : place.tokens) {
        if (at->is_object() && at->contains(token)) {
            at = &(*at)[token];
        } else if (const auto index = at->is_array() ? index_in(*at, token, false) : std::nullopt) {
            at = &(*at)[*index];
        } else {
            return nullptr;
        }
    }
    return at;
}

ordered_json* find_parent(ordered_json& document, pointer place) {
    place.tokens.pop_back();
    return find(document, place);
}

maybe add(ordered_json document, const pointer& place, ordered_json value) {
    if (place.tokens.empty()) return value;
    auto* parent = find_parent(document, place);
    if (parent == nullptr) return {};
    if (parent->is_object()) {
        (*parent)[place.tokens.back()] = std::move(value);
        return document;
    }
    const auto index = parent->is_array() ? index_in(*parent, place.tokens.back(), true) : std::nullopt;
    if (!index) return {};
    parent->insert(parent->begin() + static_cast<std::ptrdiff_t>(*index), std::move(value));
    return document;
}

maybe remove(ordered_json document, const pointer& place) {
    if (place.tokens.empty() || find(document, place) == nullptr) return {};
    auto* parent = find_parent(document, place);
    if (parent->is_object()) {
        parent->erase(place.tokens.back());
    } else {
        parent->erase(*index_in(*parent, place.tokens.back(), false));
    }
    return document;
}

struct step {
    ordered_json document;

    maybe operator()(const op::basic_add<ordered_json>& o) {
        return add(std::move(document), o.path, o.value);
    }
    maybe operator()(const op::remove& o) { return remove(std::move(document), o.path); }
    maybe operator()(const op::basic_replace<ordered_json>& o) {
        auto* at = find(document, o.path);
        if (at == nullptr) return {};
        *at = o.value;
        return document;
    }
    maybe operator()(const op::move& o) {
        const auto* at = find(document, o.from);
        if (at == nullptr || is_proper_prefix(o.from, o.path)) return {};
        if (o.from == o.path) return document;
        auto value = *at;
        auto without = remove(std::move(document), o.from);
        return without ? add(std::move(*without), o.path, std::move(value)) : maybe{};
    }
    maybe operator()(const op::copy& o) {
        const auto* at = find(document, o.from);
        if (at == nullptr) return {};
        auto value = *at;
        return add(std::move(document), o.path, std::move(value));
    }
    maybe operator()(const op::basic_test<ordered_json>& o) {
        const auto* at = find(document, o.path);
        if (at == nullptr || !equal(*at, o.value)) return {};
        return document;
    }
};

}  // namespace

const ordered_json* find(const ordered_json& document, const pointer& place) {
    return find(const_cast<ordered_json&>(document), place);  // the overload above does not write
}

maybe apply(ordered_json document, const basic_operation<ordered_json>& operation) {
    return std::visit([&](const auto& o) { return step{std::move(document)}(o); }, operation);
}

maybe apply(ordered_json document, const ordered_patch& ops) {
    maybe now = std::move(document);
    for (const auto& operation : ops) {
        now = apply(std::move(*now), operation);
        if (!now) return {};
    }
    return now;
}

ordered_json merge(ordered_json target, const ordered_json& patch) {
    if (!patch.is_object()) return patch;
    if (!target.is_object()) target = ordered_json::object();
    for (const auto& [name, value] : patch.items()) {
        if (value.is_null()) {
            target.erase(name);
        } else {
            target[name] = merge(target.contains(name) ? target[name] : ordered_json(), value);
        }
    }
    return target;
}

}  // namespace emend::naive
