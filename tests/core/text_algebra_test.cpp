// Tests text_algebra.cpp: the algebra on texts says what the json lane says, and keeps spellings.

#include "emend/text_algebra.hpp"

#include <array>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "emend/algebra.hpp"
#include "emend/apply.hpp"
#include "emend/testing/generators.hpp"

namespace emend {
namespace {

using testing::document;
using testing::merge_triple;
using testing::valid_patch;

std::string text_of(const ordered_patch& ops) { return to_document(ops).dump(); }
bool same(const std::string& a, const std::string& b) { return text::equal(a, b).value(); }

TEST(TextMerge3, KeepsTheLayoutOfOurs) {
    const auto got = text::merge3("{\"a\":1,\"b\":[1,2]}", "{\n  \"a\": 1.0,\n  \"b\": [1, 2]\n}\n",
                                  "{\"a\":1,\"b\":[1,2,30e0],\"c\":\"\\u0041\"}");
    ASSERT_TRUE(got);
    EXPECT_EQ(got->document, "{\n  \"a\": 1.0,\n  \"b\": [1, 2, 30e0],\n  \"c\": \"\\u0041\"\n}\n");
}

TEST(TextMerge3, TellsConflictsAsTheyAreSpelled) {
    const auto got = text::merge3(R"({"\u0061":1})", R"({"a":2.50})", R"({"a":3e0})");
    ASSERT_TRUE(got);
    ASSERT_EQ(got->conflicts.size(), 1U);
    EXPECT_EQ(got->conflicts[0].path, "/a");
    EXPECT_EQ(got->conflicts[0].base, "1");
    EXPECT_EQ(got->conflicts[0].ours, "2.50");
    EXPECT_EQ(got->conflicts[0].theirs, "3e0");
    EXPECT_EQ(got->document, R"({"a":2.50})");
}

TEST(TextInvert, BringsBackTheSpelling) {
    EXPECT_EQ(text::invert(R"([{"op":"replace","path":"/a","value":1}])", R"({"a":1.00})").value(),
              R"([{"op":"replace","path":"/a","value":1.00}])");
}

TEST(TextInvert, RestoresMembersInTheirOrderAndKeepsTests) {
    const std::string before = R"({"first":1e2,"gone":{"in":[1.50,"\u00e9"]},"last":null})";
    const auto* patch = R"([{"op":"test","path":"/first","value":100},{"op":"remove","path":"/gone"}])";
    const auto back = text::invert(patch, before);
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, R"([{"op":"add","path":"/gone","value":{"in":[1.50,"\u00e9"]}},)"
                     R"({"op":"move","from":"/last","path":"/_"},{"op":"move","from":"/_","path":"/last"},)"
                     R"({"op":"test","path":"/first","value":100}])");
    EXPECT_EQ(text::apply(text::apply(before, patch).value(), *back).value(), before);
}

TEST(TextInvert, HoldsNumbersThatNoDoubleHolds) {
    const std::string before = R"([1e999,123456789012345678901234567890,-0])";
    const auto* patch = R"([{"op":"remove","path":"/0"},{"op":"move","from":"/1","path":"/0"}])";
    const auto back = text::invert(patch, before);
    ASSERT_TRUE(back);
    EXPECT_EQ(text::apply(text::apply(before, patch).value(), *back).value(), before);
}

TEST(TextInvert, OfAPatchThatFailsTellsWhy) {
    const auto back = text::invert(R"([{"op":"test","path":"/a","value":2}])", R"({"a":1})");
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().code, errc::test_failed);
    EXPECT_EQ(back.error().operation, 0U);
}

TEST(TextCompose, KeepsSpellingsAndDropsWhatIsOverwritten) {
    const std::array<std::string_view, 2> patches{
        R"([{"op":"add","path":"/b","value":"\u00e9"},{"op":"replace","path":"/a","value":1}])",
        R"([{"value":123456789012345678901234567890.50,"op":"replace","path":"/a"}])"};
    EXPECT_EQ(text::compose(patches).value(),
              R"([{"op":"add","path":"/b","value":"\u00e9"},{"op":"replace","path":"/a",)"
              R"("value":123456789012345678901234567890.50}])");
}

TEST(TextCompose, OnAKnownBaseForgetsWhatCameAndWent) {
    const std::array<std::string_view, 2> patches{R"([{"op":"add","path":"/0","value":7}])",
                                                  R"([{"op":"remove","path":"/0"}])"};
    EXPECT_EQ(text::compose(patches, "[1]").value(), "[]");
    EXPECT_EQ(text::compose(patches, "5").error().code, errc::path_not_found);
}

TEST(TextCompose, NamesWhatIsNoPatch) {
    const std::array<std::string_view, 2> patches{"[]", R"([{"op":"remove"}])"};
    EXPECT_EQ(text::compose(patches).error().code, errc::invalid_patch);
}

TEST(TextRebase, NamesTheConflict) {
    const auto got = text::rebase(R"([{"op":"replace","path":"/a","value":2}])",
                                  R"([{"op":"replace","path":"/a","value":3}])", R"({"a":1})");
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::conflict);
    EXPECT_EQ(got.error().path, "/a");
}

RC_GTEST_PROP(TextAlgebraProp, mergesAsTheJsonLane, ()) {
    const auto [base, ours, theirs] = *merge_triple();
    const auto there = merge3(base, ours, theirs);
    const auto here = text::merge3(base.dump(), ours.dump(2), theirs.dump());
    RC_ASSERT(here.has_value());
    RC_ASSERT(here->conflicts.size() == there->conflicts.size());
    for (std::size_t n = 0; n < here->conflicts.size(); ++n) {
        RC_ASSERT(here->conflicts[n].path == there->conflicts[n].path);
        RC_ASSERT(here->conflicts[n].kind == there->conflicts[n].kind);
    }
    RC_ASSERT(same(here->document, there->document.dump()));
}

RC_GTEST_PROP(TextAlgebraProp, invertsAndComposes, ()) {
    const auto base = *document();
    const auto first = *valid_patch(base);
    const auto middle = *emend::apply(base, first);
    const auto second = *valid_patch(middle);
    const auto after = emend::apply(middle, second)->dump();
    const auto back = text::invert(text_of(first), base.dump());
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == to_document(*invert(first, base)).dump());
    RC_ASSERT(text::apply(middle.dump(), *back).value() == base.dump());
    const auto a = text_of(first);
    const auto b = text_of(second);
    const std::array<std::string_view, 2> both{a, b};
    RC_ASSERT(same(text::apply(base.dump(), text::compose(both).value()).value(), after));
    RC_ASSERT(same(text::apply(base.dump(), text::compose(both, base.dump()).value()).value(), after));
    RC_ASSERT(same(*text::compose(both), to_document(compose(first, second)).dump()));
}

RC_GTEST_PROP(TextAlgebraProp, rebasesAndConvertsAsTheJsonLane, ()) {
    const auto base = *document();
    const auto ops = *valid_patch(base);
    const auto over = *valid_patch(base);
    const auto there = rebase(ops, over, base);
    const auto here = text::rebase(text_of(ops), text_of(over), base.dump());
    RC_ASSERT(here.has_value() == there.has_value());
    if (here) {
        const auto ours = emend::apply(base, over)->dump();
        RC_ASSERT(
            same(text::apply(ours, *here).value(), emend::apply(*emend::apply(base, over), *there)->dump()));
    }
    const auto change = text::to_merge_patch(text_of(ops), base.dump());
    RC_ASSERT(change.has_value() == to_merge_patch(ops, base).has_value());
    if (!change) return;
    const auto again = text::to_patch(*change, base.dump());
    RC_ASSERT(same(text::apply(base.dump(), *again).value(), emend::apply(base, ops)->dump()));
}

}  // namespace
}  // namespace emend
