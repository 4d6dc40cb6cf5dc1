// Tests text_apply.cpp, text_overlay.cpp and text_splice.cpp against RFC 6902 §4, §5.

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "emend/apply.hpp"
#include "emend/document.hpp"
#include "emend/equal.hpp"
#include "emend/testing/generators.hpp"
#include "emend/text.hpp"

#include "support/vectors.hpp"

namespace emend::tests {
namespace {

std::string applied(std::string_view document, std::string_view patch) {
    const auto got = text::apply(document, patch);
    return got ? *got : to_string(got.error());
}

error error_of(std::string_view document, std::string_view patch, const text::read_options& options = {}) {
    const auto got = text::apply(document, patch, options);
    EXPECT_FALSE(got) << *got;
    return got ? error{} : got.error();
}

class TextApplyVectors : public ::testing::TestWithParam<vector_line> {};

TEST_P(TextApplyVectors, GiveWhatTheyState) {
    const auto& line = GetParam();
    const auto got = text::apply(line.text("doc"), line.text("patch"));
    if (line.has("error")) {
        ASSERT_FALSE(got) << *got;
        EXPECT_EQ(to_string(got.error().code), line.text("error"));
        return;
    }
    ASSERT_TRUE(got) << to_string(got.error());
    EXPECT_TRUE(text::equal(*got, line.text("result")).value()) << *got;
    if (line.has("bytes")) {
        EXPECT_EQ(*got, line.text("result"));
    }
}

INSTANTIATE_TEST_SUITE_P(EdgeCases, TextApplyVectors, ::testing::ValuesIn(read_vectors("edge_cases.ndjson")));
INSTANTIATE_TEST_SUITE_P(Rfc6902, TextApplyVectors, ::testing::ValuesIn(read_vectors("rfc/rfc6902.ndjson")));

TEST(TextApply, KeepsEveryByteThatIsNotTouched) {
    EXPECT_EQ(applied("\n{ \"a\" : 1.0e0 ,\r\n\t\"\\u0062\":[ 1,2 ] }\n\n",
                      R"([{"op":"replace","path":"/b/1","value":3}])"),
              "\n{ \"a\" : 1.0e0 ,\r\n\t\"\\u0062\":[ 1,3 ] }\n\n");
    EXPECT_EQ(applied(" [1] ", "[]"), " [1] ");
    EXPECT_EQ(applied(" 1 ", R"([{"op":"replace","path":"","value":{"a":[2]}}])"), " {\"a\":[2]} ");
}

constexpr auto pretty = R"({
  "name": "x",
  "tags": [
    "a",
    "b"
  ],
  "empty": {},
  "row": [1, 2],
  "last": true
}
)";

TEST(TextApply, RemovesTheLineOfAMember) {
    EXPECT_EQ(applied(pretty, R"([{"op":"remove","path":"/name"},{"op":"remove","path":"/tags"},
                                  {"op":"remove","path":"/row"},{"op":"remove","path":"/last"}])"),
              "{\n  \"empty\": {}\n}\n");
    EXPECT_EQ(applied(pretty, R"([{"op":"remove","path":"/tags/0"},{"op":"remove","path":"/row/0"}])"), R"({
  "name": "x",
  "tags": [
    "b"
  ],
  "empty": {},
  "row": [2],
  "last": true
}
)");
    EXPECT_EQ(applied(pretty, R"([{"op":"remove","path":"/tags/1"},{"op":"remove","path":"/tags/0"},
                                  {"op":"remove","path":"/row/1"}])"),
              R"({
  "name": "x",
  "tags": [],
  "empty": {},
  "row": [1],
  "last": true
}
)");
}

TEST(TextApply, LaysOutWhatComesLikeWhatIsThere) {
    EXPECT_EQ(applied(pretty, R"([{"op":"add","path":"/new","value":{"k":[1,{}],"l":{"m":2}}},
                                  {"op":"add","path":"/tags/0","value":"first"},
                                  {"op":"add","path":"/tags/-","value":["deep"]},
                                  {"op":"add","path":"/empty/k","value":1},
                                  {"op":"add","path":"/row/1","value":9},
                                  {"op":"add","path":"/row/0","value":8}])"),
              R"({
  "name": "x",
  "tags": [
    "first",
    "a",
    "b",
    [
      "deep"
    ]
  ],
  "empty": {
    "k": 1
  },
  "row": [8, 1, 9, 2],
  "last": true,
  "new": {
    "k": [
      1,
      {}
    ],
    "l": {
      "m": 2
    }
  }
}
)");
}

TEST(TextApply, StaysCompactInCompactText) {
    EXPECT_EQ(applied(R"({"a":[1,2],"b":{}})", R"([ {"op": "add", "path": "/c", "value": { "x" : [ 1, 2 ] } },
                                                     {"op": "add", "path": "/b/d", "value": [ ] },
                                                     {"op": "add", "path": "/a/-", "value": 3} ])"),
              R"({"a":[1,2,3],"b":{"d":[]},"c":{"x":[1,2]}})");
    EXPECT_EQ(applied(R"({"a": 1, "b": [1, 2]})", R"([{"op":"add","path":"/c","value":{"x":[1,2],"y":0}}])"),
              R"({"a": 1, "b": [1, 2], "c": {"x": [1, 2], "y": 0}})");
}

TEST(TextApply, FollowsTabsAndLineBreaksOfTheText) {
    EXPECT_EQ(applied("{\r\n\t\"a\" : {\r\n\t\t\"b\" : 1\r\n\t}\r\n}\r\n",
                      R"([{"op":"add","path":"/c","value":{"d":1}},{"op":"add","path":"/a/e","value":2}])"),
              "{\r\n\t\"a\" : {\r\n\t\t\"b\" : 1,\r\n\t\t\"e\" : 2\r\n\t},\r\n\t\"c\" : {\r\n\t\t\"d\" : "
              "1\r\n\t}\r\n}\r\n");
}

TEST(TextApply, KeepsRowsOnOneLine) {
    EXPECT_EQ(applied("[\n  [1, 2],\n  [3, 4]\n]", R"([{"op":"add","path":"/1","value":[5,6]},
                                                        {"op":"replace","path":"/0","value":[0,0,0]}])"),
              "[\n  [0, 0, 0],\n  [5, 6],\n  [3, 4]\n]");
}

TEST(TextApply, CarriesTheBytesOfWhatMoves) {
    EXPECT_EQ(
        applied(R"({"a": [ 1.50,"\u0041" ], "b": {"c":1}})",
                R"([{"op":"move","from":"/a","path":"/b/d"},{"op":"copy","from":"/b/d/0","path":"/e"}])"),
        R"({"b": {"c":1, "d":[ 1.50,"\u0041" ]}, "e": 1.50})");
}

TEST(TextApply, IndentsTheLinesOfWhatMovesAnew) {
    EXPECT_EQ(applied(pretty, R"([{"op":"move","from":"/tags","path":"/empty/tags"},
                                  {"op":"add","path":"/empty/tags/-","value":{"x":1}}])"),
              R"({
  "name": "x",
  "empty": {
    "tags": [
      "a",
      "b",
      {
        "x": 1
      }
    ]
  },
  "row": [1, 2],
  "last": true
}
)");
    EXPECT_EQ(applied(pretty, R"([{"op":"move","from":"/tags","path":""}])"), "[\n  \"a\",\n  \"b\"\n]\n");
}

TEST(TextApply, ChangesWhatItHasJustPutThere) {
    EXPECT_EQ(applied(pretty, R"([{"op":"add","path":"/empty/a","value":{"b":[1,2],"c":3}},
                                  {"op":"remove","path":"/empty/a/c"},{"op":"add","path":"/empty/a/b/0","value":0},
                                  {"op":"add","path":"/empty/a/d","value":{}},
                                  {"op":"remove","path":"/tags"},{"op":"remove","path":"/name"}])"),
              R"({
  "empty": {
    "a": {
      "b": [
        0,
        1,
        2
      ],
      "d": {}
    }
  },
  "row": [1, 2],
  "last": true
}
)");
}

TEST(TextApply, CopiesWhatIsThereAtThatMoment) {
    EXPECT_EQ(applied(R"({"a":{"x":[1,2,3]}})",
                      R"([{"op":"add","path":"/a/y","value":1},{"op":"remove","path":"/a/x/1"},
                          {"op":"copy","from":"/a","path":"/b"},{"op":"add","path":"/a/z","value":2},
                          {"op":"add","path":"/b/x/0","value":0},{"op":"replace","path":"/a/x/0","value":9}])"),
              R"({"a":{"x":[9,3],"y":1,"z":2},"b":{"x":[0,1,3],"y":1}})");
}

TEST(TextApply, TestsWhatWasChanged) {
    const auto patch = [](const std::string& value) {
        return R"([{"op":"add","path":"/b","value":{"c":[1]}},{"op":"add","path":"/b/c/0","value":0},
                   {"op":"add","path":"/b/\u00e9","value":"x"},{"op":"remove","path":"/a"},
                   {"op":"test","path":"","value":)" +
               value + "}]";
    };
    EXPECT_EQ(applied(R"({"a":1})", patch(R"({"b":{"\u00e9":"\u0078","c":[0,1.0]}})")),
              "{\"b\":{\"c\":[0,1],\"\xc3\xa9\":\"x\"}}");
    const auto e = error_of(R"({"a":1})", patch("{}"));
    EXPECT_EQ(e.code, errc::test_failed);
    EXPECT_EQ(e.operation, 4U);
    EXPECT_EQ(e.expected, "{}");
    EXPECT_EQ(e.actual, "an object of 1 member");
}

// The pointers are held against each other only where both have bytes; sanitizers watch the end of the patch.
TEST(TextApply, MovesFromALongPointerToADeeperShortOne) {
    const std::string name(1000, 'n');
    const std::string text = R"([{"op":"move","from":"/)" + name + R"(","path":"/a/b"}])";
    const std::vector<char> patch(text.begin(), text.end());
    EXPECT_EQ(applied("{\"" + name + R"(":1,"a":{}})", {patch.data(), patch.size()}), R"({"a":{"b":1}})");
}

TEST(TextApply, NamesTheOperationAndItsPath) {
    const auto e = error_of(R"({"a": {"b": [1, 2]}})", R"([{"op":"test","path":"/a/b/0","value":1},
                                                           {"op":"remove","path":"/a/b/7"}])");
    EXPECT_EQ(
        to_string(e),
        "operation 1 at \"/a/b/7\": index past the end: expected an index up to 1, got 7 (RFC 6902 §4.1)");
    const auto from = error_of("{}", R"([{"op":"move","from":"/x","path":"/y"}])");
    EXPECT_EQ(from.path, "/x");
    EXPECT_EQ(from.operation, 0U);
    EXPECT_EQ(from.offset, error::none);
}

TEST(TextApply, TellsABrokenDocumentFromABrokenPatch) {
    text::index document;
    ASSERT_TRUE(document.parse("{}"));
    EXPECT_EQ(text::apply(document, "[").error().offset, 1U);
    EXPECT_EQ(error_of("{", "[]").offset, 1U);
    EXPECT_FALSE(text::apply(text::index{}, "[]"));
}

TEST(TextApply, StopsACopyBomb) {
    std::string patch = R"([{"op":"add","path":"/a","value":"0123456789012345678901234567890123456789"})";
    for (int i = 0; i < 60; ++i) patch += R"(,{"op":"copy","from":"","path":"/x)" + std::to_string(i) + "\"}";
    const auto e = error_of("{}", patch + "]", {.limit = {.growth = 10'000}});
    EXPECT_EQ(e.code, errc::limit_exceeded);
    EXPECT_LT(e.operation, 12U);
}

TEST(TextApply, LimitsTheDepthOfTheResult) {
    const text::read_options shallow{.limit = {.depth = 3}};
    const auto e = error_of(R"({"a":{}})", R"([{"op":"add","path":"/a/b","value":[[]]}])", shallow);
    EXPECT_EQ(e.code, errc::too_deep);
    EXPECT_EQ(e.path, "/a/b");
    EXPECT_EQ(error_of("{\"a\":[[]]}", R"([{"op":"copy","from":"","path":"/a/-"}])", shallow).code,
              errc::too_deep);
    EXPECT_EQ(error_of("{\"a\":[[]],\"b\":{}}", R"([{"op":"move","from":"/a","path":"/b/c"}])", shallow).code,
              errc::too_deep);
    EXPECT_TRUE(text::apply("{\"a\":[],\"b\":{}}", R"([{"op":"move","from":"/a","path":"/b/c"}])", shallow));
}

TEST(TextApply, CountsTheLastOfTwinsWhenTheLastWins) {
    const text::read_options last{.on_duplicate = text::duplicates::last_wins};
    const auto document = R"({"a":1,"b":0,"a":2,"a":3})";
    EXPECT_EQ(*text::apply(document, R"([{"op":"replace","path":"/a","value":9}])", last),
              R"({"a":1,"b":0,"a":2,"a":9})");
    EXPECT_EQ(*text::apply(document, R"([{"op":"remove","path":"/a"}])", last), R"({"b":0})");
    EXPECT_EQ(*text::apply(document, R"([{"op":"test","path":"","value":{"a":3,"b":0}}])", last), document);
    EXPECT_EQ(*text::apply(R"({"o":{"a":1,"a":2}})", R"([{"op":"move","from":"/o/a","path":"/o/b"}])", last),
              R"({"o":{"b":2}})");
}

void expect_as_json(const ordered_json& document, const std::string& patch) {
    const auto got = applied(document.dump(2), patch);
    const auto expected = emend::apply(document, parse_patch(ordered_json::parse(patch)).value());
    ASSERT_TRUE(expected) << to_string(expected.error());
    EXPECT_EQ(got, expected->dump(2)) << patch;
}

// Above and below the bytes of a pointer that are looked at beforehand.
TEST(TextApply, FollowsPointersOfAnyLength) {
    for (std::size_t length = 1; length < 140; ++length) {
        ordered_json row = {{"n", 1}};
        ordered_json tilde = {{"~1", {{"o/o", 1}}}};
        const std::string name(length, 'x');
        const ordered_json document = {{name, {{"inner", row}, {"m~", tilde}}}, {"inner", 2}};
        expect_as_json(document, R"([{"op":"replace","path":"/)" + name + R"(/inner/n","value":3},)" +
                                     R"({"op":"remove","path":"/)" + name + R"(/m~0/~01/o~1o"}])");
    }
}

// { "a": 0, "in": { "a": 1, "in": { ... }, "z": 1 }, "z": 0 }
ordered_json russian_doll(int levels) {
    ordered_json inner = {{"core", true}};
    for (int level = levels; level-- > 0;) inner = {{"a", level}, {"in", std::move(inner)}, {"z", level}};
    return inner;
}

// More levels than the writer takes by recursion.
TEST(TextApply, WritesWhatChangedOnEveryLevelOfADeepDocument) {
    for (const int levels : {1, 31, 32, 33, 34, 100}) {
        std::string patch = "[";
        std::string path;
        for (int level = 0; level < levels; ++level) {
            patch += R"({"op":"remove","path":")" + path + R"(/a"},{"op":"replace","path":")" + path +
                     R"(/z","value":[1,{}]},{"op":"add","path":")" + path + R"(/new","value":[{"x":)" +
                     std::to_string(level) + "}]},";
            path += "/in";
        }
        patch += R"({"op":"add","path":")" + path + R"(/n","value":null})";
        expect_as_json(russian_doll(levels), patch + "]");
        // The lines of what was changed inside are indented anew, those behind it are not.
        for (const int outer : {1, 31, 32, 33, 99}) {
            if (outer >= levels) continue;
            std::string from;
            for (int level = 0; level < outer; ++level) from += "/in";
            expect_as_json(russian_doll(levels),
                           patch + R"(,{"op":"move","from":")" + from + R"(","path":"/moved"}])");
            expect_as_json({{"top", russian_doll(levels)}, {"z", {{"in", 1}}}},
                           R"([{"op":"remove","path":"/top)" + path + R"(/core"},)" +
                               R"({"op":"move","from":"/top)" + from + R"(","path":"/moved"}])");
        }
    }
}

TEST(TextApply, TakesTenThousandInsertionsAtTheFrontOfABigArray) {
    constexpr int count = 200'000;
    constexpr int edits = 10'000;
    std::string document = "[0";
    for (int i = 1; i < count; ++i) document += "," + std::to_string(i);
    document += "]";
    std::string patch = "[";
    for (int i = 0; i < edits; ++i)
        patch += R"({"op":"add","path":"/0","value":-1},{"op":"remove","path":"/150000"},)";
    patch.back() = ']';
    const auto got = text::apply(document, patch);
    ASSERT_TRUE(got);
    EXPECT_EQ(got->substr(0, 7), "[-1,-1,");
    EXPECT_EQ(*text::get(*got, "/" + std::to_string(count - 1)), std::to_string(count - 1));
    EXPECT_EQ(*text::get(*got, "/10000"), "0");
}

TEST(TextApply, TakesTenThousandMembersIntoABigObject) {
    std::string document = "{\"m0\":0";
    for (int i = 1; i < 50'000; ++i) document += ",\"m" + std::to_string(i) + "\":" + std::to_string(i);
    document += "}";
    std::string patch = "[";
    for (int i = 0; i < 10'000; ++i) {
        const auto n = std::to_string(i);
        patch += R"({"op":"move","from":"/m)" + n + R"(","path":"/n)" + n + R"("},{"op":"add","path":"/n)" +
                 n + R"(","value":true},)";
    }
    patch.back() = ']';
    const auto got = text::apply(document, patch);
    ASSERT_TRUE(got);
    EXPECT_EQ(got->substr(0, 15), "{\"m10000\":10000");
    EXPECT_EQ(*text::get(*got, "/n9999"), "true");
}

std::string laid_out(const ordered_json& document, int style) {
    return style == 0 ? document.dump() : document.dump(style, style == 3 ? '\t' : ' ');
}

void expect_lanes_agree(const ordered_json& before, const ordered_patch& ops, int style) {
    const auto text = laid_out(before, style);
    const auto patch = to_document(ops).dump();
    RC_LOG() << text << '\n' << patch << '\n';
    const auto expected = emend::apply(before, ops);
    const auto got = text::apply(text, patch);
    RC_ASSERT(got.has_value() == expected.has_value());
    if (!got) {
        RC_ASSERT(got.error().code == expected.error().code);
        RC_ASSERT(got.error().operation == expected.error().operation);
        RC_ASSERT(got.error().path == expected.error().path);
        return;
    }
    const auto again = parse_ordered(*got);
    RC_LOG() << *got << '\n';
    RC_ASSERT(again.has_value());
    RC_ASSERT(again->dump() == expected->dump());
}

RC_GTEST_PROP(TextApplyProp, agreesWithTheJsonLaneMemberOrderIncluded, ()) {
    const auto before = *testing::document();
    expect_lanes_agree(before, *testing::nearly_valid_patch(before), *rc::gen::inRange(0, 4));
}

// Text laid out by one rule stays so, as if the result had been written by that rule.
RC_GTEST_PROP(TextApplyProp, keepsALayoutThatHasARule, ()) {
    const auto before = *testing::document();
    const auto style = *rc::gen::element(0, 2, 3);
    const auto ops = *testing::valid_patch(before);
    const auto text = laid_out(before, style);
    const bool tells_its_style = style == 0 || text.find('\n') != std::string::npos;
    RC_PRE(tells_its_style);
    const auto patch = to_document(ops).dump();
    RC_LOG() << text << '\n' << patch << '\n';
    const auto got = text::apply(text, patch);
    RC_ASSERT(got.has_value());
    RC_ASSERT(*got == laid_out(*emend::apply(before, ops), style));
}

}  // namespace
}  // namespace emend::tests
