// Tests apply.cpp and undo_log.hpp against RFC 6902 §4, §5 and appendix A.

#include "emend/apply.hpp"

#include <cmath>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "emend/equal.hpp"
#include "emend/testing/generators.hpp"

#include "support/src/naive_apply.hpp"
#include "support/vectors.hpp"

namespace emend {
namespace {

using testing::document;
using testing::nearly_valid_patch;
using testing::sorted;
using testing::valid_patch;

patch operations(const char* text) { return parse_patch(json::parse(text)).value(); }
ordered_patch ordered_operations(const char* text) { return parse_patch(ordered_json::parse(text)).value(); }

// Without those whose text is no JSON, or whose spelling a DOM cannot hold: they belong to the text lane.
std::vector<tests::vector_line> vectors_for_a_dom(const std::string& file) {
    const std::set<std::string> text_only{"dup-doc-key", "A.13 invalid JSON Patch document: op twice",
                                          "keep-huge-int", "lone-surrogate", "bom"};
    auto lines = tests::read_vectors(file);
    std::erase_if(lines, [&](const tests::vector_line& line) {
        return text_only.contains(line.id) || !ordered_json::accept(line.text("doc")) ||
               !ordered_json::accept(line.text("patch"));
    });
    return lines;
}

class ApplyVectors : public ::testing::TestWithParam<tests::vector_line> {};

template <class Json>
void expect_what_the_vector_says(const tests::vector_line& line) {
    const auto before = Json::parse(line.text("doc"));
    auto now = before;
    const auto undo =
        parse_patch(Json::parse(line.text("patch"))).and_then([&](const basic_patch<Json>& ops) {
            return apply_in_place(now, ops);
        });
    if (line.has("error")) {
        ASSERT_FALSE(undo) << now;
        EXPECT_EQ(to_string(undo.error().code), line.text("error"));
        EXPECT_EQ(now.dump(), before.dump()) << "the document changed";
        return;
    }
    ASSERT_TRUE(undo) << to_string(undo.error());
    EXPECT_TRUE(equal(now, Json::parse(line.text("result")))) << now;
    ASSERT_TRUE(apply_in_place(now, *undo));
    EXPECT_EQ(now.dump(), before.dump()) << "the inverse did not restore the document";
}

TEST_P(ApplyVectors, GiveWhatTheyStateAndCanBeUndone) {
    expect_what_the_vector_says<json>(GetParam());
    expect_what_the_vector_says<ordered_json>(GetParam());
}

INSTANTIATE_TEST_SUITE_P(EdgeCases, ApplyVectors,
                         ::testing::ValuesIn(vectors_for_a_dom("edge_cases.ndjson")));
INSTANTIATE_TEST_SUITE_P(Rfc6902, ApplyVectors, ::testing::ValuesIn(vectors_for_a_dom("rfc/rfc6902.ndjson")));

TEST(Apply, NamesTheOperationAndItsPathInTheError) {
    const auto got = emend::apply(json::parse(R"({"a": {"b": [1, 2]}})"),
                                  operations(R"([{"op": "test", "path": "/a/b/0", "value": 1},
                                          {"op": "remove", "path": "/a/b/7"}])"));
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::index_out_of_range);
    EXPECT_EQ(got.error().operation, 1U);
    EXPECT_EQ(got.error().path, "/a/b/7");
    EXPECT_EQ(
        to_string(got.error()),
        "operation 1 at \"/a/b/7\": index past the end: expected an index up to 1, got 7 (RFC 6902 §4.1)");
}

TEST(Apply, SaysWhatATestExpectedAndFound) {
    const auto got = emend::apply(json::parse(R"({"a": "x"})"),
                                  operations(R"([{"op": "test", "path": "/a", "value": 5}])"));
    ASSERT_FALSE(got);
    EXPECT_EQ(to_string(got.error()),
              "operation 0 at \"/a\": the value differs: expected 5, got \"x\" (RFC 6902 §4.6)");
}

TEST(Apply, SaysItInOneLineWhateverTheNames) {
    const auto got = emend::apply(json::parse(R"({"a": []})"),
                                  operations(R"([{"op": "remove", "path": "/a\n\u001b[2J\u009b\u007fé"}])"));
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().path, "/a\n\x1b[2J\xc2\x9b\x7f\xc3\xa9");
    EXPECT_EQ(to_string(got.error()), R"(operation 0 at "/a\n\x1b[2J\x9b\x7fé": path does not exist: )"
                                      R"(got no member "a\n\x1b[2J\x9b\x7fé" (RFC 6902 §4))");
}

TEST(Apply, RefusesValuesThatAreNotJson) {
    patch ops{op::add{*parse_pointer("/a"), json(std::nan(""))}};
    const auto got = emend::apply(json::object(), ops);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::not_json);
}

TEST(Apply, StopsACopyBomb) {
    std::string text = R"([{"op":"add","path":"/a","value":"0123456789012345678901234567890123456789"})";
    for (int i = 0; i < 60; ++i) text += R"(,{"op":"copy","from":"","path":"/x)" + std::to_string(i) + "\"}";
    auto target = json::object();
    limits small;
    small.growth = 10'000;
    const auto got = apply_in_place(target, operations((text + "]").c_str()), small);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::limit_exceeded);
    EXPECT_EQ(target, json::object());
}

TEST(Apply, CountsTheLevelsAboveAnAddedValue) {
    limits shallow;
    shallow.depth = 3;
    const auto ops = operations(R"([{"op": "add", "path": "/a/b", "value": [[]]}])");
    const auto got = emend::apply(json::parse(R"({"a": {}})"), ops, shallow);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::too_deep);
    shallow.depth = 4;
    EXPECT_TRUE(emend::apply(json::parse(R"({"a": {}})"), ops, shallow));
}

TEST(Apply, RefusesMoreOperationsThanTheLimit) {
    limits few;
    few.operations = 1;
    const auto got = emend::apply(
        json(1), operations(R"([{"op":"test","path":"","value":1},{"op":"test","path":"","value":1}])"), few);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::limit_exceeded);
}

TEST(ApplyInPlace, DoesNotRecurseOnDeepDocuments) {
    constexpr int levels = 300'000;
    json deep = json::array();
    for (int i = 0; i < levels; ++i) {
        json outer = json::array();
        outer.push_back(std::move(deep));
        deep = std::move(outer);
    }
    json target = json::object();
    target["deep"] = std::move(deep);
    EXPECT_TRUE(apply_in_place(
        target,
        operations(R"([{"op":"add","path":"/b","value":1},{"op":"move","from":"/deep","path":"/c"}])")));
    const auto got = apply_in_place(target, operations(R"([{"op":"copy","from":"/c","path":"/d"}])"));
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::too_deep);
    EXPECT_FALSE(apply_in_place(target, operations(R"([{"op":"test","path":"/c","value":[]}])")));
}

TEST(ApplyInPlace, PutsRemovedMembersBackWhereTheyWere) {
    auto target = ordered_json::parse(R"({"z": 1, "y": {"k": 1}, "x": [1, 2]})");
    const auto before = target.dump();
    const auto undo = apply_in_place(target, ordered_operations(R"([{"op": "remove", "path": "/z"},
                                                                    {"op": "move", "from": "/y/k", "path": "/y"}])"));
    ASSERT_TRUE(undo) << to_string(undo.error());
    EXPECT_EQ(target.dump(), R"({"y":1,"x":[1,2]})");
    ASSERT_TRUE(apply_in_place(target, *undo));
    EXPECT_EQ(target.dump(), before);
}

// Back in its place, the element moves those behind it, and with them the member that it went over.
TEST(ApplyInPlace, UndoesAMoveOutOfAnArrayOverAMemberBehindIt) {
    auto target = ordered_json::parse(R"(["x", "y", {"a": "old"}])");
    const auto undo =
        apply_in_place(target, ordered_operations(R"([{"op": "move", "from": "/0", "path": "/1/a"}])"));
    ASSERT_TRUE(undo) << to_string(undo.error());
    EXPECT_EQ(target.dump(), R"(["y",{"a":"x"}])");
    ASSERT_TRUE(apply_in_place(target, *undo));
    EXPECT_EQ(target.dump(), R"(["x","y",{"a":"old"}])");
}

TEST(ApplyInPlace, GivesAnInverseThatAPersonWouldWrite) {
    auto target = json::parse(R"({"a": 1, "b": [1, 2]})");
    const auto undo = apply_in_place(target, operations(R"([{"op": "replace", "path": "/a", "value": 2},
                                                            {"op": "add", "path": "/b/-", "value": 3},
                                                            {"op": "remove", "path": "/b/0"}])"));
    ASSERT_TRUE(undo);
    EXPECT_EQ(to_document(*undo), json::parse(R"([{"op": "add", "path": "/b/0", "value": 1},
                                                  {"op": "remove", "path": "/b/2"},
                                                  {"op": "replace", "path": "/a", "value": 1}])"));
}

RC_GTEST_PROP(ApplyProp, agreesWithTheNaiveApplier, ()) {
    const auto before = *document();
    const auto ops = *nearly_valid_patch(before);
    const auto expected = naive::apply(before, ops);
    const auto got = emend::apply(before, ops);
    RC_ASSERT(got.has_value() == expected.has_value());
    if (got) RC_ASSERT(got->dump() == expected->dump());
    const auto sorted_got = emend::apply(sorted(before), sorted(ops));
    RC_ASSERT(sorted_got.has_value() == expected.has_value());
    if (sorted_got) RC_ASSERT(equal(*sorted_got, sorted(*expected)));
}

template <class Json>
void expect_undo_or_no_trace(const Json& before, const basic_patch<Json>& ops) {
    auto now = before;
    const auto undo = apply_in_place(now, ops);
    if (!undo) {
        RC_ASSERT(now.dump() == before.dump());
        RC_ASSERT(undo.error().operation < ops.size());
        return;
    }
    RC_LOG() << "undo " << to_document(*undo) << '\n';
    const auto redo = apply_in_place(now, *undo);
    RC_ASSERT(redo.has_value());
    RC_ASSERT(now.dump() == before.dump());
}

RC_GTEST_PROP(ApplyInPlaceProp, isAllOrNothingAndItsInverseRestoresEvenTheOrder, ()) {
    const auto before = *document();
    const auto ops = *nearly_valid_patch(before);
    expect_undo_or_no_trace(before, ops);
    expect_undo_or_no_trace(sorted(before), sorted(ops));
}

RC_GTEST_PROP(ParsePatchProp, undoesToDocument, ()) {
    const auto ops = *valid_patch(*document());
    const auto again = parse_patch(to_document(ops));
    RC_ASSERT(again.has_value());
    const bool same = *again == ops;
    RC_ASSERT(same);
}

}  // namespace
}  // namespace emend
