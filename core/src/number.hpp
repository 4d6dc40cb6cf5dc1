#pragma once

#include <cstdint>
#include <string_view>

namespace emend::number {

/// Whether two valid JSON number spellings have the same exact decimal value.
///
/// cost    linear in the spellings, whatever the exponents
/// source  RFC 6902 §4.6
[[nodiscard]] bool equal(std::string_view a, std::string_view b);

/// The one spelling of a value that needs neither an exponent nor zeros at its end, in the given one;
/// nothing where there is an exponent. REQUIRES: a valid spelling.
[[nodiscard]] std::string_view plain(std::string_view spelling);

/// The sign and the first two digits of a number that does not begin with 0, else 0: where neither is 0,
/// numbers that differ in it differ. REQUIRES: a valid spelling.
[[nodiscard]] int lead(std::string_view spelling);

/// A hash of the value: equal spellings of one value hash alike.
[[nodiscard]] std::uint64_t hash(std::string_view spelling, std::uint64_t seed);

/// Whether the value lies between -1 and 1, whatever the exponent says.
[[nodiscard]] bool is_small(std::string_view spelling);

/// Exact comparison across nlohmann's three number types.
[[nodiscard]] bool equal(std::int64_t a, double b);
[[nodiscard]] bool equal(std::uint64_t a, double b);

}  // namespace emend::number
