// Places in a nlohmann document: finding them, and putting new values there.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "emend/error.hpp"
#include "emend/pointer.hpp"

#include "json_tree.hpp"

namespace emend::detail {

/// A child of `parent`, there or yet to come. For objects `position` is only
/// meaningful in ordered documents.
template <class Json>
struct slot {
    Json* parent = nullptr;
    const std::string* name = nullptr;  ///< the token of the pointer that named it; a member's name
    std::size_t position = 0;           ///< index, or place among the members
    bool there = false;
};

inline error place_error(errc code, const pointer& p, std::string expected = {}, std::string actual = {}) {
    return {code, error::none, to_string(p), error::none, std::move(expected), std::move(actual)};
}

template <class Json>
std::size_t member_position(const Json& object, const std::string& name) {
    const auto& members = object.template get_ref<const typename Json::object_t&>();
    if constexpr (is_ordered<Json>) {
        const auto at =
            std::find_if(members.begin(), members.end(), [&](const auto& m) { return m.first == name; });
        return static_cast<std::size_t>(at - members.begin());
    } else {
        return members.contains(name) ? 0 : members.size();
    }
}

template <class Json>
Json& child(const slot<Json>& s) {
    if (s.parent->is_array()) return (*s.parent)[s.position];
    auto& members = s.parent->template get_ref<typename Json::object_t&>();
    if constexpr (is_ordered<Json>) {
        return members.begin()[static_cast<std::ptrdiff_t>(s.position)].second;
    } else {
        return members.find(*s.name)->second;
    }
}

template <class Json>
result<slot<Json>> array_slot(Json& parent, const std::string& token, const pointer& whole, bool may_be_end) {
    const auto index = parse_index(token);
    const auto size = parent.size();
    if (index.kind == array_index::form::invalid) {
        return fail(place_error(errc::invalid_index, whole, "0 or [1-9][0-9]*", '"' + token + '"'));
    }
    const auto position = index.kind == array_index::form::end ? size : index.value;
    if (position > size || (position == size && !may_be_end)) {
        const auto bound = may_be_end  ? "an index up to " + std::to_string(size)
                           : size == 0 ? "an element in an empty array"
                                       : "an index up to " + std::to_string(size - 1);
        return fail(place_error(errc::index_out_of_range, whole, bound, token));
    }
    return slot<Json>{&parent, &token, position, position < size};
}

/// Finds the place that the tokens up to `depth` name. `new_place`: it need not be
/// there yet (the target of add, move and copy). The slot refers to tokens of `p`.
///
/// errors  path_not_found, invalid_index, index_out_of_range
template <class Json>
result<slot<Json>> find_slot(Json& document, const pointer& p, bool new_place) {
    Json* at = &document;
    slot<Json> found;
    for (std::size_t i = 0; i < p.tokens.size(); ++i) {
        const auto& token = p.tokens[i];
        const bool last = i + 1 == p.tokens.size();
        if (at->is_array()) {
            auto element = array_slot(*at, token, p, new_place && last);
            if (!element) return element;
            found = std::move(*element);
        } else if (at->is_object()) {
            const auto position = member_position(*at, token);
            const bool there = position < at->size();
            if (!there && !(new_place && last)) {
                return fail(place_error(errc::path_not_found, p, "", "no member \"" + token + '"'));
            }
            found = {at, &token, position, there};
        } else {
            return fail(place_error(errc::path_not_found, p, "an object or array above \"" + token + '"',
                                    preview(*at)));
        }
        if (!last) at = &child(found);
    }
    return found;
}

/// Puts a new element at its position, or a new member behind the others.
///
/// keeps   document and `value`, when memory is out
template <class Json>
void insert(const slot<Json>& s, Json&& value) {
    if (!s.parent->is_array()) {
        Json& place = append_member(*s.parent, *s.name);  // in one line, `value` would be taken first
        place = std::move(value);
        return;
    }
    auto& elements = s.parent->template get_ref<typename Json::array_t&>();
    elements.insert(elements.begin() + static_cast<std::ptrdiff_t>(s.position), std::move(value));
}

}  // namespace emend::detail
