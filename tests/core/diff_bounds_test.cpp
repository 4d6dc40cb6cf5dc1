// Tests that no shape of input makes a diff slow: each of these takes seconds in a
// debug build, and its patch is right.

#include <algorithm>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "emend/apply.hpp"
#include "emend/diff.hpp"
#include "emend/equal.hpp"

namespace emend {
namespace {

template <class Json>
std::size_t operations(const Json& before, const Json& after, bool apply_it = true) {
    const auto ops = diff(before, after);
    EXPECT_TRUE(ops) << to_string(ops.error());
    if (!ops) return 0;
    if (apply_it) {
        const auto got = emend::apply(before, *ops);
        EXPECT_TRUE(got && equal(*got, after));
    }
    return ops->size();
}

std::vector<int> numbers(int n) {
    std::vector<int> all(static_cast<std::size_t>(n));
    std::iota(all.begin(), all.end(), 0);
    return all;
}

json records(int n, const char* field, int offset = 0) {
    json all = json::array();
    for (int i = 0; i < n; ++i)
        all.push_back({{"id", i}, {"name", "record " + std::to_string(i)}, {field, i + offset}});
    return all;
}

TEST(DiffBounds, OneMoreOfManyEqualElements) {
    EXPECT_EQ(operations(json(std::vector<int>(50'000, 7)), json(std::vector<int>(50'001, 7))), 1U);
}

TEST(DiffBounds, ReversedAndShuffledNumbers) {
    auto all = numbers(50'000);
    const json before = all;
    std::reverse(all.begin(), all.end());
    operations(before, json(all), false);
    std::shuffle(all.begin(), all.end(), std::mt19937(1));
    operations(before, json(all), false);
}

TEST(DiffBounds, ReversedAndShuffledRecords) {
    auto after = records(5'000, "v");
    const auto before = after;
    std::reverse(after.begin(), after.end());
    operations(before, after);
    std::shuffle(after.begin(), after.end(), std::mt19937(1));
    operations(before, after);
}

TEST(DiffBounds, TwoAlternatingValuesOutOfStep) {
    std::vector<int> before(40'000);
    for (std::size_t i = 0; i < before.size(); ++i) before[i] = static_cast<int>(i % 2);
    auto after = before;
    std::rotate(after.begin(), after.begin() + 1, after.end());
    EXPECT_LE(operations(json(before), json(after)), 2U);
}

TEST(DiffBounds, EveryElementChangedByOneField) { operations(records(10'000, "v"), records(10'000, "v", 1)); }

TEST(DiffBounds, EveryNameChanged) { operations(records(10'000, "v"), records(10'000, "w")); }

TEST(DiffBounds, DeepNests) {
    json before = 1;
    json after = 2;
    for (int i = 0; i < 999; ++i) {
        before = i % 2 == 0 ? json::array({std::move(before), i}) : json{{"k", std::move(before)}};
        after = i % 2 == 0 ? json::array({std::move(after), i}) : json{{"k", std::move(after)}};
    }
    EXPECT_EQ(operations(before, after), 1U);
}

TEST(DiffBounds, ManyNumbersShiftedByOne) {
    auto all = numbers(300'000);
    const json before = all;
    std::rotate(all.begin(), all.begin() + 1, all.end());
    EXPECT_LE(operations(before, json(all)), 2U);
}

TEST(DiffBounds, ManyStringsAllDifferent) {
    std::vector<std::string> before;
    std::vector<std::string> after;
    for (int i = 0; i < 40'000; ++i) {
        before.push_back("before " + std::to_string(i));
        after.push_back("after " + std::to_string(i));
    }
    EXPECT_EQ(operations(json(before), json(after)), 1U);
}

// Each new value stands in thousands of places of the document before.
TEST(DiffBounds, ValuesThatAreWantedAndFoundEverywhere) {
    const std::string words[] = {"a text that is long enough to be copied from elsewhere",
                                 "another text that is long enough to be copied as well"};
    json before = json::array();
    json after = json::array();
    for (std::size_t i = 0; i < 20'000; ++i) {
        before.push_back({{"id", i},
                          {"text", words[i % 2]},
                          {"more", "what stays, longer than what changes in here " + std::to_string(i)}});
        after.push_back(before.back());
        after.back()["text"] = words[(i + 1) % 2];
    }
    operations(before, after, false);
}

TEST(DiffBounds, LargeObjectsWithMembersShuffled) {
    auto order = numbers(30'000);
    auto before = ordered_json::array({ordered_json::object()});
    auto after = before;
    auto& members = before[0].get_ref<ordered_json::object_t&>();
    auto& shuffled = after[0].get_ref<ordered_json::object_t&>();
    // Past the object's own look-up, which is linear.
    using base = std::vector<ordered_json::object_t::value_type>;
    for (const int i : order) static_cast<base&>(members).emplace_back("name " + std::to_string(i), i);
    std::shuffle(order.begin(), order.end(), std::mt19937(1));
    for (const int i : order) static_cast<base&>(shuffled).emplace_back("name " + std::to_string(i), i);
    EXPECT_TRUE(diff(before, after)->empty());
    EXPECT_TRUE(diff(before[0], after[0])->empty());
}

}  // namespace
}  // namespace emend
