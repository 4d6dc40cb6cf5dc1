// Finds members by name: the map's own search, or a table where nlohmann's
// ordered_map would search one by one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include <nlohmann/json.hpp>

#include "json_tree.hpp"

namespace emend::detail {

template <class Json>
class member_lookup {
public:
    /// REQUIRES: `object` is an object and does not change while the lookup lives.
    explicit member_lookup(const Json& object) : object_(object) {
        if constexpr (is_ordered<Json>) {
            if (object.size() <= few) return;
            table_.reserve(object.size());
            for (const auto& [name, value] : object.template get_ref<const typename Json::object_t&>()) {
                table_.emplace(name, &value);
            }
        }
    }

    [[nodiscard]] const Json* find(const std::string& name) const {
        if (!table_.empty()) {
            const auto found = table_.find(name);
            return found == table_.end() ? nullptr : found->second;
        }
        const auto found = object_.find(name);
        return found == object_.end() ? nullptr : &*found;
    }

private:
    static constexpr std::size_t few = 16;

    const Json& object_;
    std::unordered_map<std::string_view, const Json*> table_{};
};

}  // namespace emend::detail
