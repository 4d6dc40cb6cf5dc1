// Tests merge3.cpp and merge3_rebase.cpp: what both sides changed is there, or in a conflict.

#include "emend/merge3.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "emend/apply.hpp"
#include "emend/equal.hpp"
#include "emend/testing/census.hpp"
#include "emend/testing/generators.hpp"

namespace emend {
namespace {

using testing::document;
using testing::edited;
using testing::keeps_new;
using testing::merge_triple;
using testing::sorted;

merged merge(const char* base, const char* ours, const char* theirs, const merge3_options& options = {}) {
    return merge3(json::parse(base), json::parse(ours), json::parse(theirs), options).value();
}

std::string clean(const char* base, const char* ours, const char* theirs,
                  const merge3_options& options = {}) {
    const auto got = merge(base, ours, theirs, options);
    if (!got.conflicts.empty()) return std::string(to_string(got.conflicts.front().kind));
    return got.document.dump();
}

TEST(Merge3, TakesMembersFromBothSides) {
    EXPECT_EQ(clean(R"({"a":1,"b":1,"c":1})", R"({"a":2,"b":1})", R"({"a":1,"b":2,"c":1,"d":1})"),
              R"({"a":2,"b":2,"d":1})");
    EXPECT_EQ(clean(R"({})", R"({"a":{"x":1}})", R"({"a":{"y":2}})"), R"({"a":{"x":1,"y":2}})");
}

TEST(Merge3, KeepsTheOrderOfOursThenWhatTheirsAdded) {
    const auto got =
        merge3(ordered_json::parse(R"({"a":1,"b":1,"c":1})"), ordered_json::parse(R"({"c":1,"b":2,"z":1})"),
               ordered_json::parse(R"({"y":1,"a":1,"b":1,"c":3})"));
    EXPECT_EQ(got->document.dump(), R"({"c":3,"b":2,"z":1,"y":1})");
}

TEST(Merge3, FollowsElementsByIdentity) {
    EXPECT_EQ(clean("[1,2,3,4,5]", "[0,1,2,3,4,5]", "[1,2,3,5,6]"), "[0,1,2,3,5,6]");
    EXPECT_EQ(clean(R"([{"id":1,"v":1},{"id":2,"v":1},{"id":3,"v":1}])",
                    R"([{"id":3,"v":1},{"id":1,"v":1},{"id":2,"v":1}])",
                    R"([{"id":1,"v":1},{"id":2,"v":1},{"id":3,"v":9}])"),
              R"([{"id":3,"v":9},{"id":1,"v":1},{"id":2,"v":1}])");
}

TEST(Merge3, SaysTheSameInsertionOnce) {
    EXPECT_EQ(clean("[[1],[2]]", "[[1],[7],[2]]", "[[1],[7],[8],[2]]"), "[[1],[7],[8],[2]]");
    EXPECT_EQ(clean("[[1],[2]]", "[[1],[7],[8],[2]]", "[[1],[6],[7],[8],[2]]"), "[[1],[6],[7],[8],[2]]");
}

TEST(Merge3, PutsRecordsAndDistinctScalarsBehindEachOther) {
    EXPECT_EQ(clean(R"(["x","m"])", R"(["x","m","a"])", R"(["x","m","b"])"), R"(["x","m","a","b"])");
    EXPECT_EQ(
        clean(R"([{"id":1},{"id":2}])", R"([{"id":1},{"id":2},{"id":3}])", R"([{"id":1},{"id":2},{"id":4}])"),
        R"([{"id":1},{"id":2},{"id":3},{"id":4}])");
}

TEST(Merge3, MergesTwoInsertionsWithOneKey) {
    EXPECT_EQ(clean(R"([{"id":1},{"id":2}])", R"([{"id":1},{"id":2},{"id":3,"a":1}])",
                    R"([{"id":1},{"id":2},{"id":3,"b":2},{"id":4}])"),
              R"([{"id":1},{"id":2},{"a":1,"b":2,"id":3},{"id":4}])");
}

TEST(Merge3, KeepsASortedArraySorted) {
    EXPECT_EQ(
        clean(R"(["a","B","c","x"])", R"(["a","B","c","f","k","x"])", R"(["a","B","c","d","G","m","x"])"),
        R"(["a","B","c","d","f","G","k","m","x"])");
}

TEST(Merge3, TakesWhatBothInsertedWhereverItStandsThere) {
    const char* ours = R"([{"a":0},-3])";
    const char* theirs = R"(["c","d",-3,{},{"a":0},{"a":0}])";
    EXPECT_EQ(clean("[]", ours, theirs), R"([{"a":0},"c","d",-3,{},{"a":0}])");
    EXPECT_EQ(clean("[]", theirs, ours), R"(["c","d",-3,{},{"a":0},{"a":0}])");
    EXPECT_EQ(merge("[]", "[[1],[2]]", "[[2],[1]]", {.policy = merge3_policy::theirs}).document.dump(),
              "[[2],[1]]");
    for (const auto* other : {"[[2],[1],[3]]", "[[3],[2],[1]]"}) {
        const auto got = merge("[]", "[[1],[2]]", other, {.policy = merge3_policy::theirs}).document;
        for (const auto* each : {"[1]", "[2]", "[3]"})
            EXPECT_EQ(std::count(got.begin(), got.end(), json::parse(each)), 1) << each << got.dump();
    }
}

TEST(Merge3, TakesTheSameMoveOnceAmongWhatOneSideInserted) {
    for (const auto* free : {"[%1],[%2],[%3]", "\"%1\",\"%2\",\"%3\""}) {
        const auto list = [&](const std::string& order) {
            const std::string form = free;
            const auto open = form.substr(0, form.find('%'));
            const auto close = form.substr(form.find('%') + 2, open.size());
            std::string all;
            for (const char c : order) all += (all.empty() ? "" : ",") + open + c + close;
            return "[" + all + "]";
        };
        for (const auto* more : {"2381", "2318", "8231", "2831"}) {
            EXPECT_EQ(clean(list("123").c_str(), list("231").c_str(), list(more).c_str()), list(more));
            EXPECT_EQ(clean(list("123").c_str(), list(more).c_str(), list("231").c_str()), list(more));
        }
    }
}

TEST(Merge3, TellsEqualElementsInARowApartAsTheOtherSideDoes) {
    for (const auto* x : {"[1]", "\"c\""}) {
        const auto list = [&](const std::string& form) {
            std::string all;
            for (const char c : form)
                all += (all.empty() ? "" : ",") + (c == 'x' ? x : std::string("[2") + c + "]");
            return "[" + all + "]";
        };
        EXPECT_EQ(clean(list("x").c_str(), list("xx").c_str(), list("3xx").c_str()), list("3xx"));
        EXPECT_EQ(clean(list("x").c_str(), list("3xx").c_str(), list("xx").c_str()), list("3xx"));
        EXPECT_EQ(clean(list("4xx").c_str(), list("4x").c_str(), list("34x").c_str()), list("34x"));
    }
}

TEST(Merge3, ConflictsWhicheverSideIsOurs) {
    const auto conflicts = [](const std::string& ours, const std::string& theirs) {
        return merge("[]", ours.c_str(), theirs.c_str()).conflicts.size();
    };
    for (int n = 0; n < 60; ++n) {
        for (int m = 0; m < n; ++m) {
            const auto a = "[" + std::to_string(n) + "]";
            const auto b = "[" + std::to_string(m) + "]";
            const auto ours = "[" + a + "," + b + ",[900]]";
            const auto theirs = "[" + b + ",[901]," + a + "]";
            ASSERT_EQ(conflicts(ours, theirs), conflicts(theirs, ours)) << ours << theirs;
        }
    }
}

TEST(Merge3, FindsTheKeyOfRecordsOnEitherSide) {
    const char* base = R"([{"id":0,"n":1},{"id":1,"n":2},{"id":2,"n":3},{"id":3,"n":4}])";
    const char* ours = R"(["x",{"id":0,"n":1},{"id":1},{"id":2,"n":9},{"id":3,"n":4}])";
    const char* theirs = R"([{},{"id":0,"n":1},{"id":1},{"id":2,"n":3},{"id":3,"n":4}])";
    EXPECT_EQ(clean(base, ours, theirs), R"(["x",{},{"id":0,"n":1},{"id":1},{"id":2,"n":9},{"id":3,"n":4}])");
    EXPECT_EQ(clean(base, theirs, ours), R"([{},"x",{"id":0,"n":1},{"id":1},{"id":2,"n":9},{"id":3,"n":4}])");
}

TEST(Merge3, TellsTwoInsertionsWhereOrderMatters) {
    const auto got = merge("[[1],[2]]", "[[1],[7],[2]]", "[[1],[8],[9],[2]]");
    ASSERT_EQ(got.conflicts.size(), 1U);
    EXPECT_EQ(got.conflicts[0].kind, conflict_kind::both_inserted);
    EXPECT_EQ(got.conflicts[0].path, "/1");
    EXPECT_EQ(got.conflicts[0].base, std::nullopt);
    EXPECT_EQ(got.conflicts[0].ours->dump(), "[[7]]");
    EXPECT_EQ(got.conflicts[0].theirs->dump(), "[[8],[9]]");
    EXPECT_EQ(got.document.dump(), "[[1],[7],[2]]");
}

TEST(Merge3, TellsTwoValuesForOnePlace) {
    const auto got = merge(R"({"a":{"b~/":1}})", R"({"a":{"b~/":2}})", R"({"a":{"b~/":3}})");
    ASSERT_EQ(got.conflicts.size(), 1U);
    EXPECT_EQ(got.conflicts[0].kind, conflict_kind::both_changed);
    EXPECT_EQ(got.conflicts[0].path, "/a/b~0~1");
    EXPECT_EQ(got.conflicts[0].base->dump(), "1");
    EXPECT_EQ(got.conflicts[0].ours->dump(), "2");
    EXPECT_EQ(got.conflicts[0].theirs->dump(), "3");
    EXPECT_EQ(clean("{}", R"({"a":1})", R"({"a":2})"), "both_added");
    EXPECT_EQ(clean("1", "2", "3"), "both_changed");
}

TEST(Merge3, TellsWhereARemovedValueWouldStand) {
    const auto got = merge(R"([0,{"id":1,"v":1,"w":"wwwwwwwwww"},2])", "[5,0,2]",
                           R"([0,{"id":1,"v":9,"w":"wwwwwwwwww"},2])");
    ASSERT_EQ(got.conflicts.size(), 1U);
    EXPECT_EQ(got.conflicts[0].kind, conflict_kind::delete_modify);
    EXPECT_EQ(got.conflicts[0].path, "/2");
    EXPECT_EQ(got.conflicts[0].ours, std::nullopt);
    EXPECT_EQ(got.document.dump(), "[5,0,2]");
}

TEST(Merge3, TellsWhatBothMovedApart) {
    const char* a = R"("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")";
    const auto list = [&](const char* format) {
        std::string text = format;
        return text.replace(text.find('A'), 1, a);
    };
    const auto base = list("[1,2,3,A,4,5,6]");
    const auto got = merge(base.c_str(), list("[A,1,2,3,4,5,6]").c_str(), list("[1,2,3,4,5,6,A]").c_str());
    ASSERT_EQ(got.conflicts.size(), 1U);
    EXPECT_EQ(got.conflicts[0].kind, conflict_kind::both_moved);
    EXPECT_EQ(got.conflicts[0].path, "/0");
    EXPECT_EQ(got.document, json::parse(list("[A,1,2,3,4,5,6]")));
}

TEST(Merge3, FollowsThePolicy) {
    const char* base = R"({"a":1,"d":{"x":1},"l":[[1],[2]]})";
    const char* ours = R"({"a":2,"l":[[1],[7],[2]]})";
    const char* theirs = R"({"a":3,"d":{"x":2},"l":[[1],[8],[2]]})";
    const auto with = [&](merge3_policy policy) { return merge(base, ours, theirs, {.policy = policy}); };
    EXPECT_EQ(with(merge3_policy::fail).conflicts.size(), 3U);
    EXPECT_EQ(with(merge3_policy::ours).document.dump(), R"({"a":2,"l":[[1],[7],[2]]})");
    EXPECT_EQ(with(merge3_policy::ours).conflicts.size(), 0U);
    EXPECT_EQ(with(merge3_policy::ours).resolved.size(), 3U);
    EXPECT_EQ(with(merge3_policy::theirs).document.dump(), R"({"a":3,"d":{"x":2},"l":[[1],[8],[2]]})");
    const auto united = with(merge3_policy::unite);
    EXPECT_EQ(united.document.dump(), R"({"a":2,"d":{"x":2},"l":[[1],[7],[8],[2]]})");
    ASSERT_EQ(united.conflicts.size(), 1U);
    EXPECT_EQ(united.conflicts[0].path, "/a");
}

TEST(Merge3, TakesTheArrayModeOfTheCaller) {
    const char* base = R"({"s":[[1]],"w":[1,2]})";
    const char* ours = R"({"s":[[1],[2]],"w":[0,1,2]})";
    const char* theirs = R"({"s":[[1],[3]],"w":[1,2,3]})";
    EXPECT_EQ(clean(base, ours, theirs), "both_inserted");
    EXPECT_EQ(clean(base, ours, theirs, {.rules = {{"/s", array_mode::set, ""}}}),
              R"({"s":[[1],[2],[3]],"w":[0,1,2,3]})");
    EXPECT_EQ(
        clean(base, ours, theirs, {.rules = {{"/s", array_mode::set, ""}, {"/w", array_mode::whole, ""}}}),
        "both_changed");
}

TEST(Merge3, RefusesWhatIsTooDeep) {
    const std::string deep = std::string(1'001, '[') + std::string(1'001, ']');
    const auto got = merge3(json(1), json(2), json::parse(deep));
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::too_deep);
}

TEST(Merge3, DoesNotRecurse) {
    constexpr std::size_t depth = 20'000;
    const auto nested = [](const char* inside) {
        return std::string(depth, '[') + inside + std::string(depth, ']');
    };
    merge3_options deep;
    deep.limit.depth = depth;
    const auto got = merge3(json::parse(nested("1,2,3")), json::parse(nested("0,1,2,3")),
                            json::parse(nested("1,2,3,4")), deep);
    ASSERT_TRUE(got);
    EXPECT_EQ(got->conflicts.size(), 0U);
    EXPECT_TRUE(equal(got->document, json::parse(nested("0,1,2,3,4"))));
}

TEST(Rebase, NamesTheConflict) {
    const auto base = json::parse(R"({"a":{"b":1}})");
    const auto got = rebase(*parse_patch(R"([{"op":"replace","path":"/a/b","value":2}])"),
                            *parse_patch(R"([{"op":"replace","path":"/a/b","value":3}])"), base);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::conflict);
    EXPECT_EQ(got.error().path, "/a/b");
}

TEST(Rebase, FollowsWhatTheOtherMoved) {
    const auto base = json::parse(R"(["a","b",{"id":"record","v":1}])");
    const auto got = rebase(*parse_patch(R"([{"op":"replace","path":"/2/v","value":2}])"),
                            *parse_patch(R"([{"op":"move","from":"/2","path":"/0"}])"), base);
    ASSERT_TRUE(got);
    EXPECT_EQ(to_document(*got), json::parse(R"([{"op":"replace","path":"/0/v","value":2}])"));
}

RC_GTEST_PROP(Merge3Prop, isTheOnlyChangeWhereOneSideChanged, ()) {
    const auto base = *document();
    const auto other = *edited(base);
    for (const auto& got :
         {merge3(base, other, base), merge3(base, base, other), merge3(base, other, other)}) {
        RC_ASSERT(got.has_value());
        RC_ASSERT(got->conflicts.empty());
        RC_ASSERT(equal(got->document, other));
    }
}

RC_GTEST_PROP(Merge3Prop, losesNothingWithoutAConflict, ()) {
    const auto [base, ours, theirs] = *merge_triple();
    const auto got = merge3(base, ours, theirs);
    RC_ASSERT(got.has_value());
    RC_CLASSIFY(got->conflicts.empty(), "clean");
    if (!got->conflicts.empty()) return;
    RC_ASSERT(keeps_new(base, ours, got->document));
    RC_ASSERT(keeps_new(base, theirs, got->document));
}

RC_GTEST_PROP(Merge3Prop, conflictsWhicheverSideIsOurs, ()) {
    const auto [base, ours, theirs] = *merge_triple();
    const auto got = merge3(base, ours, theirs);
    const auto mirrored = merge3(base, theirs, ours);
    RC_ASSERT(got->conflicts.empty() == mirrored->conflicts.empty());
}

// Of elements that all differ; arrays in an array, so that their order matters.
RC_GTEST_PROP(Merge3Prop, isTheSideThatWentFurther, ()) {
    const auto some = [](std::size_t end) { return *rc::gen::inRange<std::size_t>(0, end); };
    auto base = ordered_json::array();
    for (int n = 0; n < 6; ++n) {
        if (some(3) != 0) base.push_back({n});
    }
    int fresh = 10;
    const auto insert = [&](ordered_json& list) {
        list.insert(list.begin() + static_cast<std::ptrdiff_t>(some(list.size() + 1)),
                    ordered_json::array({fresh++}));
    };
    auto near = base;
    for (auto steps = some(4); steps > 0; --steps) {
        const auto kind = some(3);
        if (kind == 0 || near.empty()) {
            insert(near);
            continue;
        }
        const auto from = some(near.size());
        auto taken = near[from];
        near.erase(from);
        if (kind == 1) near.insert(near.begin() + static_cast<std::ptrdiff_t>(some(near.size() + 1)), taken);
    }
    auto far = near;
    for (auto steps = 1 + some(2); steps > 0; --steps) insert(far);
    for (const auto& got : {merge3(base, near, far), merge3(base, far, near)}) {
        RC_ASSERT(got.has_value());
        RC_CLASSIFY(got->conflicts.empty(), "clean");
        if (got->conflicts.empty()) RC_ASSERT(got->document == far);
    }
}

RC_GTEST_PROP(Merge3Prop, leavesNothingOpenWhereASideCounts, ()) {
    const auto [base, ours, theirs] = *merge_triple();
    const auto open = merge3(base, ours, theirs);
    const auto mine = merge3(base, ours, theirs, {.policy = merge3_policy::ours});
    const auto yours = merge3(base, ours, theirs, {.policy = merge3_policy::theirs});
    RC_ASSERT(mine->conflicts.empty());
    RC_ASSERT(yours->conflicts.empty());
    RC_ASSERT(mine->resolved.size() == open->conflicts.size());
    RC_ASSERT(mine->document == open->document);
}

RC_GTEST_PROP(Merge3Prop, isTheSameForSortedMembers, ()) {
    const auto [base, ours, theirs] = *merge_triple();
    const auto got = merge3(base, ours, theirs);
    const auto other = merge3(sorted(base), sorted(ours), sorted(theirs));
    RC_ASSERT(got->conflicts.size() == other->conflicts.size());
    RC_ASSERT(equal(sorted(got->document), other->document));
}

RC_GTEST_PROP(RebaseProp, convergesWithTheMerge, ()) {
    const auto [base, ours, theirs] = *merge_triple();
    const auto over = *diff(base, ours);
    const auto ops = *diff(base, theirs);
    const auto merged = merge3(base, ours, theirs);
    const auto rebased = rebase(ops, over, base);
    RC_ASSERT(rebased.has_value() == merged->conflicts.empty());
    if (!rebased) {
        RC_ASSERT(rebased.error().code == errc::conflict);
        // One of them: a patch may put members in another order.
        RC_ASSERT(std::any_of(merged->conflicts.begin(), merged->conflicts.end(),
                              [&](const auto& c) { return c.path == rebased.error().path; }));
    } else {
        RC_ASSERT(equal(*emend::apply(*emend::apply(base, over), *rebased), merged->document));
    }
}

}  // namespace
}  // namespace emend
