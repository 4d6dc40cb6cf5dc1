// Tests number.cpp: decimals compared by value, RFC 6902 §4.6.

#include "../../core/src/number.hpp"

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace emend::tests {
namespace {

// Each row holds spellings of one value; no two rows hold the same.
const std::vector<std::vector<std::string>> values = {
    {"0", "-0", "0.0", "0e5", "-0.000E-99999999999999999999999"},
    {"1", "1.0", "10e-1", "0.1e1", "0.0001E+4", "1000000000000000000000e-21"},
    {"-1", "-1.0", "-10e-1"},
    {"10", "1e1", "1e+1", "1e01", "0.1e2"},
    {"9007199254740992"},
    {"9007199254740993", "9007199254740993.0"},
    {"1e999999999999999999", "10e999999999999999998"},
    {"1e1000000000000000000", "10e999999999999999999", "0.1e1000000000000000001"},
    {"1e-1000000000000000000", "0.1e-999999999999999999", "10e-1000000000000000001"},
    {"1e99999999999999999999999", "0.01e100000000000000000000001"},
    {"1e99999999999999999999998"},
    {"123456789012345678901234567890", "1.23456789012345678901234567890e29"},
    {"123456789012345678901234567891"},
    {"12.3", "1.23e1", "123e-1", "0.123e2"},
    {"1.203", "1203e-3"},
};

TEST(NumberEqual, HoldsWithinARowAndNotBetweenRows) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        for (std::size_t j = 0; j < values.size(); ++j) {
            for (const auto& a : values[i]) {
                for (const auto& b : values[j]) EXPECT_EQ(number::equal(a, b), i == j) << a << " " << b;
            }
        }
    }
}

TEST(NumberHash, IsTheSameForSpellingsOfOneValue) {
    for (const auto& row : values) {
        for (const auto& spelling : row)
            EXPECT_EQ(number::hash(spelling, 7), number::hash(row.front(), 7)) << spelling;
    }
}

TEST(NumberHash, TellsRowsApart) {
    for (std::size_t i = 1; i < values.size(); ++i) {
        EXPECT_NE(number::hash(values[i].front(), 7), number::hash(values[i - 1].front(), 7));
    }
}

TEST(NumberIsSmall, LooksAtTheValueNotAtTheExponent) {
    EXPECT_TRUE(number::is_small("0.9"));
    EXPECT_TRUE(number::is_small("123456e-999999999999999999999"));
    EXPECT_TRUE(number::is_small("0e400"));
    EXPECT_FALSE(number::is_small("1.0"));
    EXPECT_FALSE(number::is_small("0.001e999999999999999999999"));
}

TEST(NumberEqual, IsExactBetweenIntegersAndDoubles) {
    EXPECT_TRUE(number::equal(std::uint64_t{1} << 63U, 0x1p63));
    EXPECT_FALSE(number::equal((std::uint64_t{1} << 63U) + 1, 0x1p63));
    EXPECT_FALSE(number::equal(~std::uint64_t{0}, 0x1p64));
    EXPECT_FALSE(number::equal(std::int64_t{1}, 1.5));
    EXPECT_TRUE(number::equal(std::int64_t{-3}, -3.0));
    EXPECT_FALSE(number::equal(std::int64_t{0}, std::nan("")));
}

// A whole number of up to 18 digits, its point moved by some places and back by the exponent.
std::string respell(std::int64_t value, int places) {
    const auto digits = std::to_string(std::abs(value));
    const std::string sign = value < 0 ? "-" : "";
    return sign + "0." + digits + "e" + std::to_string(static_cast<int>(digits.size()) + places);
}

RC_GTEST_PROP(NumberEqualProp, isThatOfTheIntegersBehindTheSpellings, (std::int64_t a, std::int64_t b)) {
    const auto small_a = a % 1'000'000'000'000'000;
    const auto small_b = *rc::gen::element(small_a, b % 1'000'000'000'000'000);
    const auto places = *rc::gen::inRange(0, 5);
    const auto x = respell(small_a, places);
    const auto y =
        std::to_string(small_b) + std::string("0000", static_cast<std::size_t>(places)) + "." + "00";
    RC_ASSERT(number::equal(x, y) == (small_a == small_b));
    if (small_a == small_b) RC_ASSERT(number::hash(x, 1) == number::hash(y, 1));
}

}  // namespace
}  // namespace emend::tests
