// Tests text_patch.cpp and the text forms of parse_patch() against RFC 6902 §3, §4.

#include <gtest/gtest.h>

#include "emend/document.hpp"
#include "emend/patch.hpp"
#include "emend/text.hpp"

namespace emend::tests {
namespace {

error error_of(std::string_view patch) {
    const auto got = parse_patch(patch);
    const auto valid = text::validate(patch);
    EXPECT_FALSE(got) << patch;
    EXPECT_FALSE(valid) << patch;
    if (got || valid) return {};
    EXPECT_EQ(got.error(), valid.error());
    return got.error();
}

void expect_invalid(std::string_view patch, std::size_t operation, std::string_view path,
                    std::size_t offset) {
    const auto e = error_of(patch);
    EXPECT_EQ(e.code, errc::invalid_patch) << patch;
    EXPECT_EQ(e.operation, operation) << patch;
    EXPECT_EQ(e.path, path) << patch;
    EXPECT_EQ(e.offset, offset) << patch;
    // The json lane says the same, but for the byte.
    const auto document = parse(patch);
    if (!document) return;
    auto same = parse_patch(*document).error();
    same.offset = e.offset;
    EXPECT_EQ(same, e);
}

TEST(ParsePatchText, ReadsEveryOperation) {
    const auto text = R"([{"op":"add","path":"/a","value":[1,{"b":null}]},{"op":"remove","path":""},)"
                      R"({"op":"replace","path":"/~0/~1","value":1.5},{"op":"move","from":"/a","path":"/b"},)"
                      R"({"op":"copy","from":"/\u0061","path":"/c"},{"op":"test","path":"/d","value":"\n"}])";
    const auto ops = parse_patch(text);
    ASSERT_TRUE(ops);
    EXPECT_EQ(*ops, *parse_patch(*parse(text)));
    EXPECT_EQ(*parse_ordered_patch(text), *parse_patch(*parse_ordered(text)));
    EXPECT_EQ(ops->size(), 6U);
    EXPECT_TRUE(text::validate(text));
}

TEST(ParsePatchText, RefusesWhatIsNoPatch) {
    expect_invalid("{}", error::none, "", 0);
    expect_invalid(R"([1])", 0, "/0", 1);
    expect_invalid(R"([{"op":"remove","path":""},{"path":""}])", 1, "/1/op", 27);
    expect_invalid(R"([{"op":5,"path":""}])", 0, "/0/op", 7);
    expect_invalid(R"([{"op":"spam","path":""}])", 0, "/0/op", 7);
    expect_invalid(R"([{"op":"remove"}])", 0, "/0/path", 1);
    expect_invalid(R"([{"op":"remove","path":null}])", 0, "/0/path", 23);
    expect_invalid(R"([{"op":"add","path":"/a"}])", 0, "/0/value", 1);
    expect_invalid(R"([{"op":"move","path":"/a"}])", 0, "/0/from", 1);
    expect_invalid(R"([{"op":"copy","path":"/a","from":[]}])", 0, "/0/from", 33);
}

TEST(ParsePatchText, RefusesPointersThatAreNone) {
    const auto e = error_of(R"([{"op":"remove","path":"/a~2"}])");
    EXPECT_EQ(e.code, errc::invalid_pointer);
    EXPECT_EQ(e.operation, 0U);
    EXPECT_EQ(e.path, "/a~2");
    EXPECT_EQ(e.offset, 23U);
}

TEST(ParsePatchText, RefusesAMemberThatStandsTwiceInAnOperation) {
    expect_invalid(R"([{"op":"remove","path":"/a","op":"add"}])", 0, "/0", 28);
    expect_invalid(R"([{"op":"remove","path":""},{"op":"remove","path":"","x":1,"x":2}])", 1, "/1", 58);
}

TEST(ParsePatchText, RefusesADuplicatedMemberInsideAValue) {
    const auto e = error_of(R"([{"op":"remove","path":""},{"op":"add","path":"","value":{"a":1,"a":2}}])");
    EXPECT_EQ(e.code, errc::duplicate_member);
    EXPECT_EQ(e.operation, 1U);
    EXPECT_EQ(e.offset, 64U);
}

TEST(ParsePatchText, AcceptsADuplicatedMemberInsideAValueWhenTheLastWins) {
    const auto patch = R"([{"op":"add","path":"","value":{"a":1,"a":2}}])";
    EXPECT_TRUE(text::validate(patch, {.on_duplicate = text::duplicates::last_wins}));
    EXPECT_FALSE(text::validate(R"([{"op":"add","op":"add","path":"","value":1}])",
                                {.on_duplicate = text::duplicates::last_wins}));
}

TEST(ParsePatchText, LimitsTheNumberOfOperations) {
    const auto patch = R"([{"op":"remove","path":""},{"op":"remove","path":""}])";
    EXPECT_EQ(parse_patch(patch, {.operations = 1}).error().code, errc::limit_exceeded);
    EXPECT_TRUE(parse_patch(patch, {.operations = 2}));
}

TEST(ParsePatchText, LimitsTheDepthOfTheValuesNotOfThePatch) {
    EXPECT_TRUE(parse_patch(R"([{"op":"add","path":"","value":[[]]}])", {.depth = 2}));
    EXPECT_EQ(parse_patch(R"([{"op":"add","path":"","value":[[[]]]}])", {.depth = 2}).error().code,
              errc::too_deep);
}

}  // namespace
}  // namespace emend::tests
