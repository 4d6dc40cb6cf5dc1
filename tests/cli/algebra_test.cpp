// Tests merge3, invert, compose, rebase and convert, as verbs and as services of the agent.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command.hpp"

namespace emend::tests {
namespace {

using ::testing::HasSubstr;

class Algebra : public ::testing::Test {
protected:
    folder here;
    std::string base = here.write("base.json", R"({"a":1,"list":["x","y"]})");
    std::string ours = here.write("ours.json", "{ \"a\": 2.0, \"list\": [\"x\", \"y\"] }\n");
    std::string theirs = here.write("theirs.json", R"({"a":1,"list":["w","x","y"]})");
    std::string other = here.write("other.json", R"({"a":3,"list":["x"]})");
    std::string patch = here.write("patch.json", R"([{"op":"replace","path":"/a","value":2.0}])");
    std::string second = here.write("second.json", R"([{"op":"add","path":"/list/0","value":"w"}])");
};

TEST_F(Algebra, Merge3KeepsTheLayoutOfOurs) {
    const auto run = emend({"merge3", base, ours, theirs});
    EXPECT_EQ(run.status, 0);
    EXPECT_EQ(run.err, "");
    EXPECT_EQ(run.out, "{ \"a\": 2.0, \"list\": [\"w\", \"x\", \"y\"] }\n");
}

TEST_F(Algebra, Merge3TellsConflicts) {
    const auto run = emend({"merge3", base, ours, other});
    EXPECT_EQ(run.status, 1);
    EXPECT_EQ(run.out, "{ \"a\": 2.0, \"list\": [\"x\"] }\n");
    EXPECT_EQ(run.err, "emend: conflict at \"/a\": both_changed, ours is kept\n");
    EXPECT_EQ(error_of(emend({"merge3", "--errors=json", base, ours, other})).at("code"), "conflict");
    const auto list = emend({"merge3", "--conflicts", base, ours, other});
    EXPECT_EQ(list.status, 1);
    EXPECT_EQ(list.out,
              "[{\"path\":\"/a\",\"kind\":\"both_changed\",\"base\":1,\"ours\":2.0,\"theirs\":3}]\n");
}

TEST_F(Algebra, Merge3FollowsThePolicy) {
    const auto run = emend({"merge3", "--policy=theirs", base, ours, other});
    EXPECT_EQ(run.status, 0);
    EXPECT_EQ(run.out, "{ \"a\": 3, \"list\": [\"x\"] }\n");
    EXPECT_EQ(emend({"merge3", "--policy=mine", base, ours, other}).status, 2);
}

TEST_F(Algebra, InvertTakesAPatchBack) {
    EXPECT_EQ(emend({"invert", patch, base}).out, "[{\"op\":\"replace\",\"path\":\"/a\",\"value\":1}]\n");
    EXPECT_EQ(emend({"invert", patch, "-"}, "{}").status, 1);
}

TEST_F(Algebra, ComposeGivesOnePatch) {
    const auto both = emend({"compose", patch, second});
    EXPECT_EQ(both.out,
              "[{\"op\":\"replace\",\"path\":\"/a\",\"value\":2.0},"
              "{\"op\":\"add\",\"path\":\"/list/0\",\"value\":\"w\"}]\n");
    const auto back = here.write("back.json", R"([{"op":"remove","path":"/list/0"}])");
    EXPECT_EQ(emend({"compose", second, back, "--base", base}).out, "[]\n");
    EXPECT_EQ(emend({"compose", base}).status, 2);
}

TEST_F(Algebra, RebaseFollowsTheOtherPatch) {
    const auto deep = here.write("deep.json", R"([{"op":"replace","path":"/list/1","value":"z"}])");
    EXPECT_EQ(emend({"rebase", deep, second, "--base", base}).out,
              "[{\"op\":\"replace\",\"path\":\"/list/2\",\"value\":\"z\"}]\n");
    const auto clash = here.write("clash.json", R"([{"op":"replace","path":"/a","value":5}])");
    const auto run = emend({"rebase", "--errors=json", clash, patch, "--base", base});
    EXPECT_EQ(run.status, 1);
    EXPECT_EQ(error_of(run).at("code"), "conflict");
    EXPECT_EQ(error_of(run).at("path"), "/a");
    EXPECT_EQ(emend({"rebase", deep, second}).status, 2);
}

TEST_F(Algebra, ConvertGoesBothWays) {
    EXPECT_EQ(emend({"convert", "--to", "merge", "--base", base, patch}).out, "{\"a\":2.0}\n");
    EXPECT_EQ(emend({"convert", "--to=patch", "--base", base, "-"}, R"({"a":2.0})").out,
              "[{\"op\":\"replace\",\"path\":\"/a\",\"value\":2.0}]\n");
    EXPECT_EQ(
        emend({"convert", "--to=merge", "--base", base, "-"}, R"([{"op":"add","path":"/n","value":null}])")
            .status,
        1);
}

TEST_F(Algebra, AgentKnowsThem) {
    const auto run = emend({"agent"},
                           R"({"id":1,"do":"merge3","base":{"a":1},"ours":{"a":2},"theirs":{"a":1,"b":1.0}}
{"id":2,"do":"merge3","base":1,"ours":2,"theirs":3,"policy":"theirs"}
{"id":3,"do":"merge3","base":1,"ours":2,"theirs":3}
{"id":4,"do":"invert","before":{"a":1},"patch":[{"op":"remove","path":"/a"}]}
{"id":5,"do":"compose","patches":[[{"op":"add","path":"/a","value":1}],[{"op":"replace","path":"/a","value":2.0}]]}
{"id":6,"do":"compose","before":{},"patches":[[{"op":"add","path":"/a","value":1}],[{"op":"remove","path":"/a"}]]}
{"id":7,"do":"rebase","base":[1],"patch":[{"op":"add","path":"/1","value":2}],"over":[{"op":"add","path":"/0","value":0}]}
{"id":8,"do":"compose","patches":{}}
)");
    EXPECT_EQ(run.out, R"({"id":1,"doc":{"a":2,"b":1.0},"conflicts":[]}
{"id":2,"doc":3,"conflicts":[]}
{"id":3,"doc":2,"conflicts":[{"path":"","kind":"both_changed","base":1,"ours":2,"theirs":3}]}
{"id":4,"patch":[{"op":"add","path":"/a","value":1}]}
{"id":5,"patch":[{"op":"add","path":"/a","value":2.0}]}
{"id":6,"patch":[]}
{"id":7,"patch":[{"op":"add","path":"/2","value":2}]}
)" + run.out.substr(run.out.find("{\"id\":8")));
    EXPECT_THAT(run.out, HasSubstr("\"patches\\\" must be an array"));
}

}  // namespace
}  // namespace emend::tests
