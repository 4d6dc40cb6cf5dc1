// Tests assign.cpp, regroup.cpp, room.cpp and lower.cpp: values that a patch carries instead
// of writing them out, and the detours that this takes.

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "emend/apply.hpp"
#include "emend/diff.hpp"
#include "emend/equal.hpp"
#include "emend/text.hpp"

namespace emend {
namespace {

std::string big(std::string_view name) {
    std::string value = "{";
    for (int i = 0; i < 9; ++i) {
        value += R"(")" + std::string(name) + std::to_string(i) + R"(":"some text of )" + std::string(name) +
                 R"( that is long enough",)";
    }
    value.back() = '}';
    return value;
}
const std::string a = big("a");
const std::string b = big("b");
const std::string c = big("c");

// Gives the patch once it has turned `before` into `after`, in both lanes alike.
std::string patch_of(const std::string& before, const std::string& after, const diff_options& options = {}) {
    const auto patch = text::diff(before, after, options);
    if (!patch) return to_string(patch.error());
    const auto got = text::apply(before, *patch);
    EXPECT_TRUE(got && text::equal(*got, after).value_or(false)) << *patch;
    const auto values = diff(ordered_json::parse(before), ordered_json::parse(after), options);
    EXPECT_TRUE(values && to_document(*values).dump() == *patch) << *patch;
    return *patch;
}

std::string move(std::string_view from, std::string_view path) {
    return R"({"op":"move","from":")" + std::string(from) + R"(","path":")" + std::string(path) + R"("})";
}

TEST(DiffTransfers, ExchangeTwoMembersByWayOfASpareName) {
    EXPECT_EQ(patch_of(R"({"p":)" + a + R"(,"q":)" + b + "}", R"({"p":)" + b + R"(,"q":)" + a + "}"),
              "[" + move("/q", "/_") + "," + move("/p", "/q") + "," + move("/_", "/p") + "]");
}

TEST(DiffTransfers, CopyWhatMovedOutOfAValueThatOthersStillLeave) {
    EXPECT_EQ(patch_of(R"({"w":{"x":)" + a + R"(,"y":)" + b + "}}",
                       R"({"p":)" + a + R"(,"q":)" + a + R"(,"r":)" + b + "}"),
              "[" + move("/w/x", "/p") + R"(,{"op":"copy","from":"/p","path":"/q"},)" + move("/w/y", "/r") +
                  R"(,{"op":"remove","path":"/w"}])");
}

TEST(DiffTransfers, UseASpareNameThatNoMemberHas) {
    EXPECT_EQ(patch_of(R"({"p":)" + a + R"(,"q":)" + b + R"(,"_":1,"_0":2})",
                       R"({"p":)" + b + R"(,"q":)" + a + R"(,"_":1,"_0":2})"),
              "[" + move("/q", "/_1") + "," + move("/p", "/q") + "," + move("/_1", "/p") + "]");
}

TEST(DiffTransfers, RenameAlongAChain) {
    EXPECT_EQ(patch_of(R"({"p":)" + a + R"(,"q":)" + b + R"(,"r":)" + c + "}",
                       R"({"q":)" + a + R"(,"r":)" + b + R"(,"s":)" + c + "}"),
              "[" + move("/r", "/s") + "," + move("/q", "/r") + "," + move("/p", "/q") + "]");
}

TEST(DiffTransfers, WrapAValueInItsPlace) {
    EXPECT_EQ(
        patch_of(R"({"p":)" + a + R"(,"k":1})", R"({"p":{"w":)" + a + R"(,"n":5},"k":1})"),
        "[" + move("/p", "/_") + R"(,{"op":"add","path":"/p","value":{"n":5}},)" + move("/_", "/p/w") + "]");
}

TEST(DiffTransfers, UnwrapAValueEditedOtherwise) {
    EXPECT_EQ(patch_of(R"({"p":{"w":)" + a + R"(},"k":1})", R"({"p":)" + a + R"(,"k":1})"),
              "[" + move("/p/w", "/p") + "]");
}

TEST(DiffTransfers, TakeAPartOfWhatIsReplacedElsewhere) {
    const auto patch =
        patch_of(R"({"p":{"in":)" + a + R"(,"x":1},"q":"some"})", R"({"p":"gone","q":)" + a + "}");
    EXPECT_EQ(patch, "[" + move("/p/in", "/q") + R"(,{"op":"replace","path":"/p","value":"gone"}])");
}

TEST(DiffTransfers, CopyWhatThePatchItselfWrote) {
    EXPECT_EQ(patch_of(R"({"k":1})", R"({"k":1,"u":)" + a + R"(,"v":)" + a + R"(,"w":{"in":)" + a + "}}"),
              R"([{"op":"add","path":"/u","value":)" + a + R"(},{"op":"copy","from":"/u","path":"/v"},)" +
                  R"({"op":"add","path":"/w","value":{}},{"op":"copy","from":"/u","path":"/w/in"}])");
}

TEST(DiffTransfers, CopyWithinOneNewValue) {
    EXPECT_EQ(
        patch_of(R"({"k":1})", R"({"k":1,"u":[)" + a + ",0," + a + "]}"),
        R"([{"op":"add","path":"/u","value":[)" + a + R"(,0]},{"op":"copy","from":"/u/0","path":"/u/2"}])");
}

TEST(DiffTransfers, CopyWhatMoved) {
    EXPECT_EQ(patch_of(R"({"k":1,"old":)" + a + "}", R"({"k":1,"u":)" + a + R"(,"v":)" + a + "}"),
              "[" + move("/old", "/u") + R"(,{"op":"copy","from":"/u","path":"/v"}])");
}

TEST(DiffTransfers, LetAnOldElementStandBesideItsSuccessor) {
    EXPECT_EQ(patch_of("[0,[" + a + ",1,2],3]", R"([0,{"w":)" + a + "},3]"),
              R"([{"op":"add","path":"/2","value":{}},)" + move("/1/0", "/2/w") +
                  R"(,{"op":"remove","path":"/1"}])");
}

TEST(DiffTransfers, TestWhatPartsAreTakenOutOfBeforeTheFirstLeaves) {
    EXPECT_EQ(patch_of(R"({"p":{"in":)" + a + R"(,"x":1},"k":1})", R"({"k":1,"new":)" + a + "}",
                       {.tests = test_mode::old_values}),
              R"([{"op":"test","path":"/p","value":{"in":)" + a + R"(,"x":1}},)" + move("/p/in", "/new") +
                  R"(,{"op":"remove","path":"/p"}])");
}

TEST(DiffTransfers, CopyWithPathsIgnoredButNothingIgnored) {
    const auto before = R"({"a":)" + a + R"(,"secret":)" + b + R"(,"c":{"secret":)" + b + R"(,"x":1}})";
    const auto after = R"({"a":)" + a + R"(,"secret":)" + b + R"(,"c":{"secret":)" + b + R"(,"x":1},"n":)" +
                       a + R"(,"m":)" + b + "}";
    EXPECT_EQ(patch_of(before, after, {.ignore = {"/**/secret"}}),
              R"([{"op":"copy","from":"/a","path":"/n"},{"op":"add","path":"/m","value":)" + b + "}]");
}

TEST(DiffTransfers, AreNeverLongerThanTheDocument) {
    const std::string before = R"({"1":["s2",2,"a longer string that is worth a move 0"]})";
    const std::string after =
        R"({"1":["s2",2,["a longer string that is worth a move 0","xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"]]})";
    EXPECT_LE(patch_of(before, after).size(), after.size() + 37);
}

}  // namespace
}  // namespace emend
