// Tests text_index_simd.cpp against text_reader.cpp: the fast reader takes what the portable one
// takes and makes the same table of it.

#include "../../core/src/text_fast.hpp"

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "emend/testing/generators.hpp"

#include "../../core/src/text_reader.hpp"
#include "../../core/src/text_respelled.hpp"

namespace emend::tests {
namespace {

bool same_node(const text::node& a, const text::node& b) {
    return a.key == b.key && a.begin == b.begin && a.end == b.end && a.next == b.next;
}

// "" when the two readers agree. The fast one may only leave out what is not for it, and what it
// remembers of other texts must make no difference.
std::string disagreement(const std::string& json, detail::index_memory& fast) {
    detail::index_memory slow;
    const bool taken = detail::read_fast(json, {}, fast);
    const auto right = detail::read_text(json, {}, slow);
    if (!taken) return right && (json.front() == '{' || json.front() == '[') ? "refused what is right" : "";
    if (!right) return "took what is wrong: " + to_string(right.error());
    if (fast.nodes.size() != slow.nodes.size()) return "another number of nodes";
    if (fast.depth != slow.depth) return "another depth";
    if (fast.has_escapes != slow.has_escapes) return "escapes";
    for (std::size_t i = 1; i < slow.nodes.size(); i = slow.nodes[i].next) {
        if (!same_node(fast.nodes[i], slow.nodes[i])) return "outline, node " + std::to_string(i);
    }
    detail::write_repeated(fast);
    for (std::size_t i = 0; i < slow.nodes.size(); ++i) {
        if (!same_node(fast.nodes[i], slow.nodes[i])) return "node " + std::to_string(i);
    }
    return "";
}

std::string disagreement(const std::string& json) {
    static detail::index_memory kept;
    detail::index_memory fresh;
    const auto with_fresh = disagreement(json, fresh);
    return with_fresh.empty() ? disagreement(json, kept) : with_fresh;
}

// Too short a text is not for the fast reader.
std::string padded(const std::string& inside) { return "[" + inside + "," + std::string(100, ' ') + "0]"; }

TEST(ReadFast, AgreesOnEveryWayToBreakAText) {
    for (const auto* inside : {"1",
                               "-0.5e+10",
                               "01",
                               "1.",
                               ".5",
                               "-",
                               "+1",
                               "1e",
                               "1x",
                               "0x1",
                               "12\"a\"",
                               "true",
                               "truex",
                               "tru",
                               "nul",
                               "false",
                               "falsy",
                               "\"a\"",
                               "\"a\"b",
                               "\"a\" \"b\"",
                               "\"\\n\"",
                               "\"\\x\"",
                               "\"\\u12g4\"",
                               "\"\\u00e9\"",
                               "\"\\ud800\"",
                               "\"\\udc00\"",
                               "\"\\ud83d\\ude00\"",
                               "\"\\ud83d\\u0041\"",
                               "\"\\\\\"",
                               "\"\\\"",
                               "\\",
                               "\"\t\"",
                               "\"\x7f\"",
                               "\"\xff\"",
                               "\"\xc3\xa9\"",
                               "\xc3\xa9",
                               "{}",
                               "[]",
                               "{]",
                               "[}",
                               "{\"a\"}",
                               "{\"a\":}",
                               "{\"a\":1,}",
                               "{,}",
                               "{1:2}",
                               "{\"a\":1 \"b\":2}",
                               "[1,]",
                               "[,1]",
                               "[1 2]",
                               "\"a\":1",
                               "{\"a\":[{\"b\":{}}]}",
                               "{\"a\":1,\"a\":2}",
                               "{\"a\":1,\"\\u0061\":2}",
                               "1]",
                               "1]]",
                               "1] 2, [3",
                               "1]2",
                               "1]{\"a\":1}[2",
                               "[",
                               "{",
                               "1}",
                               "",
                               ":",
                               ",",
                               "\xef\xbb\xbf",
                               "{\"\":1,\" \":2}",
                               "{\"a\" :\n1}",
                               "nulltrue",
                               "[[[[]]]]",
                               "1\x01",
                               "1\x0b ",
                               "\"a\"\x01",
                               "\"a\" \x0b ",
                               "true\x1f",
                               "{\"a\"\x01:1}"}) {
        EXPECT_EQ(disagreement(padded(inside)), "") << inside;
    }
}

TEST(ReadFast, FindsDuplicatesInObjectsOfEverySize) {
    for (int count : {2, 6, 7, 8, 40, 1000}) {
        std::string json = "{";
        for (int i = 0; i < count; ++i)
            json += "\"name" + std::to_string(i) + "\":" + std::to_string(i) + ",";
        EXPECT_EQ(disagreement(padded(json + "\"other\":0}")), "") << count;
        EXPECT_EQ(disagreement(padded(json + "\"name0\":0}")), "") << count;
        EXPECT_EQ(disagreement(padded(json + "\"nam\\u00650\":0}")), "") << count;
    }
}

// Objects that a known shape nearly fits: names left out, put in, put last, twice, cut, longer.
TEST(ReadFast, KnowsShapesAgainButNotTheirDuplicates) {
    const std::string name = "a name of more than sixteen bytes";
    const auto member = [](const std::string& n) { return "\"" + n + "\":1,"; };
    const std::string known = "{" + member("id") + member(name) + member("c") + "\"d\":[2]}";
    detail::index_memory memory;
    for (const auto& second :
         {"{" + member("id") + "\"d\":2}", "{" + member("id") + member(name) + "\"new\":2}",
          "{" + member("id") + member("d") + "\"c\":2}",
          "{" + member("id") + member(name) + member(name) + "\"d\":2}",
          "{" + member("id") + member("id") + member("c") + "\"d\":2}",
          "{" + member("id") + member("c") + "\"c\":2}",
          "{" + member("id") + member(name + "s") + "\"" + name + "\":2}",
          "{" + member("id") + member(name.substr(0, 16)) + "\"c\":2}",
          "{" + member("id") + member("c") + "\"\\u0063\":2}",
          "{" + member("id") + "\"" + name + "\":" + known + "}",
          "{" + member("id") + "\"x\":" + known + ",\"x\":2}"}) {
        for (int again = 0; again < 3; ++again) {
            for (const auto& inside : {known + "," + second, second + "," + known + "," + second, second}) {
                EXPECT_EQ(disagreement(padded(inside), memory), "") << inside;
            }
        }
    }
    // The last name of a text has fewer than sixteen bytes behind it.
    EXPECT_EQ(disagreement("[" + known + "," + std::string(100, ' ') + "{\"id\":0,\"c\":1}]", memory), "");
    EXPECT_EQ(disagreement("[" + known + "," + std::string(100, ' ') + "{\"id\":0,\"id\":1}]", memory), "");
}

// Names are told by some words, up to a length, and not so close to the end of the text.
TEST(ReadFast, TellsNamesOfEveryLengthByEveryByte) {
    detail::index_memory memory;
    const auto object = [](const std::string& first, const std::string& second, const char* colon) {
        return "{\"begin\":0,\"" + first + colon + "1,\"" + second + colon + "2}";
    };
    for (std::size_t size = 0; size < 70; ++size) {
        const std::string name(size, 'n');
        const std::string end = std::string(100, ' ') + "0]";
        EXPECT_EQ(disagreement("[" + object(name, "b", "\":") + "," + end, memory), "");
        for (std::size_t at = 0; at < size; ++at) {
            auto other = name;
            other[at] = 'm';
            const auto twice = object(other, name, "\":");
            EXPECT_EQ(disagreement("[" + twice + "," + object(name, name, "\":") + "," + end, memory), "");
            EXPECT_EQ(disagreement("[" + twice + "," + object(other, other, "\":") + "," + end, memory), "");
        }
        for (const auto* colon : {"\" :", "\": ", "\"\n:\t", "s\":", "\\u006e\":", "\"\":", "\",", "\"}"})
            EXPECT_EQ(disagreement("[" + object(name, "b", colon) + "," + end, memory), "") << size << colon;
        for (std::size_t behind = 0; behind < 70; ++behind) {
            const auto text = "[" + std::string(100, ' ') + object(name, "b", "\":") + ",";
            EXPECT_EQ(disagreement(text + object(name, "b", "\":") + std::string(behind, ' ') + "]", memory),
                      "");
            EXPECT_EQ(disagreement(text + object(name, name, "\":") + std::string(behind, ' ') + "]", memory),
                      "");
        }
    }
}

TEST(ReadFast, ChecksNumbersOfEveryLengthByEveryByte) {
    detail::index_memory memory;
    for (std::size_t size = 1; size < 40; ++size) {
        for (std::size_t at = 0; at < size; ++at) {
            for (const char other : {'0', '.', 'e', '-', '+', '/', ':', ' ', '\x01', '\xb5', 'x'}) {
                std::string digits(size, '7');
                digits[at] = other;
                EXPECT_EQ(disagreement(padded(digits), memory), "") << digits;
                EXPECT_EQ(disagreement(padded("-" + digits), memory), "") << digits;
                EXPECT_EQ(disagreement("[" + std::string(100, ' ') + digits + "]", memory), "") << digits;
            }
        }
    }
}

// A shape makes room for others while an object around is still held against it.
TEST(ReadFast, ForgetsShapesInTheMiddleOfAnObject) {
    detail::index_memory memory;
    const std::string begin = "{\"k\":1,\"list\":[";
    EXPECT_EQ(disagreement(padded(begin + "],\"end\":0}"), memory), "");
    std::string others;
    for (int i = 0; i < 1000; ++i) others += "{\"" + std::to_string(i) + "\":1,\"b\":2,\"k\":3,\"end\":4},";
    EXPECT_EQ(disagreement(padded(begin + others + "0],\"k\":0}"), memory), "");
    EXPECT_EQ(disagreement(padded(begin + others + "0],\"end\":0}"), memory), "");
}

// Bigger than a window; commas inside strings, and a string longer than a window.
TEST(ReadFast, GoesOnFromWindowToWindow) {
    std::string json = "[";
    for (int i = 0; i < 30'000; ++i) {
        json +=
            R"({"id":)" + std::to_string(i) + R"(,"text":"a,\"b\",{1,2},\\","list":[1.5,-2e3,true,null]},)";
    }
    json += "\"" + std::string(300'000, ',') + "\",";
    for (int i = 0; i < 30'000; ++i) json += "\"1,\",";
    EXPECT_EQ(disagreement(json + "0]"), "");
    EXPECT_EQ(disagreement(json + "]"), "");
    EXPECT_EQ(disagreement(json + "\"\\ud800\"]"), "");
    EXPECT_EQ(disagreement(json + "\"\xff\"]"), "");
    EXPECT_EQ(disagreement(json + "0"), "");
    const std::string spaces(300'000, ' ');
    for (const std::string behind : {"", "1,2]", ",1,2]", ",[1]", "[1]", "\"a\":1,\"b\":[2]", "}", "]"}) {
        EXPECT_EQ(disagreement(json + "0]" + behind), "") << behind;
        EXPECT_EQ(disagreement(json + "0]" + spaces + behind), "") << behind;
        EXPECT_EQ(disagreement(spaces + json + "0]" + behind), "") << behind;
    }
}

RC_GTEST_PROP(ReadFastProp, agreesOnDocuments, ()) {
    const auto document = *testing::document();
    RC_ASSERT(disagreement(padded(document.dump(*rc::gen::element(-1, 0, 2)))) == "");
}

RC_GTEST_PROP(ReadFastProp, agreesOnDocumentsWithAByteChanged, ()) {
    auto json = padded((*testing::document()).dump(*rc::gen::element(-1, 2)));
    const auto at = *rc::gen::inRange<std::size_t>(0, json.size());
    const auto byte = *rc::gen::oneOf(rc::gen::elementOf(std::string("{}[]\",:\\0123-+.eEtrufalsn \n")),
                                      rc::gen::arbitrary<char>());
    switch (*rc::gen::inRange(0, 3)) {
        case 0:
            json[at] = byte;
            break;
        case 1:
            json.insert(at, 1, byte);
            break;
        default:
            json.erase(at, 1);
    }
    RC_LOG() << json << '\n';
    RC_ASSERT(disagreement(json) == "");
}

// What follows a child of the root that it repeats but for some scalars is not read: see repeat_nodes().
std::string siblings(const std::string& first, const std::string& second) {
    return R"({"id":1,"before":)" + first + R"(,"after":)" + second + R"(,"again":)" + first + "," +
           std::string(100, ' ') + R"("last":[]})";
}

TEST(ReadFast, RepeatsASiblingButForItsScalars) {
    const std::string first =
        R"({"a":[1,2.5,{"b":"text","c":[]},true],"d":{"e":null,"f":"\n"},"g":[[3]],"h":4})";
    const auto with = [&](const std::string& old, const std::string& fresh) {
        auto second = first;
        return siblings(first, second.replace(second.find(old), old.size(), fresh));
    };
    detail::index_memory memory;
    EXPECT_EQ(disagreement(siblings(first, first), memory), "");
    for (const auto* fresh :
         {"5", "15", "1e5", "-1", "01", "1x", "\"1\"", "\"1", "null", "nul", "[1]", "1,1", "", " 1"})
        EXPECT_EQ(disagreement(with("1", fresh), memory), "") << fresh;
    for (const auto* fresh :
         {"\"\"", "\"tex\"", "\"texts\"", "\"\\u0041\"", "\"\\ud800\"", "\"\xff\"", "{}", "true"})
        EXPECT_EQ(disagreement(with("\"text\"", fresh), memory), "") << fresh;
    for (const auto* fresh : {"\"i\"", "\"a\"", "\"\\u0061\"", "5", ""})
        EXPECT_EQ(disagreement(with("\"h\"", fresh), memory), "") << fresh;
    EXPECT_EQ(disagreement(with("4}", "44}"), memory), "");
    EXPECT_EQ(disagreement(with("4}", "4]"), memory), "");
    EXPECT_EQ(disagreement(with("4}", "4"), memory), "");
    EXPECT_EQ(disagreement(siblings(first, first + "}"), memory), "");
}

// The elements are alike, and one of them lies in two windows.
TEST(ReadFast, RepeatsNothingThatItHasSeenInPart) {
    std::string list = "[0";
    for (int i = 0; i < 10'000; ++i) list += ",100";
    list += "]";
    std::string json = "[[" + std::string(50, ' ') + "],";
    for (int i = 0; i < 20; ++i) json += list + ",";
    EXPECT_EQ(disagreement(json + "0]"), "");
    json[json.size() - 20'000] = ']';
    EXPECT_EQ(disagreement(json + "0]"), "");
}

RC_GTEST_PROP(ReadFastProp, agreesOnSiblingsThatDiffer, ()) {
    const auto first = *testing::document();
    const int indent = *rc::gen::element(-1, 1);
    auto second = first;
    for (const auto& place : testing::places(first)) {
        auto& value = second.at(ordered_json::json_pointer(to_string(place)));
        if (!value.is_structured() && *rc::gen::inRange(0, 6) == 0)
            value =
                *rc::gen::element<ordered_json>(1, -2.5e30, "", "a \n \xe2\x82\xac", true, false, nullptr);
    }
    auto text = second.dump(indent);
    if (*rc::gen::arbitrary<bool>()) {
        const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
        text[at] = *rc::gen::elementOf(std::string("{}[]\",:\\0-.e \n"));
    }
    const auto json = siblings(first.dump(indent), text);
    RC_LOG() << json << '\n';
    RC_ASSERT(disagreement(json) == "");
}

}  // namespace
}  // namespace emend::tests
