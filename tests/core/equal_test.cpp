// Tests equal.cpp, equal_view.hpp and json_view.hpp against RFC 6902 §4.6.

#include "emend/equal.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include "emend/testing/generators.hpp"

namespace emend {
namespace {

TEST(Equal, ComparesNumbersByExactValue) {
    EXPECT_TRUE(equal(json(1), json(1.0)));
    EXPECT_TRUE(equal(json(0.0), json(-0.0)));
    EXPECT_TRUE(equal(json(5U), json(5)));
    EXPECT_FALSE(equal(json(9007199254740993), json(9007199254740992.0)));
    EXPECT_FALSE(equal(json(std::numeric_limits<std::uint64_t>::max()), json(18446744073709551616.0)));
    EXPECT_TRUE(equal(json(std::uint64_t{1} << 63U), json(9223372036854775808.0)));
    EXPECT_FALSE(equal(json(std::numeric_limits<std::int64_t>::min()), json(std::uint64_t{1} << 63U)));
    EXPECT_TRUE(equal(json(std::numeric_limits<std::int64_t>::min()), json(-9223372036854775808.0)));
    EXPECT_FALSE(equal(json(1), json(1.5)));
}

TEST(Equal, KeepsKindsApart) {
    const std::vector<json> all{nullptr, false,         true,          0, 1, "", "0", "1",
                                "null",  json::array(), json::object()};
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t j = 0; j < all.size(); ++j)
            EXPECT_EQ(equal(all[i], all[j]), i == j) << all[i] << all[j];
    }
}

TEST(Equal, IgnoresTheOrderOfMembersButNotOfElements) {
    EXPECT_TRUE(
        equal(ordered_json::parse(R"({"a":1,"b":[1,2]})"), ordered_json::parse(R"({"b":[1,2],"a":1})")));
    EXPECT_FALSE(equal(ordered_json::parse("[1,2]"), ordered_json::parse("[2,1]")));
    EXPECT_FALSE(equal(ordered_json::parse(R"({"a":1,"b":2})"), ordered_json::parse(R"({"b":1,"a":2})")));
    EXPECT_FALSE(equal(ordered_json::parse(R"({"a":1})"), ordered_json::parse(R"({"a":1,"b":2})")));
}

TEST(Equal, HoldsForNothingThatIsNotJson) {
    const json nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_FALSE(equal(nan, nan));
    const json infinite = std::numeric_limits<double>::infinity();
    EXPECT_FALSE(equal(infinite, infinite));
    EXPECT_FALSE(equal(json::binary({1}), json::binary({1})));
}

TEST(Equal, DoesNotRecurse) {
    const auto nest = [] {
        json deep = 1;
        for (int i = 0; i < 200'000; ++i) {
            json outer = json::array();
            outer.push_back(std::move(deep));
            deep = std::move(outer);
        }
        return deep;
    };
    EXPECT_TRUE(equal(nest(), nest()));
}

ordered_json shuffled(const ordered_json& value) {
    if (!value.is_structured()) return value;
    std::vector<std::pair<std::string, ordered_json>> members;
    auto out = value.is_array() ? ordered_json::array() : ordered_json::object();
    if (value.is_array()) {
        for (const auto& element : value) out.push_back(shuffled(element));
        return out;
    }
    for (const auto& [name, member] : value.items()) members.emplace_back(name, shuffled(member));
    std::reverse(members.begin(), members.end());
    for (auto& [name, member] : members) out[name] = std::move(member);
    return out;
}

RC_GTEST_PROP(EqualProp, doesNotSeeTheOrderOfMembers, ()) {
    const auto document = *testing::document();
    RC_ASSERT(equal(document, shuffled(document)));
}

RC_GTEST_PROP(EqualProp, isTheSameInBothKindsOfDocument, ()) {
    const auto a = *testing::document();
    const auto b = *testing::edited(a);
    RC_ASSERT(equal(a, b) == equal(testing::sorted(a), testing::sorted(b)));
    RC_ASSERT(equal(a, b) == equal(b, a));
}

}  // namespace
}  // namespace emend
