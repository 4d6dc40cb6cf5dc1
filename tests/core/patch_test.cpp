// Tests patch.cpp against RFC 6902 §3 and §4: the whole patch is validated, and printed.

#include "emend/patch.hpp"

#include <string>
#include <variant>

#include <gtest/gtest.h>

namespace emend {
namespace {

error refused(const char* text) {
    const auto got = parse_patch(json::parse(text));
    EXPECT_FALSE(got) << text;
    return got ? error{} : got.error();
}

TEST(ParsePatch, ReadsEveryOperation) {
    const auto text = json::parse(R"([{"op": "add", "path": "/a~1b", "value": null},
                                      {"op": "remove", "path": ""},
                                      {"op": "replace", "path": "/a", "value": [1]},
                                      {"op": "move", "from": "/a", "path": "/b"},
                                      {"op": "copy", "from": "/a", "path": "/b"},
                                      {"op": "test", "path": "/a", "value": {}}])");
    const auto ops = parse_patch(text).value();
    ASSERT_EQ(ops.size(), 6U);
    EXPECT_EQ(std::get<op::add>(ops[0]).path, (pointer{{"a/b"}}));
    EXPECT_EQ(std::get<op::move>(ops[3]).from, (pointer{{"a"}}));
    EXPECT_EQ(to_document(ops), text);
}

TEST(ParsePatch, IgnoresUnknownMembers) {
    EXPECT_TRUE(
        parse_patch(json::parse(R"([{"op": "remove", "path": "/a", "value": 1, "from": 5, "x": {}}])")));
}

TEST(ParsePatch, PinsItsMessages) {
    EXPECT_EQ(to_string(refused("{}")),
              "not a JSON Patch: expected an array of operations, got object (RFC 6902 §4)");
    EXPECT_EQ(to_string(refused("[1]")),
              "operation 0 at \"/0\": not a JSON Patch: expected an object, got number (RFC 6902 §4)");
    EXPECT_EQ(
        to_string(refused(R"([{"path": "/a"}])")),
        "operation 0 at \"/0/op\": not a JSON Patch: expected a string, got no such member (RFC 6902 §4)");
    EXPECT_EQ(
        to_string(refused(R"([{"op": "Add", "path": "/a", "value": 1}])")),
        "operation 0 at \"/0/op\": not a JSON Patch: expected add, remove, replace, move, copy or test, "
        "got \"Add\" (RFC 6902 §4)");
    EXPECT_EQ(
        to_string(refused(R"([{"op": "test", "path": "/a"}])")),
        "operation 0 at \"/0/value\": not a JSON Patch: expected a value, got no such member (RFC 6902 §4)");
    EXPECT_EQ(
        to_string(refused(R"([{"op": "remove", "path": "/a"}, {"op": "move", "path": "/a", "from": 5}])")),
        "operation 1 at \"/1/from\": not a JSON Patch: expected a string, got number (RFC 6902 §4)");
    EXPECT_EQ(to_string(refused(R"([{"op": "remove", "path": "a"}])")),
              "operation 0 at \"a\": not a JSON Pointer: expected \"\" or a \"/\" in front (RFC 6901 §3)");
}

TEST(ParsePatch, ValidatesWhatStandsBehindAFailingOperation) {
    EXPECT_EQ(
        refused(R"([{"op": "test", "path": "/a", "value": 2}, {"op": "spam", "path": "/a"}])").operation, 1U);
}

TEST(ParsePatch, CountsOperations) {
    limits two;
    two.operations = 2;
    const auto three = json::parse(
        R"([{"op":"remove","path":"/a"},{"op":"remove","path":"/a"},{"op":"remove","path":"/a"}])");
    EXPECT_EQ(parse_patch(three, two).error().code, errc::limit_exceeded);
}

TEST(ToDocument, PutsMembersInTheOrderOfTheRfc) {
    const auto ops = parse_patch(
        ordered_json::parse(R"([{"value":1,"path":"/a","op":"add"},{"path":"/b","from":"/a","op":"move"}])"));
    EXPECT_EQ(to_document(*ops).dump(),
              R"([{"op":"add","path":"/a","value":1},{"op":"move","from":"/a","path":"/b"}])");
}

}  // namespace
}  // namespace emend
