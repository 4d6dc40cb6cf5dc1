// Tests pointer.cpp against RFC 6901 §3, §4 and the examples of §5.

#include "emend/pointer.hpp"

#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include "emend/testing/generators.hpp"

#include "support/src/naive_apply.hpp"
#include "support/vectors.hpp"

namespace emend {
namespace {

TEST(ParsePointer, UnescapesTildeOneBeforeTildeZero) {
    EXPECT_EQ(parse_pointer("/~01").value(), (pointer{{"~1"}}));
}

TEST(ParsePointer, ReadsEmptyTokens) {
    EXPECT_EQ(parse_pointer("").value(), pointer{});
    EXPECT_EQ(parse_pointer("/").value(), (pointer{{""}}));
    EXPECT_EQ(parse_pointer("//a/").value(), (pointer{{"", "a", ""}}));
}

TEST(ParsePointer, RefusesAMissingSlashAndLooseTildes) {
    for (const auto* text : {"a", "a/b", "#/a", "-"}) {
        const auto got = parse_pointer(text);
        ASSERT_FALSE(got) << text;
        EXPECT_EQ(got.error().code, errc::invalid_pointer);
        EXPECT_EQ(got.error().offset, 0U);
    }
    const std::vector<std::pair<std::string, std::size_t>> loose{{"/~", 1}, {"/a~2", 2}, {"/ab/c~", 5}};
    for (const auto& [text, offset] : loose) {
        const auto got = parse_pointer(text);
        ASSERT_FALSE(got) << text;
        EXPECT_EQ(got.error().offset, offset) << text;
    }
    EXPECT_EQ(to_string(parse_pointer("/a~2").error()),
              "at \"/a~2\" at byte 2: not a JSON Pointer: expected \"~0\" or \"~1\" (RFC 6901 §3)");
}

TEST(ParseIndex, TakesNoLeadingZerosSignsOrBlanks) {
    for (const auto* token : {"", "01", "00", "-1", "+1", " 1", "1 ", "1x", "1.0", "1e0", "--", "\u0661"}) {
        EXPECT_EQ(parse_index(token).kind, array_index::form::invalid) << token;
    }
    EXPECT_EQ(parse_index("0").value, 0U);
    EXPECT_EQ(parse_index("120").value, 120U);
    EXPECT_EQ(parse_index("-").kind, array_index::form::end);
}

TEST(ParseIndex, SaturatesInsteadOfWrapping) {
    constexpr auto top = std::numeric_limits<std::size_t>::max();
    for (const auto* token : {"18446744073709551615", "18446744073709551616", "18446744073709551617",
                              "99999999999999999999999999"}) {
        EXPECT_EQ(parse_index(token).kind, array_index::form::number);
        EXPECT_EQ(parse_index(token).value, top);
    }
    EXPECT_EQ(parse_index("18446744073709551614").value, top - 1);
}

TEST(IsProperPrefix, ComparesTokensNotText) {
    EXPECT_TRUE(is_proper_prefix({{"a"}}, {{"a", "b"}}));
    EXPECT_TRUE(is_proper_prefix({}, {{""}}));
    EXPECT_FALSE(is_proper_prefix({{"a"}}, {{"ab"}}));
    EXPECT_FALSE(is_proper_prefix({{"a"}}, {{"a"}}));
}

class PointerVectors : public ::testing::TestWithParam<tests::vector_line> {};

TEST_P(PointerVectors, LeadToTheValueTheRfcNames) {
    const auto& f = GetParam().fields;
    const auto p = parse_pointer(GetParam().text("pointer")).value();
    EXPECT_EQ(*resolve(f.at("doc"), p).value(), f.at("value"));
    EXPECT_EQ(*resolve(testing::sorted(f.at("doc")), p).value(), testing::sorted(f.at("value")));
    EXPECT_EQ(to_string(p), GetParam().text("pointer"));
}

INSTANTIATE_TEST_SUITE_P(Rfc6901, PointerVectors,
                         ::testing::ValuesIn(tests::read_vectors("rfc/rfc6901.ndjson")));

TEST(Resolve, SaysWhyThereIsNothing) {
    const auto document = json::parse(R"({"a": [1, 2], "s": "x"})");
    const std::vector<std::pair<std::string, errc>> cases{
        {"/b", errc::path_not_found},       {"/s/0", errc::path_not_found},
        {"/a/x", errc::invalid_index},      {"/a/01", errc::invalid_index},
        {"/a/2", errc::index_out_of_range}, {"/a/-", errc::index_out_of_range},
        {"/a/0/0", errc::path_not_found},
    };
    for (const auto& [path, code] : cases) {
        const auto got = resolve(document, *parse_pointer(path));
        ASSERT_FALSE(got) << path;
        EXPECT_EQ(got.error().code, code) << path;
        EXPECT_EQ(got.error().path, path);
    }
}

RC_GTEST_PROP(ParsePointerProp, undoesToString, (const std::vector<std::string>& tokens)) {
    const pointer p{tokens};
    const auto again = parse_pointer(to_string(p));
    RC_ASSERT(again.has_value());
    RC_ASSERT(again->tokens == tokens);
}

RC_GTEST_PROP(ResolveProp, findsEveryPlaceOfADocument, ()) {
    const auto document = *testing::document();
    for (const auto& place : testing::places(document)) {
        const auto found = resolve(document, place);
        RC_ASSERT(found.has_value());
        RC_ASSERT(*found == naive::find(document, place));
    }
}

}  // namespace
}  // namespace emend
