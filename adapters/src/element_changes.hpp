#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "rules.hpp"

namespace emend::adapters::detail {

/// How one list became another, element by element. Elements are told apart by
/// the rule's key, or by their whole value where there is none.
struct element_changes {
    struct pair {
        const ordered_json* was;
        const ordered_json* is;
        std::size_t index;  ///< in the new list
    };

    /// `was` may be missing or no list: then everything is new.
    element_changes(const member_rule& rule, const ordered_json* was, const ordered_json& is);

    std::vector<pair> changed{};
    std::vector<const ordered_json*> added{};
    std::vector<const ordered_json*> removed{};
    bool reordered = false;                 ///< those in both lists stand in another order
    std::optional<std::size_t> nameless{};  ///< the first new element without a key, or with another's
    bool unclear = false;                   ///< the same in either list: nothing above is complete
};

/// What an element is found by: the JSON text of its key, or nullopt.
[[nodiscard]] std::optional<std::string> key_of(const member_rule& rule, const ordered_json& element);

}  // namespace emend::adapters::detail
