// Tests text_query.cpp, text_resolve.cpp and text_view.hpp against RFC 6901 §4 and RFC 6902 §4.6.

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "emend/text.hpp"

namespace emend::tests {
namespace {

bool same(std::string_view a, std::string_view b) {
    const auto one = text::equal(a, b);
    const auto other = text::equal(b, a);
    EXPECT_TRUE(one && other);
    EXPECT_EQ(one, other);
    return one.value_or(false);
}

TEST(TextEqual, ComparesNumbersByExactValue) {
    EXPECT_TRUE(same("1", "1.0"));
    EXPECT_TRUE(same("1", "10e-1"));
    EXPECT_TRUE(same("0", "-0.000e99"));
    EXPECT_TRUE(same("1e400", "10e399"));
    EXPECT_FALSE(same("9007199254740993", "9007199254740992"));
    EXPECT_FALSE(same("123456789012345678901234567890", "123456789012345678901234567891"));
    EXPECT_FALSE(same("1", "-1"));
    EXPECT_FALSE(same("1", "\"1\""));
}

TEST(TextEqual, ComparesStringsByCodePoints) {
    EXPECT_TRUE(same(R"("A\/b")", R"("\u0041/b")"));
    EXPECT_TRUE(same(R"("\ud83d\ude00")", "\"\xf0\x9f\x98\x80\""));
    EXPECT_FALSE(same(R"("\u00e9")", R"("e\u0301")"));
    EXPECT_FALSE(same(R"("a")", R"("a\u0000")"));
}

// Every way to spell two strings of up to two characters each.
TEST(TextEqual, FindsTheSameStringInEverySpelling) {
    const std::vector<std::vector<std::string>> characters{
        {"a", "\\u0061"},
        {"/", "\\/", "\\u002F"},
        {"\u00e9", "\\u00e9", "\\u00E9"},
        {"\u00ea", "\\u00ea"},
        {"\U0001f600", "\\ud83d\\ude00", "\\uD83D\\uDE00"},
        {"\\n", "\\u000a"},
    };
    struct spelled {
        std::string text;
        std::size_t code;  // what it spells
    };
    std::vector<spelled> all{{"", 0}};
    for (std::size_t from = 0, length = 1; length <= 2; ++length) {
        const auto before = all.size();
        for (; from < before; ++from) {
            for (std::size_t c = 0; c < characters.size(); ++c)
                for (const auto& way : characters[c])
                    all.push_back({all[from].text + way, all[from].code * (characters.size() + 1) + c + 1});
        }
    }
    for (const std::string front : {"", "some bytes in front of it, alike"}) {
        for (const auto& x : all) {
            for (const auto& y : all) {
                const auto same = text::equal("[\"" + front + x.text + "\"]", "[\"" + front + y.text + "\"]");
                ASSERT_EQ(same.value(), x.code == y.code) << x.text << " and " << y.text;
            }
        }
    }
}

TEST(TextEqual, LeavesTheOrderOfMembersAndTheWhiteSpaceAside) {
    EXPECT_TRUE(same(R"({"a":1,"b":[2,{"c":3}]})", R"({ "b" : [2, {"\u0063":3}], "a" : 1.0 })"));
    EXPECT_FALSE(same(R"({"a":1})", R"({"a":1,"b":2})"));
    EXPECT_FALSE(same("[1,2]", "[2,1]"));
    EXPECT_FALSE(same("{}", "[]"));
    EXPECT_FALSE(same("true", "false"));
}

TEST(TextEqual, CountsTheLastOfTwinsWhenTheLastWins) {
    const text::read_options last{.on_duplicate = text::duplicates::last_wins};
    EXPECT_TRUE(*text::equal(R"({"a":1,"a":2})", R"({"a":2})", last));
    EXPECT_FALSE(*text::equal(R"({"a":1,"a":2})", R"({"a":1})", last));
    EXPECT_EQ(text::equal(R"({"a":1,"a":2})", "{}").error().code, errc::duplicate_member);
}

TEST(TextGet, GivesTheBytesOfTheValue) {
    const auto document = R"({"a":[ 1.0 ,{"b/c" : "\n"}],"":0})";
    EXPECT_EQ(*text::get(document, ""), document);
    EXPECT_EQ(*text::get(document, "/a/0"), "1.0");
    EXPECT_EQ(*text::get(document, "/a/1/b~1c"), R"("\n")");
    EXPECT_EQ(*text::get(document, "/"), "0");
}

TEST(TextGet, FindsNamesThatAreSpelledWithEscapes) {
    EXPECT_EQ(*text::get(R"({"\u0061\/":1})", "/a~1"), "1");
    const auto* const document = R"({"ab":0,"\u0061c":1,"a\u0064":2,"\\":3,"a\\":4,"":5,"\u6771":6,"a":7})";
    EXPECT_EQ(*text::get(document, "/ab"), "0");
    EXPECT_EQ(*text::get(document, "/ac"), "1");
    EXPECT_EQ(*text::get(document, "/ad"), "2");
    EXPECT_EQ(*text::get(document, "/\\"), "3");
    EXPECT_EQ(*text::get(document, "/a\\"), "4");
    EXPECT_EQ(*text::get(document, "/"), "5");
    EXPECT_EQ(*text::get(document, "/東"), "6");
    EXPECT_EQ(*text::get(document, "/a"), "7");
    EXPECT_FALSE(text::get(document, "/u0061c"));
    EXPECT_FALSE(text::get(document, "/a\\u0064"));
}

TEST(TextGet, SaysWhyThereIsNoValue) {
    const auto document = R"({"a":[1,2],"s":"x"})";
    const auto code = [&](const char* pointer) {
        const auto got = text::get(document, pointer);
        EXPECT_FALSE(got);
        if (!got && got.error().code != errc::invalid_pointer) {
            EXPECT_EQ(got.error().path, pointer);
        }
        return got ? errc{} : got.error().code;
    };
    EXPECT_EQ(code("/b"), errc::path_not_found);
    EXPECT_EQ(code("/s/0"), errc::path_not_found);
    EXPECT_EQ(code("/a/2"), errc::index_out_of_range);
    EXPECT_EQ(code("/a/-"), errc::index_out_of_range);
    EXPECT_EQ(code("/a/01"), errc::invalid_index);
    EXPECT_EQ(code("a"), errc::invalid_pointer);
}

TEST(TextGet, GivesTheLastOfTwinsWhenTheLastWins) {
    EXPECT_EQ(*text::get(R"({"a":1,"a":2,"a":3})", "/a", {.on_duplicate = text::duplicates::last_wins}), "3");
}

}  // namespace
}  // namespace emend::tests
