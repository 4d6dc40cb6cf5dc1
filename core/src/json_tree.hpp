// Walks over nlohmann values that never recurse: nlohmann's own copy and dump do.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "emend/error.hpp"

#include "json_view.hpp"

namespace emend::detail {

template <class Json>
inline constexpr bool is_ordered = std::is_same_v<Json, nlohmann::ordered_json>;

/// Makes room for one more member. A vector of pairs with const names copies every value, all that is
/// below it included, when it grows by itself; here the values are moved.
///
/// keeps   the members, when memory is out
inline void make_room(nlohmann::ordered_json::object_t& members) {
    if (members.size() < members.capacity()) return;
    nlohmann::ordered_json::object_t wider;
    wider.reserve(members.size() < 2 ? 4 : 2 * members.size());
    for (const auto& member : members) wider.emplace_back(member.first, nlohmann::ordered_json());
    for (auto from = members.begin(), to = wider.begin(); from != members.end(); ++from, ++to)
        to->second = std::move(from->second);
    members.swap(wider);
}

/// Appends a member whose name is known to be new. nlohmann's ordered_map would search for it.
template <class Json>
Json& append_member(Json& object, const std::string& name) {
    auto& members = object.template get_ref<typename Json::object_t&>();
    if constexpr (is_ordered<Json>) {
        make_room(members);
        members.emplace_back(name, Json());
        return members.back().second;
    } else {
        return members.emplace_hint(members.end(), name, Json())->second;
    }
}

/// An array or object with room for as many children, so that pointers to them stay good.
template <class Json>
Json empty_like(const Json& source) {
    if (source.is_array()) {
        auto array = Json::array();
        array.template get_ref<typename Json::array_t&>().reserve(source.size());
        return array;
    }
    auto object = Json::object();
    if constexpr (is_ordered<Json>)
        object.template get_ref<typename Json::object_t&>().reserve(source.size());
    return object;
}

/// Calls visit(value, depth) on each value, parents first, until it gives an error.
/// The root's children have depth 1.
template <class Json, class Visit>
result<void> walk(const Json& root, Visit visit) {
    using view = json_view<Json>;
    std::vector<typename view::cursor> stack;
    auto enter = [&](const Json& value) -> result<void> {
        if (auto seen = visit(value, stack.size()); !seen) return seen;
        if (value.is_structured()) stack.push_back(view::children(&value));
        return {};
    };
    if (auto seen = enter(root); !seen) return seen;
    while (!stack.empty()) {
        if (stack.back().done()) {
            stack.pop_back();
            continue;
        }
        const auto* value = stack.back().value();
        stack.back().advance();
        if (auto seen = enter(*value); !seen) return seen;
    }
    return {};
}

inline error too_deep(std::size_t limit) {
    return {errc::too_deep, error::none, "", error::none, "at most " + std::to_string(limit) + " levels",
            "more"};
}

template <class Json>
error not_json(const Json& value) {
    return {errc::not_json,
            error::none,
            "",
            error::none,
            "a JSON value",
            value.is_number_float() ? "a number that is not finite" : value.type_name()};
}

/// Checks that a value is JSON and nests no deeper than `depth` levels.
///
/// errors  not_json, too_deep
template <class Json>
result<void> check(const Json& root, std::size_t depth) {
    return walk(root, [depth](const Json& value, std::size_t level) -> result<void> {
        if (json_view<Json>::kind_of(&value) == kind::invalid) return fail(not_json(value));
        if (value.is_structured() && level >= depth) return fail(too_deep(depth));
        return {};
    });
}

/// A deep copy of a value that check() has passed, or that is already in a document.
template <class Json>
Json clone(const Json& root) {
    if (!root.is_structured()) return root;
    using view = json_view<Json>;
    struct frame {
        typename view::cursor source;
        Json* target;
    };
    Json copy = empty_like(root);
    std::vector<frame> stack{{view::children(&root), &copy}};
    while (!stack.empty()) {
        if (stack.back().source.done()) {
            stack.pop_back();
            continue;
        }
        const frame top = stack.back();
        stack.back().source.advance();
        const Json& from = *top.source.value();
        Json value = from.is_structured() ? empty_like(from) : from;
        Json* placed = nullptr;
        if (top.target->is_array()) {
            top.target->push_back(std::move(value));
            placed = &top.target->back();
        } else {
            placed = &append_member(*top.target, *top.source.key());
            *placed = std::move(value);
        }
        if (from.is_structured()) stack.push_back({view::children(&from), placed});
    }
    return copy;
}

/// About how many bytes the value takes as compact JSON; stops counting beyond `enough`.
template <class Json>
std::size_t bytes(const Json& root, std::size_t enough = std::numeric_limits<std::size_t>::max()) {
    std::size_t sum = 0;
    (void)walk(root, [&](const Json& value, std::size_t) -> result<void> {
        if (value.is_string()) {
            sum += value.template get_ref<const std::string&>().size() + 2;
        } else if (value.is_object()) {
            for (const auto& member : value.template get_ref<const typename Json::object_t&>()) {
                sum += member.first.size() + 4;
            }
        }
        sum += value.is_string() ? 1U : 4U;
        if (sum > enough) return fail({});
        return {};
    });
    return sum;
}

/// Levels of containers: 0 for a scalar, 1 for `[]`.
template <class Json>
std::size_t height(const Json& root) {
    std::size_t most = 0;
    (void)walk(root, [&](const Json& value, std::size_t level) -> result<void> {
        if (value.is_structured() && level + 1 > most) most = level + 1;
        return {};
    });
    return most;
}

/// A short rendering for messages: scalars as JSON, long strings cut, containers described.
template <class Json>
std::string preview(const Json& value) {
    if (value.is_array()) return value.empty() ? "[]" : "an array of " + std::to_string(value.size());
    if (value.is_object()) {
        return value.empty() ? "{}"
                             : "an object of " + std::to_string(value.size()) +
                                   (value.size() == 1 ? " member" : " members");
    }
    constexpr std::size_t longest = 60;
    if (json_view<Json>::kind_of(&value) == kind::invalid) return "no JSON value";
    auto text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text.size() <= longest) return text;
    auto cut = longest;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;  // whole code points
    return text.substr(0, cut) + "…";
}

}  // namespace emend::detail
