// Tests text_document.cpp and dump.cpp against RFC 8259.

#include "emend/document.hpp"

#include <limits>
#include <string>
#include <utility>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace emend::tests {
namespace {

std::string round_trip(const std::string& text) {
    const auto document = parse_ordered(text);
    if (!document) return to_string(document.error());
    return dump(*document).value_or("not dumped");
}

TEST(Parse, ReadsEveryKindOfValue) {
    const auto text = R"({"b":[true,false,null,"x\"\\\u0001é",-1,18446744073709551615,0.5],"a":{},"c":[]})";
    EXPECT_EQ(round_trip(text), text);
    EXPECT_EQ(*parse(text), json::parse(text));
    EXPECT_EQ(*parse_ordered(text), ordered_json::parse(text));
}

TEST(Parse, KeepsIntegersOf64BitsExactly) {
    EXPECT_TRUE(parse("18446744073709551615")->is_number_unsigned());
    EXPECT_EQ(*parse("-9223372036854775808"), std::numeric_limits<std::int64_t>::min());
    EXPECT_TRUE(parse("-9223372036854775809")->is_number_float());
    EXPECT_TRUE(parse("1e2")->is_number_float());
}

TEST(Parse, RefusesNumbersBeyondADouble) {
    const auto got = parse("[1,1e400]");
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::limit_exceeded);
    EXPECT_EQ(got.error().offset, 3U);
    EXPECT_EQ(got.error().actual, "1e400");
    EXPECT_EQ(parse("-1e999999999999999999999").error().code, errc::limit_exceeded);
}

TEST(Parse, RoundsWhatIsTooSmallForADoubleToZero) {
    EXPECT_EQ(*parse("1e-400"), json(0.0));
    EXPECT_EQ(*parse("0e999999999999999999999"), json(0.0));
    EXPECT_EQ(*parse("123456e-999999999999999999999"), json(0.0));
    EXPECT_EQ(*parse("5e-324"), json(5e-324));
}

TEST(Parse, PassesOnTheErrorsOfTheText) {
    EXPECT_EQ(parse("[1,]").error().offset, 3U);
    EXPECT_EQ(parse(R"({"a":1,"a":2})").error().code, errc::duplicate_member);
    EXPECT_EQ(parse("[[]]", {.depth = 1}).error().code, errc::too_deep);
}

TEST(Parse, SurvivesAnyNesting) {
    constexpr std::size_t depth = 200'000;
    const auto text = std::string(depth, '[') + std::string(depth, ']');
    const auto document = parse(text, {.depth = depth});
    ASSERT_TRUE(document);
    EXPECT_EQ(*dump(*document), text);
}

TEST(Dump, WritesDoublesSoThatTheyComeBackAsDoubles) {
    EXPECT_EQ(*dump(json(1.0)), "1.0");
    EXPECT_EQ(*dump(json(-0.0)), "-0.0");
    EXPECT_EQ(*dump(json(1e300)), "1e+300");
    EXPECT_EQ(*dump(json(0.1)), "0.1");
}

TEST(Dump, RefusesWhatJsonCannotSayAndNamesThePlace) {
    json document = {{"a/b", {1, std::numeric_limits<double>::quiet_NaN()}}};
    const auto nan = dump(document);
    ASSERT_FALSE(nan);
    EXPECT_EQ(nan.error().code, errc::not_json);
    EXPECT_EQ(nan.error().path, "/a~1b/1");
    EXPECT_EQ(dump(json::binary({1, 2})).error().code, errc::not_json);
    EXPECT_EQ(dump(json(json::value_t::discarded)).error().code, errc::not_json);
    EXPECT_EQ(dump(json(std::numeric_limits<double>::infinity())).error().actual,
              "a number that is not finite");
}

TEST(Dump, RefusesStringsThatAreNotUtf8) {
    const ordered_json document = {{"a", {{"b", "x\xff"}}}};
    const auto got = dump(document);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::invalid_utf8);
    EXPECT_EQ(got.error().path, "/a/b");
    EXPECT_EQ(got.error().actual, "byte 1 of the string");
}

template <class Json>
class Discard : public testing::Test {};
using values = testing::Types<json, ordered_json>;
TYPED_TEST_SUITE(Discard, values);

TYPED_TEST(Discard, LeavesNull) {
    for (const auto* text : {"null", "1", R"("a string that needs memory of its own")", "[]", "{}",
                             R"({"a":[1,{"b":["x",[[]],{}]},null],"c":{"d":{"e":"f"}}})"}) {
        auto value = TypeParam::parse(text);
        discard(value);
        EXPECT_TRUE(value.is_null()) << text;
    }
}

TYPED_TEST(Discard, DoesNotRecurseThroughWhatIsDeep) {
    TypeParam value = 1;
    for (int i = 0; i < 300'000; ++i) {
        auto around = i % 2 == 0 ? TypeParam::array() : TypeParam::object();
        i % 2 == 0 ? around.push_back(std::move(value)) : void(around["a"] = std::move(value));
        value = std::move(around);
    }
    discard(value);
    EXPECT_TRUE(value.is_null());
}

}  // namespace
}  // namespace emend::tests
