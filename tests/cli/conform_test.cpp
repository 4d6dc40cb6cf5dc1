// Tests emend conform and emend fuzz: what a suite, or chance, says about an implementation, and what a
// subject may do wrong.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command.hpp"
#include "support/source_dir.hpp"

namespace emend::tests {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* suite = R"([
  {"comment": "right", "doc": {}, "patch": [{"op":"add","path":"/a","value":1}], "expected": {"a": 1.0}},
  {"comment": "fails as it must", "doc": {}, "patch": [{"op":"remove","path":"/a"}], "error": "no such member"},
  {"comment": "off", "doc": 1, "patch": 2, "disabled": true},
  {"comment": "a remark"},
  {"comment": "wrong", "why": "To see it.", "doc": {}, "patch": [], "expected": []},
  {"comment": "must fail", "doc": {}, "patch": [], "error": "because"},
  {"comment": "spelled twice", "doc": {"a":1,"a":2}, "patch": [], "error": "duplicate"}
])";

TEST(Conform, CountsAndShowsFailures) {
    const auto run = emend({"conform", "-"}, suite);
    EXPECT_EQ(run.status, 1);
    EXPECT_EQ(run.err, "");
    EXPECT_EQ(run.out,
              "  passed  failed skipped  suite\n"
              "       3       2       2  <stdin>\n"
              "\n<stdin>: record 4: wrong\n"
              "    why       To see it.\n"
              "    asked     {\"do\":\"apply\",\"doc\":{},\"patch\":[]}\n"
              "    expected  []\n"
              "    got       {}\n"
              "\n<stdin>: record 5: must fail\n"
              "    asked     {\"do\":\"apply\",\"doc\":{},\"patch\":[]}\n"
              "    expected  an error (because)\n"
              "    got       {}\n");
}

TEST(Conform, EndsWithNothingWhenAllPass) {
    const auto run = emend({"conform", "-"}, R"([{"doc":1,"patch":[],"expected":1}])");
    EXPECT_EQ(run.status, 0);
    EXPECT_EQ(run.out, "  passed  failed skipped  suite\n       1       0       0  <stdin>\n");
}

TEST(Conform, RefusesWhatIsNoSuite) {
    const auto run = emend({"conform", "-"}, "{}");
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.out, "");
    EXPECT_EQ(emend({"conform", "-"}, "[").status, 2);
    EXPECT_EQ(emend({"conform"}).status, 2);
    EXPECT_THAT(emend({"conform", "--suite", "builtin/numbrs"}).err, HasSubstr("did you mean \"numbers\"?"));
    EXPECT_THAT(emend({"conform", "-", "--timeout", "soon"}, "[]").err, HasSubstr("--timeout"));
    EXPECT_THAT(emend({"conform", "-", "--format", "xml"}, "[]").err, HasSubstr("no form of report"));
}

TEST(Conform, ReportsAsJson) {
    const auto run = emend({"conform", "-", "--format", "json"}, suite);
    EXPECT_EQ(run.status, 1);
    const auto report = nlohmann::json::parse(run.out);
    EXPECT_EQ(report.at("failed"), 2);
    const auto& cases = report.at("suites").at(0).at("cases");
    ASSERT_EQ(cases.size(), 7U);
    EXPECT_EQ(cases.at(0).at("outcome"), "passed");
    EXPECT_EQ(cases.at(2).at("reason"), "disabled");
    EXPECT_EQ(cases.at(4), nlohmann::json::parse(R"({"name":"record 4: wrong","outcome":"failed",
        "why":"To see it.","kind":"another_value","input":{"do":"apply","doc":{},"patch":[]},
        "expected":"[]","got":"{}"})"));
}

TEST(Conform, ReportsForContinuousIntegration) {
    const auto run = emend(
        {"conform", "-", "--format", "junit"},
        R"([{"comment":"<&\"\u0001","doc":"<","patch":[],"expected":1},{"doc":1,"patch":[],"expected":1}])");
    EXPECT_EQ(run.status, 1);
    EXPECT_THAT(run.out,
                AllOf(HasSubstr(R"(<testsuite name="&lt;stdin&gt;" tests="2" failures="1" skipped="0">)"),
                      HasSubstr(R"(name="record 0: &lt;&amp;&quot;\x01"><failure type="another_value")"),
                      HasSubstr(R"(name="record 1"/>)")));
}

TEST(Conform, PassesThePublicSuites) {
    const std::string shared = emend::tests::source_dir() + "/../shared/conformance/";
    if (!std::filesystem::exists(shared + "tests.json")) GTEST_SKIP() << "the public suites are not here";
    const auto run = emend({"conform", shared + "tests.json", shared + "spec_tests.json"});
    EXPECT_EQ(run.status, 0) << run.out;
    EXPECT_THAT(run.out, HasSubstr("     108       0"));
}

// The command itself as a subject, and what its answers become in a pipe.
std::string agent_and(const std::string& filter) {
    return std::string("\"") + EMEND_COMMAND + "\" agent" + (filter.empty() ? "" : " | " + filter);
}

// The timeout is for those that hang: the others answer whenever the machine lets them.
ran against(const std::string& subject, const std::string& cases = suite, const char* timeout = "60") {
    return emend({"conform", "-", "--timeout", timeout, "--against", subject}, cases);
}

TEST(ConformBuiltin, IsPassedByEmendInsideAndBehindPipes) {
    for (const auto& subject : {std::string(), agent_and("")}) {
        const auto run = emend({"conform", "--suite", "builtin", "--against", subject});
        EXPECT_EQ(run.status, 0) << run.out;
        EXPECT_THAT(run.out, Not(HasSubstr(" 0       0       0")));
    }
}

TEST(ConformBuiltin, FindsWhatIsWrong) {
    const auto run =
        emend({"conform", "--suite", "builtin/names", "--against", agent_and("sed -u 's|a/b|a~1b|'")});
    EXPECT_EQ(run.status, 1);
    EXPECT_THAT(run.out, AllOf(HasSubstr("add a name with a slash\n    why       ~1 is a slash"),
                               HasSubstr("    expected  {\"a/b\": 1}\n    got       {\"a~1b\":1}\n")));
}

TEST(ConformSubject, ThatIsRightPasses) {
    const auto run = against(agent_and(""));
    EXPECT_THAT(run.out, HasSubstr("       3       2       2  <stdin>"));
}

// A shell loop that answers each line with $ANSWER, in which $id stands for the id.
std::string shell(const std::string& answer) {
    return "while IFS= read -r line; do id=${line#*:}; id=${id%%,*}; " + answer + "; done";
}

constexpr const char* two = R"([{"doc":1,"patch":[],"expected":1},{"doc":2,"patch":[],"expected":2}])";

TEST(ConformSubject, ThatCannotIsSkipped) {
    const auto run = against(shell(R"(echo "{\"id\":$id,\"error\":{\"code\":\"unsupported\"}}")"), two);
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, HasSubstr("       0       0       2"));
}

TEST(ConformSubject, ThatCrashesIsStartedAgain) {
    const auto run = against(
        shell(
            R"(case $line in *'"doc":1,'*) echo so long >&2; kill -SEGV $$;; esac; echo "{\"id\":$id,\"doc\":2}")"),
        two);
    EXPECT_EQ(run.status, 1);
    EXPECT_THAT(run.out, AllOf(HasSubstr("       1       1       0"),
                               HasSubstr("crashed: was killed by signal 11 (SIGSEGV): so long")));
}

TEST(ConformSubject, ThatHangsIsStartedAgain) {
    const auto run = against(
        shell(R"(case $line in *'"doc":1,'*) sleep 99;; esac; echo "{\"id\":$id,\"doc\":2}")"), two, "1.5");
    EXPECT_THAT(run.out,
                AllOf(HasSubstr("       1       1       0"), HasSubstr("hung: gave no answer for 1.5 s")));
}

TEST(ConformSubject, ThatStopsReadingIsToldApart) {
    constexpr const char* one = R"([{"doc":1,"patch":[],"expected":1}])";
    EXPECT_THAT(against("sleep 99", one, "0.2").out, HasSubstr("stopped_reading: did not read on for 0.2 s"));
    EXPECT_THAT(against("exec <&-; sleep 99", one, "1").out,
                HasSubstr("stopped_reading: closed its standard input"));
}

TEST(ConformSubject, ThatPrintsRubbishIsQuoted) {
    EXPECT_THAT(against("yes", two).out, HasSubstr("rubbish: wrote what is no answer"));
    EXPECT_THAT(against(shell("echo 7"), two).out, HasSubstr("rubbish: wrote what is no answer"));
    EXPECT_THAT(against("cat", two).out, HasSubstr("       2       0       0"));  // answers the documents
    EXPECT_THAT(against(shell(R"(echo "{\"id\":$id}")"), two).out, HasSubstr("no answer: {\"id\":1}"));
}

TEST(ConformSubject, ThatAnswersAnotherQuestionIsNotBelieved) {
    const auto run = against(shell(R"(echo "{\"id\":1$id,\"doc\":1}")"), two);
    EXPECT_THAT(run.out, AllOf(HasSubstr("wrong_id: answered with an id that was not asked: {\"id\":11,"),
                               HasSubstr("       0       2       0")));
}

TEST(ConformSubject, ThatCannotBeRunIsWrongUsage) {
    const auto run = against("no-such-command-here");
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.out, "");
    EXPECT_THAT(run.err, HasSubstr("cannot run \"no-such-command-here\": it ended with status 127"));
}

TEST(ConformSubject, ThatNeverAnswersIsGivenUp) {
    std::string many = "[" + std::string(two).substr(1, std::string(two).size() - 2);
    for (int i = 0; i < 5; ++i) many += "," + std::string(two).substr(1, std::string(two).size() - 2);
    const auto run = against("exit 3", many + "]");
    EXPECT_THAT(run.out,
                AllOf(HasSubstr("       0      12       0"), HasSubstr("crashed: ended with status 3"),
                      HasSubstr("not_asked: was not asked: the 10 before it had no answer")));
}

ran fuzz(const std::string& subject, std::vector<std::string> more) {
    more.insert(more.begin(), {"fuzz", "--timeout", "60", "--against", subject});
    return emend(more);
}

TEST(Fuzz, FindsNothingInEmend) {
    const auto run = fuzz(agent_and(""), {"--seed", "5", "--cases", "400"});
    EXPECT_EQ(run.status, 0) << run.out;
    EXPECT_EQ(run.out, "seed 5: 400 cases, 0 disagreed, 0 causes\n");
    EXPECT_THAT(run.err, HasSubstr("emend: fuzz: 400 cases in "));
}

// Writes a slash where there must be ~1, and so on the way to another document.
const std::string wrong_slash = agent_and("sed -u 's|a/b|a~1b|g'");

TEST(Fuzz, MakesADisagreementSmallAndSaysItTheSameTwice) {
    const std::vector<std::string> how{"--do", "merge", "--seed", "3", "--cases", "200"};
    const auto run = fuzz(wrong_slash, how);
    EXPECT_EQ(run.status, 1);
    EXPECT_THAT(run.out, AllOf(HasSubstr("1. a name with / or ~ ("),
                               HasSubstr("\n    shows in  merge: gives another result\n"),
                               HasSubstr("\"do\":\"merge\",\"doc\":0,\"merge_patch\":{\"a/b\":0},"
                                         "\"expected\":{\"a/b\":0}}\n")));
    EXPECT_THAT(run.out, Not(HasSubstr("\n2. ")));
    EXPECT_EQ(fuzz(wrong_slash, how).out, run.out);
}

TEST(Fuzz, PrintsASuiteThatConformTakes) {
    const auto run = fuzz(
        wrong_slash, {"--do", "diff,merge,merge_diff", "--seed", "3", "--cases", "300", "--format", "json"});
    EXPECT_EQ(run.status, 1);
    const auto records = nlohmann::json::parse(run.out);
    ASSERT_EQ(records.size(), 1U) << run.out;  // one cause, in whichever verbs
    EXPECT_THAT(records[0].at("shows_in").get<std::string>(),
                AllOf(HasSubstr("diff: "), HasSubstr("merge: "), HasSubstr("merge_diff: ")));
    EXPECT_EQ(emend({"conform", "-"}, run.out).status, 0);
    const auto again = emend({"conform", "-", "--against", wrong_slash, "--format", "json"}, run.out);
    EXPECT_EQ(nlohmann::json::parse(again.out).at("failed"), records.size()) << again.out;
}

TEST(Fuzz, FindsTheQuestionThatCrashes) {
    const auto run =
        fuzz(shell(R"(case $line in *'"x"'*) kill -SEGV $$;; esac; echo "{\"id\":$id,\"equal\":true}")"),
             {"--do", "equal", "--seed", "2", "--cases", "60"});
    EXPECT_EQ(run.status, 1);
    EXPECT_THAT(run.out, AllOf(HasSubstr("crashed (was killed by signal 11 (SIGSEGV)): equal"),
                               HasSubstr(":\"x\""), HasSubstr("equal: gives another result")));
}

TEST(Fuzz, NamesWhatIsUnsupported) {
    const auto run = fuzz(agent_and(R"(sed -u 's/"merge_patch":.*/"error":{"code":"unsupported"}}/')"),
                          {"--do", "merge_diff,equal", "--seed", "1", "--cases", "20"});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, HasSubstr("\nunsupported: merge_diff\n"));
    const auto none = fuzz(shell(R"(echo "{\"id\":$id,\"error\":{\"code\":\"unsupported\"}}")"), {});
    EXPECT_EQ(none.status, 2);
    EXPECT_THAT(none.err, HasSubstr("nothing to compare"));
}

TEST(Fuzz, RefusesWrongUsage) {
    EXPECT_THAT(emend({"fuzz"}).err, HasSubstr("emend fuzz needs an implementation to test"));
    for (const auto& [option, value] : {std::pair("--do", "aply"), std::pair("--seed", "-1"),
                                        std::pair("--cases", "0"), std::pair("--time", "x")}) {
        const auto run = fuzz("cat", {option, value});
        EXPECT_EQ(run.status, 2) << option;
        EXPECT_EQ(run.out, "") << option;
    }
}

}  // namespace
}  // namespace emend::tests
