// Tests compose.cpp, convert.cpp and invert against RFC 6902 §4 and RFC 7396 §2.

#include "emend/algebra.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "emend/apply.hpp"
#include "emend/equal.hpp"
#include "emend/merge.hpp"
#include "emend/testing/generators.hpp"

#include "support/src/naive_apply.hpp"

namespace emend {
namespace {

using testing::document;
using testing::merge_patch_for;
using testing::sorted;
using testing::valid_patch;

patch operations(const char* text) { return parse_patch(json::parse(text)).value(); }

json composed(const char* first, const char* second) {
    return to_document(compose(operations(first), operations(second)));
}

TEST(Invert, KeepsTestsAtTheirMirroredPlace) {
    const auto inverse =
        invert(operations(R"([{"op":"test","path":"/a","value":1},{"op":"replace","path":"/a","value":2},
                                               {"op":"test","path":"/a","value":2}])"),
               json::parse(R"({"a":1})"));
    EXPECT_EQ(to_document(inverse.value()),
              json::parse(R"([{"op":"test","path":"/a","value":2},{"op":"replace","path":"/a","value":1},
                              {"op":"test","path":"/a","value":1}])"));
}

TEST(Invert, RefusesAPatchThatFails) {
    const auto got = invert(operations(R"([{"op":"remove","path":"/b"}])"), json::parse(R"({"a":1})"));
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::path_not_found);
}

TEST(Compose, DropsWhatIsOverwritten) {
    EXPECT_EQ(composed(R"([{"op":"replace","path":"/a","value":1}])",
                       R"([{"op":"replace","path":"/a","value":2}])"),
              json::parse(R"([{"op":"replace","path":"/a","value":2}])"));
    EXPECT_EQ(composed(R"([{"op":"replace","path":"/a","value":1}])", R"([{"op":"remove","path":"/a"}])"),
              json::parse(R"([{"op":"remove","path":"/a"}])"));
    EXPECT_EQ(composed(R"([{"op":"add","path":"/a/b","value":1},{"op":"remove","path":"/a/c"}])",
                       R"([{"op":"remove","path":"/a"}])"),
              json::parse(R"([{"op":"remove","path":"/a"}])"));
    EXPECT_EQ(
        composed(R"([{"op":"add","path":"/a","value":1}])", R"([{"op":"replace","path":"/a","value":2}])"),
        json::parse(R"([{"op":"add","path":"/a","value":2}])"));
}

TEST(Compose, KeepsWhatMayBeAnInsertion) {
    for (const auto* second :
         {R"([{"op":"remove","path":"/a/0"}])", R"([{"op":"add","path":"/a/0","value":2}])"}) {
        const auto both = composed(R"([{"op":"add","path":"/a/0","value":1}])", second);
        EXPECT_EQ(both.size(), 2U) << both;
    }
    EXPECT_EQ(
        composed(R"([{"op":"replace","path":"/a/0","value":1},{"op":"add","path":"/a/0","value":5}])",
                 R"([{"op":"replace","path":"/a/0","value":2}])"),
        json::parse(R"([{"op":"replace","path":"/a/0","value":1},{"op":"add","path":"/a/0","value":2}])"));
}

TEST(Compose, KeepsWhatIsReadInBetween) {
    EXPECT_EQ(composed(R"([{"op":"replace","path":"/a","value":1},{"op":"copy","from":"/a","path":"/b"}])",
                       R"([{"op":"replace","path":"/a","value":2}])")
                  .size(),
              3U);
    EXPECT_EQ(composed(R"([{"op":"replace","path":"/a","value":1},{"op":"test","path":"/a","value":1}])",
                       R"([{"op":"replace","path":"/a","value":2}])")
                  .size(),
              3U);
}

TEST(Compose, OnAKnownBaseForgetsWhatCameAndWent) {
    const auto first = operations(R"([{"op":"add","path":"/0","value":7}])");
    const auto second = operations(R"([{"op":"remove","path":"/0"}])");
    EXPECT_TRUE(compose(first, second, json::parse("[1]"))->empty());
    EXPECT_EQ(compose(first, second, json(5)).error().code, errc::path_not_found);
}

TEST(ComposeMergePatches, RefusesWhatOneMergePatchCannotSay) {
    const auto got =
        compose_merge_patches(json::parse(R"({"x":{"a":null}})"), json::parse(R"({"x":{"a":{"y":1}}})"));
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::not_expressible);
    EXPECT_EQ(got.error().path, "/x/a");
    EXPECT_FALSE(compose_merge_patches(json(5), json::parse(R"({"y":1})")));
}

RC_GTEST_PROP(InvertProp, restoresTheDocumentAndItsOrder, ()) {
    const auto before = *document();
    const auto ops = *valid_patch(before);
    const auto inverse = invert(ops, before);
    RC_ASSERT(inverse.has_value());
    const auto after = *emend::apply(before, ops);
    RC_ASSERT(emend::apply(after, *inverse)->dump() == before.dump());
    const auto again = invert(*inverse, after);
    RC_ASSERT(again.has_value());
    RC_ASSERT(equal(*emend::apply(before, *again), after));
}

RC_GTEST_PROP(ComposeProp, hasTheEffectOfBothInTurn, ()) {
    const auto before = *document();
    const auto first = *valid_patch(before);
    const auto middle = *emend::apply(before, first);
    const auto second = *valid_patch(middle);
    const auto both = compose(first, second);
    RC_ASSERT(both.size() <= first.size() + second.size());
    const auto got = emend::apply(before, both);
    RC_ASSERT(got.has_value());
    RC_ASSERT(equal(*got, *emend::apply(middle, second)));
    const auto squashed = compose(first, second, before);
    RC_ASSERT(squashed.has_value());
    RC_ASSERT(equal(*emend::apply(before, *squashed), *got));
}

RC_GTEST_PROP(ToMergePatchProp, mergesToTheSameOrNamesANull, ()) {
    const auto before = *document();
    const auto ops = *valid_patch(before);
    const auto after = *emend::apply(before, ops);
    const auto change = to_merge_patch(ops, before);
    if (change) {
        RC_ASSERT(equal(*emend::merge(before, *change), after));
    } else {
        RC_ASSERT(change.error().code == errc::not_expressible);
        RC_ASSERT(naive::find(after, *parse_pointer(change.error().path))->is_null());
    }
}

RC_GTEST_PROP(ToPatchProp, hasTheEffectOfTheMergePatch, ()) {
    const auto before = *document();
    const auto change = *merge_patch_for(before);
    const auto ops = to_patch(change, before);
    RC_ASSERT(ops.has_value());
    RC_ASSERT(equal(*emend::apply(before, *ops), naive::merge(before, change)));
    RC_ASSERT(equal(*emend::apply(sorted(before), *to_patch(sorted(change), sorted(before))),
                    sorted(naive::merge(before, change))));
}

RC_GTEST_PROP(ComposeMergePatchesProp, isExactOrRefuses, ()) {
    const auto target = *document();
    const auto first = *merge_patch_for(target);
    const auto second = *merge_patch_for(first);
    const auto both = compose_merge_patches(first, second);
    if (!both) {
        RC_ASSERT(both.error().code == errc::not_expressible);
        RC_DISCARD("refused");
    }
    RC_ASSERT(equal(naive::merge(target, *both), naive::merge(naive::merge(target, first), second)));
    const auto other = *document();
    RC_ASSERT(equal(naive::merge(other, *both), naive::merge(naive::merge(other, first), second)));
}

}  // namespace
}  // namespace emend
