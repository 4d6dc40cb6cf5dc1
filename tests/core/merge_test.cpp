// Tests merge.cpp against RFC 7396 §2, §3 and appendix A.

#include "emend/merge.hpp"

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "emend/equal.hpp"
#include "emend/testing/generators.hpp"

#include "support/src/naive_apply.hpp"
#include "support/vectors.hpp"

namespace emend {
namespace {

using testing::document;
using testing::edited;
using testing::merge_patch_for;
using testing::sorted;

class MergeVectors : public ::testing::TestWithParam<tests::vector_line> {};

TEST_P(MergeVectors, GiveWhatTheRfcSays) {
    const auto& f = GetParam().fields;
    EXPECT_EQ(emend::merge(f.at("target"), f.at("patch")).value().dump(), f.at("result").dump());
    EXPECT_EQ(emend::merge(sorted(f.at("target")), sorted(f.at("patch"))).value(), sorted(f.at("result")));
}

INSTANTIATE_TEST_SUITE_P(Rfc7396, MergeVectors,
                         ::testing::ValuesIn(tests::read_vectors("rfc/rfc7396.ndjson")));

TEST(Merge, KeepsNullsInsideArrays) {
    const auto got = emend::merge(json::object(), json::parse(R"({"a": [{"b": null}]})"));
    EXPECT_EQ(got.value(), json::parse(R"({"a": [{"b": null}]})"));
}

TEST(Merge, KeepsTheOrderOfMembersAndAppendsNewOnes) {
    const auto got = emend::merge(ordered_json::parse(R"({"z": 1, "y": 2, "x": 3})"),
                                  ordered_json::parse(R"({"a": 0, "y": null, "z": {"n": null}})"));
    EXPECT_EQ(got.value().dump(), R"({"z":{},"x":3,"a":0})");
}

TEST(Merge, TakesHugeOrderedObjectsInLinearTime) {
    auto target = ordered_json::object();
    auto change = ordered_json::object();
    auto& members = target.get_ref<ordered_json::object_t&>();
    for (int i = 0; i < 100'000; ++i) {
        members.emplace_back("k" + std::to_string(i), i);
        change.get_ref<ordered_json::object_t&>().emplace_back("k" + std::to_string(i * 2),
                                                               i % 3 == 0 ? ordered_json() : ordered_json(1));
    }
    const auto got = emend::merge(std::move(target), change);
    EXPECT_EQ(got->size(), 100'000U - 16'667U + 33'333U);
}

TEST(MergeDiff, RefusesToStoreANullAndSaysWhere) {
    const auto got =
        merge_diff(json::parse(R"({"a": {"b/c": 1}})"), json::parse(R"({"a": {"b/c": {"d": null}}})"));
    ASSERT_FALSE(got);
    EXPECT_EQ(to_string(got.error()),
              "at \"/a/b~1c/d\": not expressible in this form: expected a value that can be stored, "
              "got null, which deletes in a merge patch (RFC 7396 §1)");
}

TEST(MergeDiff, LeavesEqualNullsAlone) {
    EXPECT_EQ(
        merge_diff(json::parse(R"({"a": null, "b": 1})"), json::parse(R"({"a": null, "b": 2})")).value(),
        json::parse(R"({"b": 2})"));
}

TEST(MergeDiff, OfEqualObjectsIsEmptyAndOfEqualScalarsTheScalar) {
    EXPECT_EQ(merge_diff(json::parse(R"({"a": 1})"), json::parse(R"({"a": 1.0})")).value(), json::object());
    EXPECT_EQ(merge_diff(json(5), json(5)).value(), json(5));
}

TEST(MergeDiff, RefusesDocumentsThatAreTooDeep) {
    json deep = json::array();
    for (int i = 0; i < 2'000; ++i) {
        json outer = json::array();
        outer.push_back(std::move(deep));
        deep = std::move(outer);
    }
    EXPECT_EQ(merge_diff(json(), deep).error().code, errc::too_deep);
    EXPECT_EQ(emend::merge(json(), deep).error().code, errc::too_deep);
}

RC_GTEST_PROP(MergeProp, agreesWithTheRfcsOwnPseudocode, ()) {
    const auto target = *document();
    const auto change = *merge_patch_for(target);
    const auto expected = naive::merge(target, change);
    RC_ASSERT(emend::merge(target, change)->dump() == expected.dump());
    RC_ASSERT(equal(*emend::merge(sorted(target), sorted(change)), sorted(expected)));
}

RC_GTEST_PROP(MergeProp, isIdempotent, ()) {
    const auto target = *document();
    const auto change = *merge_patch_for(target);
    const auto once = *emend::merge(target, change);
    RC_ASSERT(emend::merge(once, change)->dump() == once.dump());
}

RC_GTEST_PROP(MergeDiffProp, givesAMergePatchThatMergesOrNamesTheNull, ()) {
    const auto before = *document();
    const auto after = *edited(before);
    const auto change = merge_diff(before, after);
    if (!change) {
        RC_ASSERT(change.error().code == errc::not_expressible);
        const auto* null = naive::find(after, parse_pointer(change.error().path).value());
        RC_ASSERT(null != nullptr);
        RC_ASSERT(null->is_null());
        RC_ASSERT(!merge_diff(sorted(before), sorted(after)).has_value());
        return;
    }
    RC_ASSERT(equal(*emend::merge(before, *change), after));
    RC_ASSERT(equal(*merge_diff(sorted(before), sorted(after)), sorted(*change)));
}

}  // namespace
}  // namespace emend
