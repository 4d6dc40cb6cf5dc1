// Tests that text::apply stays linear: no operation costs what the whole document does. There
// is no clock in here; a quadratic step would take minutes.

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "emend/apply.hpp"
#include "emend/document.hpp"
#include "emend/testing/generators.hpp"
#include "emend/text.hpp"

namespace emend::tests {
namespace {

constexpr int edits = 10'000;

std::string number(std::size_t i) { return std::to_string(i); }

/// A JSON array or object of `count` children, each as `child` writes it.
template <class Child>
std::string joined(char open, std::size_t count, char close, Child child) {
    std::string out(1, open);
    for (std::size_t i = 0; i < count; ++i) {
        if (i != 0) out += ',';
        out += child(i);
    }
    return out + close;
}

std::string numbers(std::size_t count) { return joined('[', count, ']', number); }

/// The operations that `each` writes for 0, 1, ...
template <class Each>
std::string patch_of(std::size_t count, Each each) {
    return joined('[', count, ']', each);
}

std::string add(const std::string& path, const std::string& value) {
    return R"({"op":"add","path":")" + path + R"(","value":)" + value + "}";
}
std::string remove(const std::string& path) { return R"({"op":"remove","path":")" + path + "\"}"; }
std::string from(const std::string& verb, const std::string& source, const std::string& path) {
    return R"({"op":")" + verb + R"(","from":")" + source + R"(","path":")" + path + "\"}";
}
std::string test(const std::string& path, const std::string& value) {
    return R"({"op":"test","path":")" + path + R"(","value":)" + value + "}";
}

std::string applied(const std::string& document, const std::string& patch,
                    const text::read_options& options = {}) {
    const auto got = text::apply(document, patch, options);
    return got ? *got : to_string(got.error());
}

std::string nested(std::size_t levels, const std::string& inside) {
    return std::string(levels, '[') + inside + std::string(levels, ']');
}

TEST(TextApplyScale, InsertsAtTheFrontOfAMillionElements) {
    const auto got = applied(numbers(1'000'000), patch_of(edits, [](auto) { return add("/0", "-1"); }));
    EXPECT_EQ(got.substr(0, 7), "[-1,-1,");
    EXPECT_EQ(*text::get(got, "/1009999"), "999999");
}

TEST(TextApplyScale, RemovesFromTheFrontOfAMillionElements) {
    const auto got = applied(numbers(1'000'000), patch_of(edits, [](auto) { return remove("/0"); }));
    EXPECT_EQ(got.substr(0, 13), "[10000,10001,");
}

TEST(TextApplyScale, EmptiesAnArrayFromTheFrontAndFillsItAgain) {
    const auto got = applied(
        numbers(50'000), patch_of(50'001, [](auto i) { return i < 50'000 ? remove("/0") : add("/-", "7"); }));
    EXPECT_EQ(got, "[7]");
}

TEST(TextApplyScale, MovesBetweenTheEndsOfAMillionElements) {
    const auto got = applied(numbers(1'000'000), patch_of(edits, [](auto i) {
                                 return i % 4 == 0 ? from("move", "/999999", "/0") : from("move", "/0", "/-");
                             }));
    EXPECT_EQ(got.substr(0, 11), "[5000,5001,");
    EXPECT_EQ(*text::get(got, "/999999"), "4999");
}

TEST(TextApplyScale, CopiesWithinAMillionElements) {
    const auto got =
        applied(numbers(1'000'000),
                patch_of(edits, [](auto i) { return from("copy", "/" + number(i * 97), "/500000"); }));
    EXPECT_EQ(*text::get(got, "/500000"), number((edits - 1) * 96));  // those behind have moved on
    EXPECT_EQ(*text::get(got, "/1009999"), "999999");
}

TEST(TextApplyScale, ChangesMembersOfAHugeObject) {
    const auto document =
        joined('{', 100'000, '}', [](auto i) { return "\"m" + number(i) + "\":" + number(i); });
    const auto got = applied(document, patch_of(2 * edits, [](auto i) {
                                 const auto name = number(i / 2 * 7);
                                 return i % 2 == 0 ? test("/m" + name, name) : add("/m" + name, "null");
                             }));
    EXPECT_EQ(*text::get(got, "/m69993"), "null");
    EXPECT_EQ(*text::get(got, "/m69994"), "69994");
}

TEST(TextApplyScale, FollowsDeepPointers) {
    std::string path;
    for (int i = 0; i < 900; ++i) path += "/0";
    const auto got = applied(nested(901, "0"), patch_of(edits / 10, [&](auto i) {
                                 return i % 2 == 0 ? add(path + "/-", "1") : remove(path + "/0");
                             }));
    EXPECT_EQ(got, nested(901, "1"));
}

// The bound at hand says "too deep" each time, so the height of the big value is asked for each time.
TEST(TextApplyScale, KnowsHeightsNearTheLimitOfDepth) {
    const auto document =
        R"({"big":)" + numbers(200'000) + R"(,"tall":)" + nested(998, "") + R"(,"a":{"b":{"c":{}}}})";
    const auto got = applied(document, patch_of(edits, [](auto i) {
                                 switch (i % 4) {
                                     case 0:
                                         return from("move", "/big", "/a/b/c/big");
                                     case 1:
                                         return add("/a/b/c/big/0", "-1");
                                     case 2:
                                         return remove("/a/b/c/big/1");
                                     default:
                                         return from("move", "/a/b/c/big", "/big");
                                 }
                             }));
    EXPECT_EQ(*text::get(got, "/big/0"), "-1");
    EXPECT_EQ(*text::get(got, "/big/199999"), "199999");
}

// Something tall goes in and out, so that what was known of the height does not stay true.
TEST(TextApplyScale, KnowsHeightsThatChange) {
    const auto document =
        R"({"big":)" + numbers(100'000) + R"(,"tall":)" + nested(997, "") + R"(,"a":{"b":{}}})";
    const auto cycle = [](auto i) {
        switch (i % 5) {
            case 0:
                return from("move", "/tall", "/big/0");
            case 1:
                return from("move", "/big/0", "/tall");
            case 2:
                return from("move", "/big", "/a/b/big");
            case 3:
                return test("/a/b/big/0", "0");
            default:
                return from("move", "/a/b/big", "/big");
        }
    };
    EXPECT_EQ(*text::get(applied(document, patch_of(edits, cycle)), "/big/99999"), "99999");
    const auto refused = text::apply(document, "[" + cycle(0) + "," + cycle(2) + "]");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, errc::too_deep);
    EXPECT_EQ(refused.error().operation, 1U);
}

TEST(TextApplyScale, ForgetsMembersThatCameAndWent) {
    const auto got =
        applied("{}", patch_of(3 * 50'000, [](auto i) {
                    return i % 3 == 0 ? add("/x", "1") : i % 3 == 1 ? remove("/x") : test("", "{}");
                }));
    EXPECT_EQ(got, "{}");
}

// What was removed from an object takes room in each copy of it: that counts as growth.
TEST(TextApplyScale, DoesNotCopyEmptiedObjectsForNothing) {
    const auto document =
        R"({"o":)" + joined('{', 20'000, '}', [](auto i) { return "\"" + number(i) + "\":0"; }) + "}";
    const auto patch = patch_of(220'000, [](auto i) {
        return i < 20'000 ? remove("/o/" + number(i)) : from("copy", "/o", "/" + number(i % 10));
    });
    const auto got = text::apply(document, patch, {.limit = {.growth = 1 << 20}});
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, errc::limit_exceeded);
}

// New members are laid out like their neighbours, but a gap of a megabyte is no layout.
TEST(TextApplyScale, DoesNotRepeatEnormousGaps) {
    const std::string gap(1 << 20, ' ');
    const auto patch = patch_of(edits, [](auto i) { return add("/n" + number(i), "[1,{}]"); });
    EXPECT_LT(applied("{\"a\":1," + gap + "\"b\":2}", patch).size(), 2U << 20U);
    EXPECT_LT(applied("{\"a\":" + gap + "1,\"b\":2}", patch).size(), 2U << 20U);
    const auto lines = text::apply("{\n" + gap + "\"a\":1,\n" + gap + "\"b\":2}", patch,
                                   {.limit = {.growth = 1 << 20, .growth_factor = 2}});
    ASSERT_TRUE(lines);
    EXPECT_LT(lines->size(), 16U << 20U);
}

RC_GTEST_PROP(TextApplyProp, agreesWithTheJsonLaneAtTheLimitOfDepth, ()) {
    const auto before = *testing::document();
    const auto ops = *testing::nearly_valid_patch(before);
    const limits tight{.depth = *rc::gen::inRange<std::size_t>(1, 6)};
    const auto text = before.dump();
    const auto patch = to_document(ops).dump();
    text::index reader;
    RC_PRE(reader.parse(text).has_value() && reader.depth() <= tight.depth);
    RC_PRE(reader.parse(patch).has_value() && reader.depth() <= tight.depth + 2);
    RC_LOG() << text << '\n' << patch << '\n';
    const auto expected = emend::apply(before, ops, tight);
    const auto got = text::apply(text, patch, {.limit = tight});
    RC_ASSERT(got.has_value() == expected.has_value());
    if (got) return;
    RC_CLASSIFY(got.error().code == errc::too_deep);
    RC_ASSERT(got.error().code == expected.error().code);
    RC_ASSERT(got.error().operation == expected.error().operation);
}

}  // namespace
}  // namespace emend::tests
