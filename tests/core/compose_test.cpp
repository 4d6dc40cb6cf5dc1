// Tests compose.cpp, edit_tree.cpp and squasher.hpp: compose for a known base, in both lanes. What the
// patches did is said again by identity, never guessed from the documents.

#include <array>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "emend/algebra.hpp"
#include "emend/apply.hpp"
#include "emend/diff.hpp"
#include "emend/document.hpp"
#include "emend/testing/generators.hpp"
#include "emend/text_algebra.hpp"

namespace emend {
namespace {

using testing::document;
using testing::places;
using testing::sorted;
using testing::valid_patch;

ordered_patch operations(const std::string& text) { return parse_ordered_patch(text).value(); }
// As emend writes it: nlohmann spells some numbers in more bytes than they take.
std::string text_of(const ordered_patch& ops) { return emend::dump(to_document(ops)).value(); }

// What both lanes say, as text.
std::string composed(const std::string& first, const std::string& second, const std::string& base) {
    const auto ops = compose(operations(first), operations(second), ordered_json::parse(base));
    const std::array<std::string_view, 2> both{first, second};
    EXPECT_EQ(text::compose(both, base).value(), text_of(ops.value()));
    return text_of(*ops);
}

TEST(ComposeWithBase, KeepsAMoveAndAnEditInsideWhereADiffSeesNeither) {
    const std::string base = R"({"a":{"v":1,"w":2},"c":"all of this stays as it is"})";
    const std::string first = R"([{"op":"move","from":"/a","path":"/b"}])";
    const std::string second = R"([{"op":"replace","path":"/b/v","value":9}])";
    EXPECT_EQ(composed(first, second, base),
              R"([{"op":"move","from":"/a","path":"/b"},{"op":"replace","path":"/b/v","value":9}])");
    const auto guessed = diff(ordered_json::parse(base),
                              ordered_json::parse(R"({"c":"all of this stays as it is","b":{"v":9,"w":2}})"));
    EXPECT_EQ(text_of(guessed.value()),
              R"([{"op":"remove","path":"/a"},{"op":"add","path":"/b","value":{"v":9,"w":2}}])");
}

TEST(ComposeWithBase, EditsBeforeAMoveFollowIt) {
    EXPECT_EQ(composed(R"([{"op":"replace","path":"/0/v","value":9}])",
                       R"([{"op":"move","from":"/0","path":"/2"},{"op":"remove","path":"/2/w"}])",
                       R"([{"v":1,"w":2},"x","y"])"),
              R"([{"op":"move","from":"/0","path":"/2"},{"op":"replace","path":"/2/v","value":9},)"
              R"({"op":"remove","path":"/2/w"}])");
}

TEST(ComposeWithBase, JoinsMoves) {
    EXPECT_EQ(composed(R"([{"op":"move","from":"/a","path":"/b"}])",
                       R"([{"op":"move","from":"/b","path":"/c"}])", R"({"a":[1],"z":0})"),
              R"([{"op":"move","from":"/a","path":"/c"}])");
}

TEST(ComposeWithBase, ForgetsWhatCameAndWent) {
    EXPECT_EQ(composed(R"([{"op":"add","path":"/0","value":7},{"op":"add","path":"/0","value":8}])",
                       R"([{"op":"remove","path":"/0"},{"op":"remove","path":"/0"}])", "[1]"),
              "[]");
    EXPECT_EQ(composed(R"([{"op":"replace","path":"/a","value":2}])",
                       R"([{"op":"replace","path":"/a","value":1}])", R"({"a":1})"),
              "[]");
    EXPECT_EQ(composed(R"([{"op":"add","path":"/b","value":{"x":[1,2,3]}}])",
                       R"([{"op":"remove","path":"/b/x/1"},{"op":"add","path":"/b/y","value":0}])", "{}"),
              R"([{"op":"add","path":"/b","value":{"x":[1,3],"y":0}}])");
}

TEST(ComposeWithBase, ReplacesWhatWasReplaced) {
    EXPECT_EQ(composed(R"([{"op":"replace","path":"/a","value":{"long":"value","of":"many"}}])",
                       R"([{"op":"replace","path":"/a","value":5}])", R"({"a":{"x":1},"b":2})"),
              R"([{"op":"replace","path":"/a","value":5}])");
}

TEST(ComposeWithBase, KeepsACopyAndWhatChangedInIt) {
    EXPECT_EQ(composed(R"([{"op":"copy","from":"/a","path":"/b"}])",
                       R"([{"op":"replace","path":"/b/v","value":9},{"op":"remove","path":"/b/l/0"}])",
                       R"({"a":{"v":1,"l":[1,2]}})"),
              R"([{"op":"copy","from":"/a","path":"/b"},{"op":"replace","path":"/b/v","value":9},)"
              R"({"op":"remove","path":"/b/l/0"}])");
}

TEST(ComposeWithBase, SaysACopyOfWhatGoesAsAMove) {
    EXPECT_EQ(composed(R"([{"op":"copy","from":"/a","path":"/b"}])", R"([{"op":"remove","path":"/a"}])",
                       R"({"a":{"v":1}})"),
              R"([{"op":"move","from":"/a","path":"/b"}])");
}

// A move would leave no member whose value could be replaced, and a new one would stand behind the others.
TEST(ComposeWithBase, LeavesACopyWhereTheFirstGivesWayInItsPlace) {
    EXPECT_EQ(composed(R"([{"op":"copy","from":"/a","path":"/c"},{"op":"replace","path":"/z","value":2}])",
                       R"([{"op":"replace","path":"/a","value":5},{"op":"replace","path":"/z","value":1}])",
                       R"({"a":{"v":1,"w":"a long value that is kept"},"b":0,"z":1})"),
              R"([{"op":"copy","from":"/a","path":"/c"},{"op":"replace","path":"/a","value":5}])");
}

TEST(ComposeWithBase, TakesPartsOutOfWhatGoes) {
    EXPECT_EQ(composed(R"([{"op":"move","from":"/a/list/1","path":"/kept"}])",
                       R"([{"op":"remove","path":"/a"}])", R"({"a":{"list":[1,{"x":2},3]}})"),
              R"([{"op":"move","from":"/a/list/1","path":"/kept"},{"op":"remove","path":"/a"}])");
}

TEST(ComposeWithBase, CarriesIntoWhatIsNew) {
    EXPECT_EQ(
        composed(
            R"([{"op":"add","path":"/n","value":{"in":[]}}])",
            R"([{"op":"move","from":"/a","path":"/n/in/0"},{"op":"replace","path":"/n/in/0/v","value":2}])",
            R"({"a":{"v":1,"w":0}})"),
        R"([{"op":"add","path":"/n","value":{"in":[]}},{"op":"move","from":"/a","path":"/n/in/0"},)"
        R"({"op":"replace","path":"/n/in/0/v","value":2}])");
}

TEST(ComposeWithBase, SwapsThroughASpareName) {
    EXPECT_EQ(composed(R"([{"op":"move","from":"/a","path":"/t"},{"op":"move","from":"/b","path":"/a"}])",
                       R"([{"op":"move","from":"/t","path":"/b"},{"op":"replace","path":"/b/x","value":3}])",
                       R"({"a":{"x":1},"b":{"x":2}})"),
              R"([{"op":"move","from":"/a","path":"/_"},{"op":"move","from":"/b","path":"/a"},)"
              R"({"op":"move","from":"/_","path":"/b"},{"op":"replace","path":"/b/x","value":3}])");
}

TEST(ComposeWithBase, LeavesMembersInTheOrderOfTheRun) {
    const std::string base = R"({"a":1,"b":2,"c":3})";
    const std::string first = R"([{"op":"remove","path":"/a"},{"op":"replace","path":"/b","value":[7]}])";
    const std::string second = R"([{"op":"add","path":"/a","value":{"back":"again"}}])";
    const auto ops = composed(first, second, base);
    EXPECT_EQ(text::apply(base, ops).value(), R"({"b":[7],"c":3,"a":{"back":"again"}})");
}

TEST(ComposeWithBase, KeepsTestsOfTheBaseInFront) {
    EXPECT_EQ(composed(R"([{"op":"move","from":"/a","path":"/b"},{"op":"test","path":"/b/v","value":1},)"
                       R"({"op":"replace","path":"/b/v","value":2}])",
                       R"([{"op":"test","path":"/b/v","value":2},{"op":"test","path":"/c","value":3},)"
                       R"({"op":"replace","path":"/b/v","value":4}])",
                       R"({"a":{"v":1},"c":3})"),
              R"([{"op":"test","path":"/a/v","value":1},{"op":"test","path":"/c","value":3},)"
              R"({"op":"move","from":"/a","path":"/b"},{"op":"replace","path":"/b/v","value":4}])");
}

TEST(ComposeWithBase, TestsAValueOnceAndNotItsPartsToo) {
    EXPECT_EQ(composed(R"([{"op":"test","path":"/a/v","value":1},{"op":"test","path":"/a","value":{"v":1}}])",
                       R"([{"op":"test","path":"/a/v","value":1}])", R"({"a":{"v":1}})"),
              R"([{"op":"test","path":"/a","value":{"v":1}}])");
}

TEST(ComposeWithBase, IsNeverLongerThanTheOperationsInTurn) {
    // The copy was changed and so was its source: by identity it would have to be written out.
    const std::string base = R"({"a":{"long":"a value that is worth a copy","v":1}})";
    const std::string first = R"([{"op":"replace","path":"/a/v","value":2}])";
    const std::string second = R"([{"op":"copy","from":"/a","path":"/b"}])";
    EXPECT_EQ(composed(first, second, base),
              R"([{"op":"replace","path":"/a/v","value":2},{"op":"copy","from":"/a","path":"/b"}])");
}

TEST(ComposeWithBase, NamesTheOperationThatFails) {
    const auto first = operations(R"([{"op":"add","path":"/a","value":7}])");
    const auto second = operations(R"([{"op":"remove","path":"/a"},{"op":"test","path":"","value":[]}])");
    const auto got = compose(first, second, ordered_json::object());
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::test_failed);
    EXPECT_EQ(got.error().operation, 1U);
    const auto p = text_of(first);
    const auto q = text_of(second);
    const std::array<std::string_view, 2> both{p, q};
    const auto here = text::compose(both, "{}");
    ASSERT_FALSE(here);
    EXPECT_EQ(here.error().code, errc::test_failed);
    EXPECT_EQ(here.error().operation, 1U);
}

TEST(TextComposeWithBase, KeepsSpellingsAndTakesAnyNumberOfPatches) {
    const std::array<std::string_view, 3> patches{R"([{"op":"add","path":"/b","value":[1.00]}])",
                                                  R"([{"op":"add","path":"/b/1","value":"\u00e9"}])",
                                                  R"([{"op":"test","path":"/a","value":10},)"
                                                  R"({"op":"move","from":"/a","path":"/c"}])"};
    EXPECT_EQ(text::compose(patches, R"({ "a" : 1e1 })").value(),
              R"([{"op":"test","path":"/a","value":1e1},{"op":"add","path":"/b","value":[1.00,"\u00e9"]},)"
              R"({"op":"move","from":"/a","path":"/c"}])");
    EXPECT_EQ(text::compose({}, "{}").value(), "[]");
}

// A place in the document, or one where something could be put.
pointer some_place(const ordered_json& document, bool fresh) {
    auto place = *rc::gen::elementOf(places(document));
    if (!fresh) return place;
    const auto& found = **resolve(document, place);
    if (found.is_object()) place.tokens.push_back(*rc::gen::element<std::string>("a", "b", "c", "~/"));
    if (found.is_array())
        place.tokens.push_back(std::to_string(*rc::gen::inRange<std::size_t>(0, found.size() + 1)));
    return place;
}

// Values that go about: into one another, over one another, out of what goes, and as copies.
ordered_patch bustle(ordered_json base) {
    ordered_patch all;
    for (auto left = *rc::gen::inRange(1, 6); left > 0; --left) {
        const auto at = some_place(base, false);
        const auto to = some_place(base, true);
        using any = basic_operation<ordered_json>;
        const auto next =
            *rc::gen::weightedElement<any>({{5, op::move{at, to}},
                                            {2, op::copy{at, to}},
                                            {1, op::remove{at}},
                                            {1, op::basic_test<ordered_json>{at, **resolve(base, at)}},
                                            {1, op::basic_replace<ordered_json>{at, ordered_json::object()}},
                                            {1, op::basic_add<ordered_json>{to, ordered_json::array({1})}}});
        auto after = emend::apply(base, {next});
        if (!after || after->dump().size() > 2000) continue;
        all.push_back(next);
        base = std::move(*after);
    }
    return all;
}

void holds(const ordered_json& base, const ordered_patch& first, const ordered_patch& second,
           const ordered_json& after) {
    const auto ops = compose(first, second, base);
    RC_ASSERT(ops.has_value());
    RC_ASSERT(emend::apply(base, *ops)->dump() == after.dump());
    RC_ASSERT(text_of(*ops).size() <= text_of(compose(first, second)).size());
    RC_ASSERT(*emend::apply(sorted(base), *compose(sorted(first), sorted(second), sorted(base))) ==
              sorted(after));
    const auto p = text_of(first);
    const auto q = text_of(second);
    const std::array<std::string_view, 2> both{p, q};
    RC_ASSERT(to_document(operations(text::compose(both, emend::dump(base).value()).value())) ==
              to_document(*ops));
}

// 0, 0.0 and -0.0 are one value; still, what is made is what both patches make.
TEST(ComposeWithBase, KeepsHowNumbersAreWritten) {
    const auto base = ordered_json::parse(R"({"a":0.0,"b":{"n":0,"m":-0.0,"o":0.0}})");
    for (const auto* where : {"/b/n", "/b/m", "/b/o"}) {
        const ordered_patch first{op::move{parse_pointer("/a").value(), parse_pointer("/c").value()}};
        const ordered_patch second{op::copy{parse_pointer("/c").value(), parse_pointer(where).value()}};
        holds(base, first, second, *emend::apply(*emend::apply(base, first), second));
    }
}

RC_GTEST_PROP(ComposeWithBaseProp, hasTheEffectOfBothInTheirOrder, ()) {
    const auto base = *document();
    const auto first = *valid_patch(base);
    const auto middle = *emend::apply(base, first);
    const auto second = *valid_patch(middle);
    holds(base, first, second, *emend::apply(middle, second));
}

RC_GTEST_PROP(ComposeWithBaseProp, followsValuesThatGoAbout, ()) {
    const auto base = *document();
    const auto first = bustle(base);
    const auto middle = *emend::apply(base, first);
    const auto second = bustle(middle);
    holds(base, first, second, *emend::apply(middle, second));
}

// A test that the patches make of the base still guards it: on a document that differs there, the
// composition fails as they would.
RC_GTEST_PROP(ComposeWithBaseProp, guardsWhatWasTested, ()) {
    const auto base = *document();
    const auto tested = some_place(base, false);
    const ordered_patch first{op::basic_test<ordered_json>{tested, **resolve(base, tested)}};
    const auto second = bustle(base);
    const auto ops = compose(first, second, base);
    RC_ASSERT(ops.has_value());
    const auto other = *emend::apply(base, {op::basic_replace<ordered_json>{tested, "another value"}});
    RC_ASSERT(emend::apply(other, *ops).error().code == errc::test_failed);
}

}  // namespace
}  // namespace emend
