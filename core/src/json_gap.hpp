// Where a child was taken out of a nlohmann document. It goes back without taking memory, which may be out
// by then: what that needs is kept from before the child was taken.
#pragma once

#include <cstddef>
#include <iterator>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "json_slot.hpp"

namespace emend::detail {

/// A sorted object gives the child away with its node, and gets that back.
template <class Json>
class member_gap {
public:
    member_gap() = default;
    explicit member_gap(const slot<Json>& /*s*/) {}

    [[nodiscard]] std::span<const std::string> followers() const { return {}; }

    Json open(const slot<Json>& s) {
        auto& members = s.parent->template get_ref<typename Json::object_t&>();
        node_ = members.extract(members.find(*s.name));
        return std::move(node_.mapped());
    }

    void close(Json& parent, std::size_t /*position*/, Json&& value) {
        node_.mapped() = std::move(value);
        parent.template get_ref<typename Json::object_t&>().insert(std::move(node_));
    }

private:
    typename Json::object_t::node_type node_{};
};

/// An ordered object is a vector of pairs with const names: where members slide, each pair is made anew
/// around a name that must be there already.
template <>
class member_gap<nlohmann::ordered_json> {
    using json = nlohmann::ordered_json;

public:
    member_gap() = default;

    explicit member_gap(const slot<json>& s) {
        const auto& members = s.parent->get_ref<const json::object_t&>();
        names_.reserve(members.size() - s.position);
        for (auto i = s.position; i < members.size(); ++i) names_.push_back(members.data()[i].first);
        sliding_.assign(names_.begin() + 1, names_.end());
    }

    [[nodiscard]] std::span<const std::string> followers() const { return std::span(names_).subspan(1); }

    json open(const slot<json>& s) {
        auto& members = s.parent->get_ref<json::object_t&>();
        json value = std::move(members.data()[s.position].second);
        for (std::size_t n = 0; n < sliding_.size(); ++n)
            set(members, s.position + n, sliding_[n], members.data()[s.position + n + 1].second);
        members.pop_back();
        sliding_ = {};
        return value;
    }

    void close(json& parent, std::size_t position, json&& value) {
        auto& members = parent.get_ref<json::object_t&>();
        members.emplace_back(std::string(), json());  // there is room: it held one more before
        for (std::size_t n = names_.size() - 1; n > 0; --n)
            set(members, position + n, names_[n], members.data()[position + n - 1].second);
        set(members, position, names_.front(), value);
    }

private:
    static void set(json::object_t& members, std::size_t position, std::string& name, json& value) {
        auto* const place = &members.data()[position];
        std::destroy_at(place);
        std::construct_at(place, std::move(name), std::move(value));
    }

    std::vector<std::string> names_{};    ///< of the child and of the members behind it
    std::vector<std::string> sliding_{};  ///< the latter once more, for the way out
};

/// The place of one child, before it is taken out and after.
template <class Json>
class gap {
public:
    gap() = default;

    /// Takes the memory that is needed; the document does not change.
    explicit gap(const slot<Json>& s) : position_(s.position), in_array_(s.parent->is_array()) {
        if (!in_array_) member_ = member_gap<Json>(s);
    }

    [[nodiscard]] bool in_array() const { return in_array_; }

    /// Names of the members that stand behind the place, in ordered documents.
    [[nodiscard]] std::span<const std::string> followers() const {
        return in_array_ ? std::span<const std::string>() : member_.followers();
    }

    /// Takes the child out, and no memory.
    ///
    /// REQUIRES: `s` is the slot that this was made for, and nothing has changed since.
    Json open(const slot<Json>& s) {
        if (!in_array_) return member_.open(s);
        auto& elements = s.parent->template get_ref<typename Json::array_t&>();
        const auto place = elements.begin() + static_cast<std::ptrdiff_t>(position_);
        Json value = std::move(*place);
        elements.erase(place);
        return value;
    }

    /// Puts a child back; takes no memory.
    ///
    /// REQUIRES: `parent` is what open() left of it.
    void close(Json& parent, Json&& value) {
        if (!in_array_) return member_.close(parent, position_, std::move(value));
        auto& elements =
            parent.template get_ref<typename Json::array_t&>();  // with room for one more, as above
        elements.insert(elements.begin() + static_cast<std::ptrdiff_t>(position_), std::move(value));
    }

private:
    std::size_t position_ = 0;
    bool in_array_ = false;
    member_gap<Json> member_{};
};

}  // namespace emend::detail
