// Tests diff.cpp and the stages behind it against RFC 6902: what a patch must do, what
// it should look like, and the traps that generators fall into.

#include "emend/diff.hpp"

#include <cmath>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "emend/apply.hpp"
#include "emend/equal.hpp"
#include "emend/testing/generators.hpp"

#include "core/diff_shapes.hpp"

namespace emend {
namespace {

std::string diff_text(const char* before, const char* after, const diff_options& options = {}) {
    const auto a = ordered_json::parse(before);
    const auto b = ordered_json::parse(after);
    const auto ops = diff(a, b, options);
    if (!ops) return to_string(ops.error());
    return to_document(*ops).dump();
}

// Gives the patch once it has turned `before` into `after`.
template <class Json>
basic_patch<Json> checked(const Json& before, const Json& after, const diff_options& options = {}) {
    const auto ops = diff(before, after, options);
    EXPECT_TRUE(ops) << to_string(ops.error());
    if (!ops) return {};
    const auto got = emend::apply(before, *ops);
    EXPECT_TRUE(got) << to_string(got.error());
    EXPECT_TRUE(got && equal(*got, after)) << to_document(*ops).dump();
    return *ops;
}

TEST(Diff, OfEqualValuesIsEmpty) {
    EXPECT_EQ(diff_text(R"({"a":[1,{"b":null}],"c":"x"})", R"({"c":"x","a":[1.0,{"b":null}]})"), "[]");
    EXPECT_EQ(diff_text("0", "-0.0"), "[]");
}

TEST(Diff, OfDifferentRootsReplacesTheDocument) {
    EXPECT_EQ(diff_text(R"({"a":1})", "[1]"), R"([{"op":"replace","path":"","value":[1]}])");
    EXPECT_EQ(diff_text("1", "2"), R"([{"op":"replace","path":"","value":2}])");
}

TEST(Diff, TellsKindsApartThatOthersTakeForEqual) {
    for (const auto* before : {"1", "true", "\"1\"", "null", "0", "false", "\"\"", "[]", "{}"}) {
        for (const auto* after : {"1", "true", "\"1\"", "null", "0", "false", "\"\"", "[]", "{}"}) {
            EXPECT_EQ(diff_text(before, after) == "[]", std::string(before) == after) << before << after;
        }
    }
    EXPECT_NE(diff_text("[9007199254740993]", "[9007199254740992.0]"), "[]");
}

TEST(Diff, KeepsBeforesOrderOfMembersAndPutsNewOnesBehind) {
    EXPECT_EQ(
        diff_text(
            R"({"keep":"as it is, and long enough to make a replacement of the whole document cost more than its changes do","z":1,"y":2,"x":3})",
            R"({"new":4,"keep":"as it is, and long enough to make a replacement of the whole document cost more than its changes do","x":30,"y":2})"),
        R"([{"op":"remove","path":"/z"},{"op":"replace","path":"/x","value":30},)"
        R"({"op":"add","path":"/new","value":4}])");
}

TEST(Diff, WritesIndicesOfTheStateReachedSoFar) {
    EXPECT_EQ(diff_text("[0,1,2,3,4,5,6,7,8,9,\"a\",\"b\",\"c\",\"d\"]",
                        "[0,2,3,4,5,6,7,\"new\",8,9,\"a\",\"b\",\"c\",\"d\"]"),
              R"([{"op":"remove","path":"/1"},{"op":"add","path":"/7","value":"new"}])");
}

TEST(Diff, EscapesNamesAndTakesDigitsOfAnObjectForNames) {
    EXPECT_EQ(
        diff_text(
            R"({"a/b":1,"m~n":2,"":3,"0":4,"rest":"something that is long enough, and more of it, and more of it, and more of it, and more of it, and more of it, and more of it, and more of it"})",
            R"({"a/b":10,"m~n":20,"":30,"0":40,"rest":"something that is long enough, and more of it, and more of it, and more of it, and more of it, and more of it, and more of it, and more of it"})"),
        R"([{"op":"replace","path":"/a~1b","value":10},{"op":"replace","path":"/m~0n","value":20},)"
        R"({"op":"replace","path":"/","value":30},{"op":"replace","path":"/0","value":40}])");
}

TEST(Diff, ReplacesAContainerWhereThatIsShorter) {
    EXPECT_EQ(diff_text(R"({"keep":"a value that is not touched at all","p":{"a":1,"b":2,"c":3}})",
                        R"({"keep":"a value that is not touched at all","p":{"a":4,"b":5,"c":6}})"),
              R"([{"op":"replace","path":"/p","value":{"a":4,"b":5,"c":6}}])");
}

TEST(Diff, DoesNotTakeFramedValuesForOneAnother) {
    checked(json::parse(R"({"p":["ab","c"]})"), json::parse(R"({"p":["ab","c"],"z":["a","bc"]})"));
    checked(json::parse(R"({"keep":"0"})"), json::parse(R"({"keep":"0","z":null})"));
    checked(json::parse(R"([[1,2],[3]])"), json::parse(R"([[1],[2,3]])"));
}

TEST(Diff, RefusesWhatIsNotJson) {
    ordered_json nan = {{"a", {1, std::nan("")}}};
    const auto got = diff(ordered_json{{"a", {1, 2}}}, nan);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::not_json);
    EXPECT_EQ(got.error().path, "/a/1");
    EXPECT_EQ(diff(nan, ordered_json(3)).error().path, "/a/1");
    const json binary = {{"b", json::binary({1, 2})}};
    EXPECT_EQ(diff(json::object(), binary).error().path, "/b");
}

TEST(Diff, RefusesWhatIsTooDeep) {
    json deep = 1;
    for (int i = 0; i < 1001; ++i) deep = json::array({std::move(deep)});
    EXPECT_EQ(diff(deep, json(1)).error().code, errc::too_deep);
    EXPECT_EQ(diff(json::array({1, 2}), json::array({deep, 2})).error().code, errc::too_deep);
    const auto inner = deep.front();
    EXPECT_TRUE(diff(inner, json(1)));
}

TEST(Diff, RefusesAPatternThatIsNoPointer) {
    EXPECT_EQ(diff(json(1), json(2), {.ignore = {"a"}}).error().code, errc::invalid_pointer);
}

TEST(DiffArrays, PairsByPositionWhereAsked) {
    const diff_options options{.arrays = array_mode::positional};
    EXPECT_EQ(diff_text(R"(["a long string that stays where it is, and is long enough","b","c"])",
                        R"(["a long string that stays where it is, and is long enough","c"])", options),
              R"([{"op":"replace","path":"/1","value":"c"},{"op":"remove","path":"/2"}])");
    EXPECT_EQ(diff_text(R"({"a":["long enough to matter here",1,2]})",
                        R"({"a":["long enough to matter here",3]})", options),
              R"([{"op":"replace","path":"/a","value":["long enough to matter here",3]}])");
}

TEST(DiffArrays, AreFilledAndEmptied) {
    auto few = json::parse(R"({"l":[],"rest":"long enough that nobody wants to replace the document"})");
    auto many = few;
    for (int i = 0; i < 40; ++i) {
        many["l"].push_back(i);
        EXPECT_EQ(checked(few, many).size(), 1U);
        EXPECT_EQ(checked(many, few).size(), 1U);
    }
    few["l"] = json::array({-1});
    checked(few, many);
    checked(many, few);
}

TEST(DiffArrays, AsASetDoNotMindTheOrder) {
    const diff_options options{.arrays = array_mode::set};
    EXPECT_EQ(diff_text(R"([1,2,[3],"x"])", R"(["x",[3],2,1])", options), "[]");
    EXPECT_EQ(diff_text(R"(["a long word","another long word","b","c"])",
                        R"(["c","new","another long word","a long word"])", options),
              R"([{"op":"remove","path":"/2"},{"op":"add","path":"/3","value":"new"}])");
}

TEST(DiffArrays, AreReplacedWholeWhereAsked) {
    EXPECT_EQ(
        diff_text(R"({"l":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]})",
                  R"({"l":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,21]})",
                  {.rules = {{"/l", array_mode::whole, ""}}}),
        R"([{"op":"replace","path":"/l","value":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,21]}])");
}

TEST(DiffArrays, ByKeyFollowAnElementThatChanged) {
    EXPECT_EQ(
        diff_text(
            R"({"l":[{"id":1,"text":"something long that stays"},{"id":2,"text":"another thing that stays","n":1}]})",
            R"({"l":[{"id":2,"text":"another thing that stays","n":2},{"id":1,"text":"something long that stays"}]})",
            {.arrays = array_mode::keyed, .key = "id"}),
        R"([{"op":"replace","path":"/l/1/n","value":2},{"op":"move","from":"/l/0","path":"/l/1"}])");
}

TEST(DiffIgnore, LeavesPathsAlone) {
    const diff_options options{.ignore = {"/etag", "/items/*/seen", "/**/secret"}};
    EXPECT_EQ(diff_text(R"({"etag":1,"items":[{"id":1,"seen":5},{"id":2}],"x":{"y":{"secret":1}}})",
                        R"({"items":[{"id":1},{"id":2,"seen":9}],"x":{"y":{"secret":2}}})", options),
              "[]");
}

TEST(DiffIgnore, PrunesInsideAddedAndReplacedValues) {
    EXPECT_EQ(
        diff_text(R"({"a":1})", R"({"a":{"secret":1,"b":[{"secret":2,"c":3}]}})", {.ignore = {"/**/secret"}}),
        R"([{"op":"replace","path":"/a","value":{"b":[{"c":3}]}}])");
}

TEST(DiffIgnore, NeverReplacesAContainerThatHoldsSomethingIgnored) {
    EXPECT_EQ(diff_text(R"({"a":{"secret":7,"x":1}})", R"({"a":{"x":2}})", {.ignore = {"/a/secret"}}),
              R"([{"op":"replace","path":"/a/x","value":2}])");
}

// An ignored element has a place in its array, though nothing else is known of it.
TEST(DiffIgnore, CountsIgnoredElementsInFrontOfWhatMovesAway) {
    EXPECT_EQ(
        diff_text(R"({"old":[1,["something long enough to be moved away"]],"rest":1})",
                  R"({"new":["something long enough to be moved away"],"rest":1})", {.ignore = {"/old/0"}}),
        R"([{"op":"move","from":"/old/1","path":"/new"},{"op":"remove","path":"/old"}])");
}

TEST(DiffMoves, RenameAMember) {
    EXPECT_EQ(diff_text(R"({"old name":["some value of a good size",1,2,3],"b":1})",
                        R"({"b":1,"new/name":["some value of a good size",1,2,3]})"),
              R"([{"op":"move","from":"/old name","path":"/new~1name"}])");
}

TEST(DiffMoves, GoAcrossContainers) {
    EXPECT_EQ(
        diff_text(
            R"({"a":[{"id":1,"text":"something that is long enough"},2],"b":[3,"some other value to keep"]})",
            R"({"a":[2],"b":[3,{"id":1,"text":"something that is long enough"},"some other value to keep"]})"),
        R"([{"op":"move","from":"/a/0","path":"/b/1"}])");
}

TEST(DiffMoves, TakeAPartOutBeforeTheRestIsRemoved) {
    EXPECT_EQ(
        diff_text(
            R"({"a":{"inner":"a value of a good size, worth a move","x":1},"c":"and a value that stays as it is"})",
            R"({"c":"and a value that stays as it is","new":"a value of a good size, worth a move"})"),
        R"([{"op":"move","from":"/a/inner","path":"/new"},{"op":"remove","path":"/a"}])");
}

TEST(DiffMoves, UnwrapAValueInItsPlace) {
    EXPECT_EQ(
        diff_text(
            R"({"a":{"w":["a value of a good size, worth a move",1]},"c":"and a value that stays as it is"})",
            R"({"a":["a value of a good size, worth a move",1],"c":"and a value that stays as it is"})"),
        R"([{"op":"move","from":"/a/w","path":"/a"}])");
}

TEST(DiffMoves, IntoTheNextSiblingAreACopyAndARemoval) {
    const auto before = ordered_json::parse(
        R"([0,"a value of a good size, worth a move",{"id":7,"text":"the next sibling, large enough to stay itself"},3])");
    const auto after = ordered_json::parse(
        R"([0,{"id":7,"text":"the next sibling, large enough to stay itself","in":"a value of a good size, worth a move"},3])");
    EXPECT_EQ(to_document(checked(before, after)).dump(),
              R"([{"op":"copy","from":"/1","path":"/2/in"},{"op":"remove","path":"/1"}])");
}

TEST(DiffMoves, StayAwayWhereNotWanted) {
    for (const auto& op :
         checked(json::parse(R"({"a":["some value of a good size",1,2,3],"b":1})"),
                 json::parse(R"({"b":1,"c":["some value of a good size",1,2,3]})"), {.moves = false})) {
        EXPECT_FALSE(std::holds_alternative<op::move>(op));
    }
}

TEST(DiffMoves, FillNewValues) {
    EXPECT_EQ(
        diff_text(
            R"({"a":[{"id":1,"text":"something that is long enough"},2],"b":"and a value that stays as it is"})",
            R"({"a":[2],"b":"and a value that stays as it is",)"
            R"("rows":[0,{"id":1,"text":"something that is long enough"},{"x":1}]})"),
        R"([{"op":"add","path":"/rows","value":[0,{"x":1}]},{"op":"move","from":"/a/0","path":"/rows/1"}])");
}

TEST(DiffCopies, ComeFromWhatStays) {
    EXPECT_EQ(diff_text(R"({"a":{"text":"a value that is long enough to be copied","n":[1,2,3]}})",
                        R"({"a":{"text":"a value that is long enough to be copied","n":[1,2,3]},)"
                        R"("b":{"text":"a value that is long enough to be copied","n":[1,2,3]}})"),
              R"([{"op":"copy","from":"/a","path":"/b"}])");
}

TEST(DiffTests, StateOldValuesInFrontOfEachChange) {
    EXPECT_EQ(
        diff_text(
            R"({"keep":"a value long enough to be kept as it is, come what may, and then some more of it","a":1,"b":2})",
            R"({"keep":"a value long enough to be kept as it is, come what may, and then some more of it","a":3})",
            {.tests = test_mode::old_values}),
        R"([{"op":"test","path":"/a","value":1},{"op":"replace","path":"/a","value":3},)"
        R"({"op":"test","path":"/b","value":2},{"op":"remove","path":"/b"}])");
}

TEST(DiffTests, GuardTheElementsThatAPathGoesThrough) {
    EXPECT_EQ(
        diff_text(
            R"([{"id":1,"text":"a value long enough to be kept"},{"id":2,"text":"another value to be kept","n":1}])",
            R"([{"id":1,"text":"a value long enough to be kept"},{"id":2,"text":"another value to be kept","n":5}])",
            {.tests = test_mode::guards}),
        R"([{"op":"test","path":"/1/id","value":2},{"op":"test","path":"/1/n","value":1},)"
        R"({"op":"replace","path":"/1/n","value":5}])");
}

TEST(DiffMinimal, AddsOverAMember) {
    EXPECT_EQ(diff_text(R"({"a":1,"keep":"a value long enough to be kept as it is"})",
                        R"({"a":2,"keep":"a value long enough to be kept as it is"})", {.minimal = true}),
              R"([{"op":"add","path":"/a","value":2}])");
}

diff_options any_options(tests::shapes& random) {
    static constexpr array_mode modes[] = {array_mode::aligned, array_mode::aligned, array_mode::positional,
                                           array_mode::keyed, array_mode::whole};
    diff_options o;
    o.arrays = modes[random.below(5)];
    o.key = "id";
    o.moves = !random.chance(4);
    o.copies = !random.chance(3);
    o.minimal = random.chance(4);
    if (random.chance(4)) o.tests = random.chance(2) ? test_mode::old_values : test_mode::guards;
    if (random.chance(6)) o.budget = random.below(60);
    o.self_check = random.chance(5);
    return o;
}

TEST(DiffShapes, RoundTripUnderEveryOptionSet) {
    for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
        tests::shapes random(seed);
        const auto [before, after] = random.next();
        const auto options = any_options(random);
        SCOPED_TRACE("seed " + std::to_string(seed));
        checked(before, after, options);
        checked(json(before), json(after), options);
    }
}

RC_GTEST_PROP(DiffProp, givesAPatchThatApplies, ()) {
    const auto before = *testing::document();
    const auto after = *rc::gen::oneOf(testing::edited(before), testing::document());
    const auto ops = diff(before, after);
    RC_ASSERT(ops.has_value());
    const auto got = emend::apply(before, *ops);
    RC_ASSERT(got.has_value());
    RC_ASSERT(equal(*got, after));
}

RC_GTEST_PROP(DiffProp, ofEqualsIsEmpty, ()) {
    const auto doc = *testing::document();
    RC_ASSERT(diff(doc, doc)->empty());
    RC_ASSERT(diff(testing::sorted(doc), testing::sorted(doc))->empty());
}

RC_GTEST_PROP(DiffProp, isNeverLongerThanAReplacement, ()) {
    const auto before = *testing::document();
    const auto after = *testing::edited(before);
    const auto ops = diff(before, after);
    RC_ASSERT(to_document(*ops).dump().size() <= after.dump().size() + 37);
}

}  // namespace
}  // namespace emend
