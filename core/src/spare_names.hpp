// Exports spare_names: names that no member of an object has, before or after.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lane.hpp"
#include "work.hpp"

namespace emend::detail {

class spare_names {
public:
    explicit spare_names(lane& documents) : documents_(documents) {}

    /// A name that stays free until it is given back; `a` and `b` are the object before and after.
    /// `_`, then `_0`, `_1` and so on.   O(members log members) at the first call for an object
    [[nodiscard]] std::string_view take(id a, id b);
    void give_back(id a, std::string_view name) { objects_.at(a).free.push_back(name); }

private:
    struct object {
        std::vector<std::uint64_t> taken{};  ///< hashes of members' names, sorted
        std::vector<std::string_view> free{};
        std::size_t next = 0;
    };

    lane& documents_;
    std::unordered_map<id, object> objects_{};
    std::deque<std::string> names_{};
};

}  // namespace emend::detail
