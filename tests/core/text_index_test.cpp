// Tests text_index.cpp and text_reader.cpp against RFC 8259.

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "emend/text.hpp"
#include "emend/text_values.hpp"

#include "support/source_dir.hpp"

namespace emend::tests {
namespace {

using text::duplicates;
using text::index;
using text::node;

error error_of(std::string_view json, const text::read_options& options = {}) {
    index source;
    const auto read = source.parse(json, options);
    EXPECT_FALSE(read) << json;
    EXPECT_TRUE(source.nodes().empty());
    return read ? error{} : read.error();
}

void expect_syntax_error(std::string_view json, std::size_t offset, std::string_view expected,
                         std::string_view actual) {
    const auto e = error_of(json);
    EXPECT_EQ(e.code, errc::syntax_error) << json;
    EXPECT_EQ(e.offset, offset) << json;
    EXPECT_EQ(e.expected, expected) << json;
    EXPECT_EQ(e.actual, actual) << json;
}

bool accepts(std::string_view json, duplicates on_duplicate = duplicates::refuse) {
    index source;
    return source.parse(json, {.on_duplicate = on_duplicate}).has_value();
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(Index, HoldsANodeForEachValueInDocumentOrder) {
    index source;
    ASSERT_TRUE(source.parse(R"({"a" : [1, true], "b":{}})"));
    const auto nodes = source.nodes();
    ASSERT_EQ(nodes.size(), 5U);
    const auto expect = [&](std::size_t i, std::uint32_t key, std::uint32_t begin, std::uint32_t end,
                            std::uint32_t next) {
        EXPECT_EQ(nodes[i].key, key) << i;
        EXPECT_EQ(nodes[i].begin, begin) << i;
        EXPECT_EQ(nodes[i].end, end) << i;
        EXPECT_EQ(nodes[i].next, next) << i;
    };
    expect(0, node::none, 0, 25, 5);
    expect(1, 1, 7, 16, 4);
    expect(2, node::none, 8, 9, 3);
    expect(3, node::none, 11, 15, 4);
    expect(4, 18, 22, 24, 5);
}

TEST(Index, AcceptsScalarsAsDocuments) {
    for (const auto* json : {"1", "-0", " true ", "false", "null", "\"\"", "\n0.5e-3\t", "\"a\\u0000b\""}) {
        EXPECT_TRUE(accepts(json)) << json;
    }
}

TEST(Index, SaysWhereTheGrammarBreaks) {
    expect_syntax_error("", 0, "a value", "nothing");
    expect_syntax_error("  ", 2, "a value", "the end of the text");
    expect_syntax_error("[1,]", 3, "a value", "\"]\"");
    expect_syntax_error("[1 2]", 3, "\",\" or \"]\"", "\"2\"");
    expect_syntax_error("[1", 2, "\",\" or \"]\"", "the end of the text");
    expect_syntax_error("{\"a\":1,}", 7, "a member name", "\"}\"");
    expect_syntax_error("{1:2}", 1, "a member name or \"}\"", "\"1\"");
    expect_syntax_error("{\"a\" 1}", 5, "\":\"", "\"1\"");
    expect_syntax_error("{\"a\":1]", 6, "\",\" or \"}\"", "\"]\"");
    expect_syntax_error("1 2", 2, "the end of the text", "\"2\"");
    expect_syntax_error("[nul]", 1, "\"null\"", "\"nul\"");
    expect_syntax_error("\xef\xbb\xbf{}", 0, "a value", "a byte order mark");
    expect_syntax_error("[\xc3\xa9]", 1, "a value", "\"\xc3\xa9\"");
    expect_syntax_error(std::string_view("[\0]", 3), 1, "a value", "byte 0x00");
}

TEST(Index, SaysWhereANumberBreaks) {
    expect_syntax_error("[01]", 2, "\",\" or \"]\"", "\"1\"");
    expect_syntax_error("[+1]", 1, "a value", "\"+\"");
    expect_syntax_error("[-]", 2, "a digit", "\"]\"");
    expect_syntax_error("[1.]", 3, "a digit", "\"]\"");
    expect_syntax_error("[1e+]", 4, "a digit", "\"]\"");
    expect_syntax_error("1e", 2, "a digit", "the end of the text");
    expect_syntax_error("[.5]", 1, "a value", "\".\"");
    expect_syntax_error("[0x1]", 2, "\",\" or \"]\"", "\"x\"");
}

TEST(Index, SaysWhereAStringBreaks) {
    expect_syntax_error("[\"a\nb\"]", 3, "an escape in place of the control character", "byte 0x0a");
    expect_syntax_error("\"abc", 4, "a quote at the end of the string", "the end of the text");
    expect_syntax_error(R"(["\x"])", 3, "one of \" \\ / b f n r t u behind the \\", "\"x\"");
    expect_syntax_error(R"("\)", 2, "one of \" \\ / b f n r t u behind the \\", "the end of the text");
    expect_syntax_error(R"(["\u12g4"])", 6, "a hexadecimal digit", "\"g\"");
    expect_syntax_error(R"("\u12)", 5, "a hexadecimal digit", "the end of the text");
}

TEST(Index, RefusesLoneSurrogates) {
    expect_syntax_error(R"("a\ud800")", 2, "a pair of surrogates", "a lone one");
    expect_syntax_error(R"("\udc00\ud800")", 1, "a pair of surrogates", "a lone one");
    expect_syntax_error(R"("\ud800\u0041")", 1, "a pair of surrogates", "a lone one");
    EXPECT_TRUE(accepts(R"("\ud83d\ude00")"));
}

TEST(Index, RefusesWhatIsNotUtf8) {
    const auto offset_of = [](std::string_view json) {
        const auto e = error_of(json);
        EXPECT_EQ(e.code, errc::invalid_utf8) << e.offset;
        return e.offset;
    };
    EXPECT_EQ(offset_of("[\"a\xff\"]"), 3U);             // no such byte
    EXPECT_EQ(offset_of("[\"\xc0\xaf\"]"), 2U);          // overlong
    EXPECT_EQ(offset_of("[\"\xed\xa0\x80\"]"), 2U);      // surrogate
    EXPECT_EQ(offset_of("[\"\xf4\x90\x80\x80\"]"), 2U);  // beyond U+10FFFF
    EXPECT_EQ(offset_of("[\"\xe2\x82\"]"), 2U);          // cut short
    EXPECT_EQ(offset_of("\"\xe2\x82"), 1U);              // by the end of the text
    EXPECT_EQ(offset_of("[\xff]"), 1U);                  // outside a string
    EXPECT_TRUE(accepts("\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\""));
}

TEST(Index, RefusesANameThatStandsTwiceAndNamesBothPlaces) {
    const auto e = error_of(R"({"a":1,"b":{},"a":2})");
    EXPECT_EQ(e.code, errc::duplicate_member);
    EXPECT_EQ(e.offset, 14U);
    EXPECT_EQ(e.actual, "\"a\", first at byte 1");
    EXPECT_EQ(to_string(e), "at byte 14: member name stands twice: got \"a\", first at byte 1 (RFC 8259 §4)");
}

TEST(Index, ComparesNamesByCodePoints) {
    EXPECT_EQ(error_of(R"({"A":1,"\u0041":2})").offset, 7U);
    EXPECT_EQ(error_of(R"({"\u002f":1,"\/":2})").offset, 12U);
    EXPECT_TRUE(accepts(R"({"\\u0041":1,"\u0041":2})"));
}

TEST(Index, FindsDuplicatesAmongManyMembers) {
    std::string json = "{";
    for (int i = 0; i < 1000; ++i) json += "\"k" + std::to_string(i) + "\":" + std::to_string(i) + ",";
    EXPECT_TRUE(accepts(json + "\"last\":0}"));
    EXPECT_EQ(error_of(json + "\"k500\":0}").offset, json.size());
    EXPECT_EQ(error_of(json + "\"k50\\u0030\":0}").offset, json.size());
}

TEST(Index, FindsADuplicateBehindObjectsOfTheSameShape) {
    EXPECT_TRUE(accepts(R"([{"a":1,"b":2},{"a":1},{"a":1,"b":2},{"b":1,"a":2}])"));
    EXPECT_EQ(error_of(R"([{"a":1,"b":2},{"a":1,"b":2,"a":3}])").offset, 28U);
    EXPECT_EQ(error_of(R"([{"a":1,"b":2},{"a":1,"a":3}])").offset, 22U);
}

TEST(Index, NotesShadowedMembersWhenTheLastWins) {
    index source;
    ASSERT_TRUE(
        source.parse(R"({"a":1,"b":{"c":1,"c":2},"a":3,"a":4})", {.on_duplicate = duplicates::last_wins}));
    const std::vector<text::shadowed> got(source.shadows().begin(), source.shadows().end());
    EXPECT_EQ(got, (std::vector<text::shadowed>{{1, 5}, {3, 4}, {5, 6}}));
}

TEST(Index, LimitsTheDepth) {
    EXPECT_TRUE(accepts(nested(1000)));
    const auto e = error_of(nested(1001));
    EXPECT_EQ(e.code, errc::too_deep);
    EXPECT_EQ(e.offset, 1000U);
    EXPECT_EQ(e.expected, "at most 1000 levels");
    index source;
    EXPECT_TRUE(source.parse("1", {.limit = {.depth = 0}}));
    EXPECT_FALSE(source.parse("[]", {.limit = {.depth = 0}}));
    EXPECT_TRUE(source.parse(nested(1'000'000), {.limit = {.depth = 1'000'000}}));
}

TEST(Index, ReadsAgainAndAgain) {
    index source;
    ASSERT_TRUE(source.parse(R"({"a":[1,2,3],"b":"\n"})"));
    EXPECT_TRUE(source.has_escapes());
    ASSERT_FALSE(source.parse("{\"a\":}"));
    EXPECT_TRUE(source.nodes().empty());
    ASSERT_TRUE(source.parse("7"));
    EXPECT_EQ(source.nodes().size(), 1U);
    EXPECT_FALSE(source.has_escapes());
    index moved = std::move(source);
    EXPECT_EQ(moved.nodes().size(), 1U);
    EXPECT_TRUE(source.nodes().empty());  // NOLINT(bugprone-use-after-move): moved-from is empty
    ASSERT_TRUE(source.parse("[]"));
}

void expect_same(const index& a, const index& b) {
    EXPECT_EQ(a.source(), b.source());
    const auto fields = [](const node& n) { return std::array{n.key, n.begin, n.end, n.next}; };
    EXPECT_TRUE(std::equal(a.nodes().begin(), a.nodes().end(), b.nodes().begin(), b.nodes().end(),
                           [&](const node& x, const node& y) { return fields(x) == fields(y); }))
        << a.source();
}

// A line whose second version repeats the first one but for two scalars.
constexpr std::string_view pair =
    R"({"id":1,"before":{"a":[1,2.5,{"b":"text","c":[]},true],"d":{"e":null,"f":"\n"},"g":[[3]],"h":4},)"
    R"("after":{"a":[1,2.5,{"b":"texts","c":[]},true],"d":{"e":null,"f":"\n"},"g":[[30]],"h":4},"last":"5"})";

std::string_view bytes_of(const index& source, const node& n) {
    return source.source().substr(n.begin, n.end - n.begin);
}

TEST(IndexOutline, LeadsToTheRootsChildren) {
    index source;
    ASSERT_TRUE(source.parse(pair));
    const auto outline = source.outline();
    const auto after = outline[outline[outline[1].next].next];
    EXPECT_EQ(bytes_of(source, after).substr(0, 6), R"({"a":[)");
    EXPECT_EQ(bytes_of(source, outline[after.next]), "\"5\"");
    EXPECT_EQ(outline[after.next].next, outline.size());
}

// Of an index that was moved or asked by two at once, too; each value has the nodes that it has on its own.
TEST(IndexOutline, BecomesTheWholeTableOnceThatIsWanted) {
    const auto is_whole = [](const index& source) {
        const auto nodes = source.nodes();
        std::string wrong;
        for (std::uint32_t at = 1; at < nodes.size(); at = nodes[at].next) {
            index alone;
            if (!alone.parse(bytes_of(source, nodes[at]))) return std::string("not read");
            for (std::uint32_t i = 1; i < alone.nodes().size(); ++i) {
                if (bytes_of(source, nodes[at + i]) != bytes_of(alone, alone.nodes()[i]))
                    wrong += std::to_string(at + i) + " ";
            }
        }
        return wrong;
    };
    index source;
    ASSERT_TRUE(source.parse(pair));
    EXPECT_EQ(is_whole(source), "");
    ASSERT_TRUE(source.parse(pair));
    const index moved = std::move(source);
    EXPECT_EQ(is_whole(moved), "");
    for (int round = 0; round < 100; ++round) {
        ASSERT_TRUE(source.parse(pair));
        std::array<std::string, 2> wrong;
        {
            std::jthread other([&] { wrong[0] = is_whole(source); });
            wrong[1] = is_whole(source);
        }
        EXPECT_EQ(wrong[0] + wrong[1], "");
    }
}

TEST(IndexTake, GivesWhatParsingTheValueWouldGive) {
    index whole;
    ASSERT_TRUE(
        whole.parse(R"( {"id":1,"doc" : {"a":[1,{"b":"\u0041"}],"c":{}} ,"list":[[],-2.5e1,null]} )"));
    for (std::uint32_t value = 0; value < whole.nodes().size(); ++value) {
        const auto& n = whole.nodes()[value];
        index taken;
        index parsed;
        ASSERT_TRUE(taken.take(whole, value));
        ASSERT_TRUE(parsed.parse(whole.source().substr(n.begin, n.end - n.begin)));
        expect_same(taken, parsed);
        EXPECT_GE(taken.depth(), parsed.depth());
    }
}

TEST(IndexTake, RefusesWhatTheOtherReadingLetPass) {
    index whole;
    const text::read_options lax{.limit = {.depth = 10}, .on_duplicate = duplicates::last_wins};
    ASSERT_TRUE(whole.parse(R"({"x":{"a":1},"doc":{"a":1,"a":2},"deep":[[[]]]})", lax));
    const text::read_options strict{.limit = {.depth = 2}};
    index taken;
    EXPECT_TRUE(taken.take(whole, 1, strict));
    const auto twice = taken.take(whole, 3, strict);
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, errc::duplicate_member);
    EXPECT_EQ(twice.error().offset, 7U);
    EXPECT_TRUE(taken.nodes().empty());
    ASSERT_TRUE(taken.take(whole, 3, lax));
    EXPECT_EQ(taken.shadows().size(), 1U);
    const auto deep = taken.take(whole, 6, strict);
    ASSERT_FALSE(deep);
    EXPECT_EQ(deep.error().code, errc::too_deep);
}

// nst/JSONTestSuite, where it lies beside the project.
struct suite_file {
    std::string name;
    std::string json;
};

std::vector<suite_file> json_test_suite() {
    std::vector<suite_file> files;
    const std::filesystem::path folder = emend::tests::source_dir() + "/../shared/conformance/JSONTestSuite";
    if (!std::filesystem::is_directory(folder)) return files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream in(entry.path(), std::ios::binary);
        files.push_back({entry.path().filename(), {std::istreambuf_iterator<char>(in), {}}});
    }
    return files;
}

bool begins_with(const std::string& name, std::string_view prefix) { return name.rfind(prefix, 0) == 0; }

TEST(JsonTestSuite, AcceptsWhatMustBeAccepted) {
    const auto files = json_test_suite();
    if (files.empty()) GTEST_SKIP() << "no ../shared/conformance/JSONTestSuite";
    for (const auto& file : files) {
        if (!begins_with(file.name, "y_")) continue;
        EXPECT_TRUE(accepts(file.json, duplicates::last_wins)) << file.name;
        // The suite counts duplicated names as JSON; we take them only when asked to.
        EXPECT_EQ(accepts(file.json), !begins_with(file.name, "y_object_duplicated_key")) << file.name;
    }
}

TEST(JsonTestSuite, RefusesWhatMustBeRefused) {
    const auto files = json_test_suite();
    if (files.empty()) GTEST_SKIP() << "no ../shared/conformance/JSONTestSuite";
    for (const auto& file : files) {
        if (begins_with(file.name, "n_")) {
            EXPECT_FALSE(accepts(file.json, duplicates::last_wins)) << file.name;
        }
    }
}

// What RFC 8259 leaves open: numbers of any size are accepted, since nothing is converted;
// so are 500 levels. Lone surrogates, a byte order mark and what is not UTF-8 are refused.
TEST(JsonTestSuite, DecidesWhatIsLeftOpen) {
    const auto files = json_test_suite();
    if (files.empty()) GTEST_SKIP() << "no ../shared/conformance/JSONTestSuite";
    for (const auto& file : files) {
        if (!begins_with(file.name, "i_")) continue;
        const bool taken =
            begins_with(file.name, "i_number_") || file.name == "i_structure_500_nested_arrays.json";
        EXPECT_EQ(accepts(file.json), taken) << file.name;
    }
}

TEST(ToOrdered, MakesTheValueThatTheTextSays) {
    index whole;
    ASSERT_TRUE(whole.parse(R"({"skip":[1],"take":{"b":[1,-2,2.5,"\u00e9"],"a":null}})"));
    EXPECT_EQ(text::to_ordered(whole)->dump(), R"({"skip":[1],"take":{"b":[1,-2,2.5,"é"],"a":null}})");
    index part;
    ASSERT_TRUE(part.take(whole, 3));
    EXPECT_EQ(text::to_ordered(part)->dump(), R"({"b":[1,-2,2.5,"é"],"a":null})");
    ASSERT_TRUE(whole.parse("[1e400]"));
    EXPECT_EQ(text::to_ordered(whole).error().code, errc::limit_exceeded);
}

TEST(ToOrdered, TakesAValueOfTheText) {
    index whole;
    ASSERT_TRUE(whole.parse(R"({"skip":[1],"take": {"b":[1,-2,2.5,"\u00e9"],"a":null},"far":[ 1e400]})"));
    EXPECT_EQ(text::to_ordered(whole, 3)->dump(), R"({"b":[1,-2,2.5,"é"],"a":null})");
    const auto far = whole.nodes()[3].next;
    EXPECT_EQ(text::to_ordered(whole, far).error().offset, 2U);
}

// As parse_ordered_patch() tells it of the value's bytes.
TEST(ToOrderedPatch, ReadsOperationsInsideATextAsParsePatchDoes) {
    for (const std::string patch :
         {R"([])", R"({"op":"add"})", R"("text")", R"([1])", R"([{"op":"remove","path":"/a"},7])",
          R"([ {"op":"add","path":"/a~1b/\u007e0","value":{"x":[1,2.5,"\u00e9"]},"other":1}])",
          R"([{"op":"move","from":"/a","path":""},{"path":"/c","op":"\u0063opy","from":"/b"}])",
          R"([{"op":"test","path":"/a","value":null}])", R"([{"op":"test","path":"/a"}])",
          R"([{"op":"add","path":"a","value":1}])", R"([{"op":"add","path":"/~2","value":1}])",
          R"([{"op":"add","path":"/a","value":1},{"op":"replace","path":"/a","value":[ 1e400]}])",
          R"([{"op":"put","path":"/a","value":1}])", R"([{"op":7,"path":"/a","value":1}])",
          R"([{"op":"move","path":"/a"}])", R"([{"op":"add","path":7,"value":1}])"}) {
        const auto line = R"({"id":"\u0031", "patch": )" + patch + "}";
        index whole;
        ASSERT_TRUE(whole.parse(line));
        const auto inside = text::to_ordered_patch(whole, 2);
        const auto alone = parse_ordered_patch(patch);
        ASSERT_EQ(inside.has_value(), alone.has_value()) << patch;
        if (!inside) {
            EXPECT_EQ(to_string(inside.error()), to_string(alone.error())) << patch;
            EXPECT_EQ(inside.error().offset, alone.error().offset) << patch;
        } else {
            EXPECT_EQ(to_document(*inside).dump(), to_document(*alone).dump()) << patch;
        }
    }
    index whole;
    ASSERT_TRUE(whole.parse(R"([[{"op":"remove","path":"/a"},{"op":"remove","path":"/a"}]])"));
    limits one;
    one.operations = 1;
    EXPECT_EQ(text::to_ordered_patch(whole, 1, one).error().code, errc::limit_exceeded);
}

}  // namespace
}  // namespace emend::tests
