// Exports value_for(): values that meet a profile's rule. Called inside of gen::exec; what is rarely
// wanted comes last, since picks shrink to the first.
#pragma once

#include <cstddef>
#include <iterator>
#include <string>

#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include "emend/patch.hpp"

#include "rules.hpp"

namespace emend::testing {

namespace gen = rc::gen;
using adapters::detail::changes;
using adapters::detail::member_rule;
using adapters::detail::object_rule;
using adapters::detail::value_format;

[[nodiscard]] bool chance(int percent);
[[nodiscard]] std::size_t below(std::size_t end);

/// One of a container that has some.
template <class All>
[[nodiscard]] const auto& one_of(const All& all) {
    return all[below(std::size(all))];
}

[[nodiscard]] std::string text_of(value_format format);

/// A value, never null, of whatever kind.
[[nodiscard]] ordered_json anything();

/// A value that the rule takes, never null. The server's own may hold what a caller may not set.
[[nodiscard]] ordered_json value_for(const member_rule& rule, bool servers);

/// What an open object may hold beside the members that its rules name; each with a chance.
void add_others(ordered_json& object, const object_rule& of, int percent);

}  // namespace emend::testing
