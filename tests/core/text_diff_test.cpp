// Tests text_diff.cpp: the text lane's diff says what the json lane says, in the words of the text.

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "emend/apply.hpp"
#include "emend/diff.hpp"
#include "emend/equal.hpp"
#include "emend/testing/generators.hpp"
#include "emend/text.hpp"

#include "../../core/src/json_view.hpp"
#include "../../core/src/text_diff_view.hpp"
#include "core/diff_shapes.hpp"

namespace emend {
namespace {

std::string text_patch(std::string_view before, std::string_view after, const diff_options& options = {}) {
    const auto got = text::diff(before, after, options);
    return got ? *got : to_string(got.error());
}

TEST(TextDiff, WritesValuesAsTheyAreSpelled) {
    EXPECT_EQ(
        text_patch(R"({"keep": "a value long enough to be kept as it is", "n": 1, "s": "a"})",
                   R"({"keep": "a value long enough to be kept as it is", "n": 1E400, "s": "\u0062\/"})"),
        R"([{"op":"replace","path":"/n","value":1E400},{"op":"replace","path":"/s","value":"\u0062\/"}])");
}

TEST(TextDiff, WritesValuesCompactWhateverTheSourcesStyle) {
    EXPECT_EQ(text_patch("[1]", "[1, {\n  \"a b\" : [ 1 ,\t2 ],\r\n \"c\\\" d\" : \" x  y \" } ]"),
              R"([{"op":"add","path":"/1","value":{"a b":[1,2],"c\" d":" x  y "}}])");
}

TEST(TextDiff, OfEqualTextsIsEmptyWhateverTheSpelling) {
    EXPECT_EQ(text_patch(R"({"a":[1,"A"],"b":100})", R"({ "b" : 1e2, "a" : [1.0, "\u0041"] })"), "[]");
    EXPECT_EQ(text_patch("[[1.0]]", "[[1]]"), "[]");
}

TEST(TextDiff, SeesTheSpellingOfNumbersWhereAsked) {
    const diff_options options{.numbers = number_mode::spelling};
    EXPECT_EQ(
        text_patch("[1,2,3,4,\"a string that is long\"]", "[1,2.0,3,4,\"a string that is long\"]", options),
        R"([{"op":"replace","path":"/1","value":2.0}])");
    EXPECT_EQ(text_patch("[1]", "[1]", options), "[]");
}

TEST(TextDiff, ComparesNumbersExactly) {
    EXPECT_EQ(text_patch("[9007199254740993]", "[9007199254740992]"),
              R"([{"op":"replace","path":"","value":[9007199254740992]}])");
    EXPECT_EQ(text_patch("[1e400]", "[10e399]"), "[]");
}

TEST(TextDiff, EscapesPointersFromEscapedNames) {
    const std::string rest =
        R"(,"rest":"a value long enough to be kept as it is, come what may, and then some more of the same so that it is")";
    EXPECT_EQ(text_patch("{\"a\\/b\\\"\":1,\"\\u007e\":2,\"x/~\":3" + rest + "}",
                         "{\"a/b\\\"\":4,\"~\":5,\"x/~\":6" + rest + "}"),
              R"([{"op":"replace","path":"/a~1b\"","value":4},{"op":"replace","path":"/~0","value":5},)"
              R"({"op":"replace","path":"/x~1~0","value":6}])");
}

TEST(TextDiff, OfLastWinningMembersWritesOnlyThoseThatCount) {
    text::index before;
    text::index after;
    const text::read_options reading{.on_duplicate = text::duplicates::last_wins};
    ASSERT_TRUE(before.parse(R"({"a":1,"a":2,"b":0})", reading));
    ASSERT_TRUE(after.parse(R"({"a":2,"b":{"c":1,"c":[2],"c":[3, {"d":4,"d":5}]}})", reading));
    EXPECT_EQ(text::diff(before, after).value(),
              R"([{"op":"replace","path":"/b","value":{"c":[3,{"d":5}]}}])");
}

TEST(TextDiff, RefusesBrokenTexts) {
    EXPECT_EQ(text::diff("[1", "[1]").error().code, errc::syntax_error);
    EXPECT_EQ(text::diff("[1]", "{\"a\":1,\"a\":2}").error().code, errc::duplicate_member);
    EXPECT_EQ(text::diff(text::index(), text::index()).error().code, errc::syntax_error);
}

TEST(TextDiff, SaysWhatTheJsonLaneSays) {
    for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
        tests::shapes random(seed);
        const auto [before, after] = random.next();
        const auto ops = diff(before, after);
        ASSERT_TRUE(ops);
        const auto from = before.dump(random.chance(2) ? 2 : -1);
        const auto to = after.dump(random.chance(2) ? 4 : -1);
        ASSERT_EQ(text_patch(from, to), to_document(*ops).dump()) << "seed " << seed;
    }
}

// Rows by number; every third one spelled otherwise where `odd`.
std::string rows(const std::vector<int>& ids, bool odd) {
    std::string out = "[";
    for (const int id : ids) {
        const auto number = std::to_string(id);
        if (out.size() > 1) out += ',';
        out += odd && id % 3 == 0
                   ? R"({ "text" : "row n\u0075mber )" + number + R"(", "id" : )" + number + ".0 }"
                   : R"({"id":)" + number + R"(,"text":"row number )" + number + "\"}";
    }
    return out + ']';
}

TEST(TextDiff, AlignsLongArraysByTheirBytesAndByTheirValues) {
    std::vector<int> ids(300);
    for (int i = 0; i < 300; ++i) ids[static_cast<std::size_t>(i)] = i;
    auto changed = ids;
    changed.erase(changed.begin() + 20);          // 20 goes
    changed.insert(changed.begin() + 100, 1000);  // a new row
    changed.erase(changed.begin() + 150);         // 150 moves
    changed.insert(changed.begin() + 249, 150);
    const std::string expected =
        R"([{"op":"remove","path":"/20"},{"op":"add","path":"/100","value":{"id":1000,"text":"row number 1000"}},)"
        R"({"op":"move","from":"/150","path":"/249"}])";
    EXPECT_EQ(text_patch(rows(ids, false), rows(changed, false)), expected);
    EXPECT_EQ(text_patch(rows(ids, true), rows(changed, false)), expected);
    const auto ops = diff(ordered_json::parse(rows(ids, true)), ordered_json::parse(rows(changed, false)));
    EXPECT_EQ(to_document(*ops).dump(), expected);
    EXPECT_EQ(to_document(*diff(json::parse(rows(ids, true)), json::parse(rows(changed, false)))),
              json::parse(expected));
}

TEST(TextDiff, CopiesWhatStandsInOtherWords) {
    const std::string spare = R"({"name":"a value that is worth a copy","n":[1,2,3]})";
    const std::string spelled =
        "{ \"n\": [1.0, 2, 30e-1],\n\"n\\u0061me\": \"a value that is worth a copy\" }";
    EXPECT_EQ(text_patch("{\"a\":" + spelled + "}", "{\"a\":" + spare + ",\"b\":" + spare + "}"),
              R"([{"op":"copy","from":"/a","path":"/b"}])");
}

// Each level is walked once: nothing is compared again from its start further down.
TEST(TextDiff, GoesStraightDownToALateDifference) {
    std::string before = "1";
    std::string after = "2";
    for (int level = 0; level < 900; ++level) {
        const std::string head = level % 2 == 0 ? R"({"x":[1,2,3],"in":)" : R"([[1,2,3],)";
        const std::string tail = level % 2 == 0 ? R"(,"y":"z"})" : R"(,"z"])";
        before = head + before + tail;
        after = head + after + tail;
    }
    std::string path;
    for (int level = 0; level < 450; ++level) path += "/1/in";
    const auto expected = R"([{"op":"replace","path":")" + path + R"(","value":2}])";
    EXPECT_EQ(text_patch(before, after), expected);
    EXPECT_EQ(to_document(*diff(json::parse(before), json::parse(after))).dump(), expected);
}

RC_GTEST_PROP(TextDiffProp, givesAPatchThatApplies, ()) {
    const auto before = *testing::document();
    const auto after = *testing::edited(before);
    const auto patch = text::diff(before.dump(), after.dump());
    RC_ASSERT(patch.has_value());
    const auto ops = parse_ordered_patch(*patch);
    RC_ASSERT(ops.has_value());
    const auto got = emend::apply(before, *ops);
    RC_ASSERT(got.has_value());
    RC_ASSERT(equal(*got, after));
}

// An array of records, edited: rows come, go, move, are doubled, and change inside.
ordered_json edited_rows(ordered_json rows) {
    for (auto changes = *rc::gen::inRange(1, 8); changes > 0 && !rows.empty(); --changes) {
        const auto size = static_cast<int>(rows.size());
        const auto at = static_cast<std::size_t>(*rc::gen::inRange(0, size));
        const auto there = *rc::gen::inRange(0, size);
        const auto row = rows[at];
        switch (*rc::gen::inRange(0, 5)) {
            case 0:
                rows.erase(at);
                break;
            case 1:
                rows.insert(rows.begin() + there, row);
                break;
            case 2:
                rows.erase(at);
                rows.insert(rows.begin() + std::min(there, size - 1), row);
                break;
            case 3:
                rows.insert(rows.begin() + there,
                            ordered_json::object({{"id", 1000 + there}, {"list", row}}));
                break;
            default:
                rows[at]["list"] = ordered_json::parse(
                    *rc::gen::elementOf(std::vector<std::string>{"[1,2]", R"({"x":[{}]})", "null"}));
        }
    }
    return rows;
}

// The order in which things are tried goes by hashes, and so does where a budget ends.
TEST(TextDiff, HashesScalarsAsTheJsonLane) {
    const std::string text =
        R"([null,true,false,"","a",0,-0.0,1,1.0,-7,100,0.5,1e300,-2.5e-7,18446744073709551615])";
    const auto values = ordered_json::parse(text);
    text::index table;
    ASSERT_TRUE(table.parse(text));
    const detail::text_diff_view there(table, false);
    auto at = there.children(there.root());
    for (const auto& value : values) {
        EXPECT_EQ(detail::json_view<ordered_json>::hash_scalar(&value), there.hash_scalar(at.value()))
            << value;
        at.advance();
    }
}

// Texts as the json lane would write them: whatever is left of the budget, at each step.
RC_GTEST_PROP(TextDiffProp, saysWhatTheJsonLaneSaysUnderAnyBudget, ()) {
    const auto list = [](const char* name) {
        const auto numbers = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 9));
        return ordered_json::object({{name, numbers}, {"half", 0.5}, {"on", true}});
    };
    ordered_json before = ordered_json::array();
    for (auto i = *rc::gen::inRange(1, 12); i > 0; --i) {
        before.push_back(list("tags"));
        before.back()["id"] = i;
    }
    auto after = edited_rows(before);
    for (auto& row : after) {
        if (row.is_object() && *rc::gen::inRange(0, 3) == 0) row["list"] = list("in");
    }
    diff_options options;
    options.budget = *rc::gen::inRange<std::size_t>(0, 300);
    const auto ops = diff(before, after, options);
    const auto patch = text::diff(before.dump(), after.dump(), options);
    RC_ASSERT(ops.has_value());
    RC_ASSERT(patch.has_value());
    RC_ASSERT(ordered_json::parse(*patch) == to_document(*ops));
}

// Texts are read beside one another; kept indexes each on its own.
RC_GTEST_PROP(TextDiffProp, givesThePatchOfKeptIndexes, ()) {
    ordered_json before = ordered_json::array();
    for (auto i = *rc::gen::inRange(1, 60); i > 0; --i) {
        before.push_back(
            {{"id", i}, {"name", "row " + std::to_string(i % 7)}, {"list", {i, {{"deep", {i % 3}}}, {}}}});
    }
    const auto wrapped = *rc::gen::arbitrary<bool>();
    const auto rows = edited_rows(before);
    const auto a = (wrapped ? ordered_json::object({{"rows", before}, {"n", 1}}) : before).dump();
    const auto b = (wrapped ? ordered_json::object({{"rows", rows}, {"n", 2}}) : rows).dump();
    text::index kept_a;
    text::index kept_b;
    RC_ASSERT(kept_a.parse(a).has_value());
    RC_ASSERT(kept_b.parse(b).has_value());
    diff_options options;
    options.tests = *rc::gen::element(test_mode::none, test_mode::old_values);
    options.moves = *rc::gen::arbitrary<bool>();
    options.copies = *rc::gen::arbitrary<bool>();
    const auto beside = text::diff(a, b, options);
    const auto alone = text::diff(kept_a, kept_b, options);
    RC_ASSERT(beside.has_value());
    RC_ASSERT(alone.has_value());
    RC_ASSERT(*beside == *alone);
    static text::differ differ;
    RC_ASSERT(differ.diff(a, b, options).value() == *alone);
}

// What lives as long as a thread may call when the thread has given back what it kept.
TEST(TextsAtTheEndOfAThread, AreAnswered) {
    static std::string answers;
    struct last {
        last() = default;
        last(const last&) = delete;
        last& operator=(const last&) = delete;
        ~last() {
            for (int i = 0; i < 2; ++i) {
                answers += text::diff("[1]", "[2]").value();
                answers += text::apply("[1]", R"([{"op":"add","path":"/-","value":2}])").value();
            }
        }
    };
    std::thread([] {
        static thread_local const last mine;
        ASSERT_NE(&mine, nullptr);
        ASSERT_TRUE(text::diff("[1]", "[2]"));
        ASSERT_TRUE(text::apply("[1]", "[]"));
    }).join();
    const std::string once = R"([{"op":"replace","path":"","value":[2]}][1,2])";
    EXPECT_EQ(answers, once + once);
}

}  // namespace
}  // namespace emend
