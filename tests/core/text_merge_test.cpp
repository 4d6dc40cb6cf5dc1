// Tests text_merge.cpp and text_merge_diff.cpp against RFC 7396.

#include <string>
#include <utility>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "emend/document.hpp"
#include "emend/equal.hpp"
#include "emend/merge.hpp"
#include "emend/testing/generators.hpp"
#include "emend/text.hpp"

#include "support/vectors.hpp"

namespace emend::tests {
namespace {

std::string merged(std::string_view document, std::string_view patch) {
    const auto got = text::merge(document, patch);
    return got ? *got : to_string(got.error());
}

std::string difference(std::string_view before, std::string_view after) {
    const auto got = text::merge_diff(before, after);
    return got ? *got : to_string(got.error());
}

class TextMergeVectors : public ::testing::TestWithParam<vector_line> {};

TEST_P(TextMergeVectors, GiveWhatTheRfcSays) {
    const auto& f = GetParam().fields;
    EXPECT_EQ(merged(f.at("target").dump(), f.at("patch").dump()), f.at("result").dump());
}

INSTANTIATE_TEST_SUITE_P(Rfc7396, TextMergeVectors, ::testing::ValuesIn(read_vectors("rfc/rfc7396.ndjson")));

TEST(TextMerge, TakesTextsThatWereReadBefore) {
    text::index document;
    text::index patch;
    const text::index unread;
    ASSERT_TRUE(document.parse(R"({"a": 1, "b": 2})"));
    ASSERT_TRUE(patch.parse(R"({"b":null})"));
    EXPECT_EQ(text::merge(document, patch).value(), R"({"a": 1})");
    text::editor first;
    EXPECT_EQ(first.merge(document, patch).value(), R"({"a": 1})");
    auto second = std::move(first);
    EXPECT_EQ(second.merge(patch, document).value(), R"({"b":2,"a":1})");
    EXPECT_EQ(second.apply(document, R"([{"op":"remove","path":"/a"}])").value(), R"({"b": 2})");
    EXPECT_EQ(text::merge(document, unread).error().code, errc::syntax_error);
    EXPECT_EQ(second.merge(unread, patch).error().code, errc::syntax_error);
    EXPECT_EQ(second.apply(unread, "[]").error().code, errc::syntax_error);
    EXPECT_EQ(text::apply(unread, "[]").error().code, errc::syntax_error);
}

TEST(TextMerge, KeepsEveryByteThatIsNotTouched) {
    EXPECT_EQ(
        merged("{ \"a\" : 1.0 ,\n  \"b\":{ \"c\" : [ 1,2 ],\"d\":null } }\n", R"({"b":{"d":2},"x":null})"),
        "{ \"a\" : 1.0 ,\n  \"b\":{ \"c\" : [ 1,2 ],\"d\":2 } }\n");
}

TEST(TextMerge, LaysOutWhatComesAndDropsItsNulls) {
    EXPECT_EQ(
        merged("{\n  \"a\": 1,\n  \"b\": 2\n}\n", R"({"a":null,"c":{"x":null,"y":{"z":null},"w":[null]}})"),
        "{\n  \"b\": 2,\n  \"c\": {\n    \"y\": {},\n    \"w\": [\n      null\n    ]\n  }\n}\n");
    EXPECT_EQ(merged("[1]", R"({"a":{"b":null}})"), R"({"a":{}})");
}

TEST(TextMerge, ComparesNamesByCodePoints) {
    EXPECT_EQ(merged(R"({"\u0061":1,"b":{"c":1}})", R"({"a":2,"\u0062":{"\u0063":null,"\u0064":3}})"),
              R"({"\u0061":2,"b":{"d":3}})");
}

TEST(TextMerge, DoesNotRecurse) {
    constexpr std::size_t depth = 20'000;
    std::string deep;
    for (std::size_t i = 0; i < depth; ++i) deep += "{\"a\":";
    deep += "1" + std::string(depth, '}');
    const text::read_options options{.limit = {.depth = depth}};
    EXPECT_EQ(*text::merge("{}", deep, options), deep);
    EXPECT_EQ(*text::merge(deep, deep, options), deep);
    EXPECT_EQ(*text::merge_diff(deep, deep, options), "{}");
}

TEST(TextMergeDiff, SaysOnlyWhatDiffers) {
    EXPECT_EQ(difference(R"({"a":1,"b":{"c":[1],"d":1.0},"e":0})",
                         R"({"b":{"c":[ 1, 2 ],"d":1},"a":1,"f":{"g":[null]}})"),
              R"({"b":{"c":[1,2]},"f":{"g":[null]},"e":null})");
    EXPECT_EQ(difference("{\"a\":{\"b\":1}}", "{ \"a\" : { \"b\" : 1e0 } }"), "{}");
    EXPECT_EQ(difference("[1]", "[1]"), "[1]");
    EXPECT_EQ(difference("null", "null"), "null");
}

TEST(TextMergeDiff, RefusesToStoreANullAndSaysWhere) {
    const auto path_of = [](std::string_view before, std::string_view after) {
        const auto got = text::merge_diff(before, after);
        EXPECT_FALSE(got);
        if (got) return *got;
        EXPECT_EQ(got.error().code, errc::not_expressible);
        return got.error().path;
    };
    EXPECT_EQ(path_of(R"({"a":{"b":1}})", R"({"a":{"b":null}})"), "/a/b");
    EXPECT_EQ(path_of(R"({"a":{}})", R"({"a":{"x\/y":{"z":[1],"\u0062":null}}})"), "/a/x~1y/b");
    EXPECT_EQ(path_of("[]", R"({"a":null})"), "/a");
    EXPECT_EQ(difference(R"({"a":null,"b":1})", R"({"a":null})"), R"({"b":null})");
}

RC_GTEST_PROP(TextMergeProp, agreesWithTheJsonLane, ()) {
    const auto target = *testing::document();
    const auto patch = *testing::merge_patch_for(target);
    const auto style = *rc::gen::element(-1, 2);
    const auto got = text::merge(target.dump(style), patch.dump());
    RC_ASSERT(got.has_value());
    RC_ASSERT(parse_ordered(*got)->dump() == emend::merge(target, patch)->dump());
}

RC_GTEST_PROP(TextMergeDiffProp, agreesWithTheJsonLane, ()) {
    const auto before = *testing::document();
    const auto after = *testing::edited(before);
    const auto expected = emend::merge_diff(before, after);
    const auto got = text::merge_diff(before.dump(2), after.dump());
    RC_ASSERT(got.has_value() == expected.has_value());
    if (got) {
        RC_ASSERT(*got == expected->dump());
    } else {
        RC_ASSERT(got.error() == expected.error());
    }
}

}  // namespace
}  // namespace emend::tests
