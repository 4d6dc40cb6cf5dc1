// Tests emend bulk and emend agent: every line has its answer, in its place.

#include <csignal>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command.hpp"

namespace emend::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(Bulk, AnswersInTheOrderOfTheLines) {
    std::string lines;
    std::string answers;
    for (int i = 0; i < 1000; ++i) {
        const auto n = std::to_string(i);
        lines +=
            R"({"id":)" + n + R"(,"doc":{"n":0},"patch":[{"op":"replace","path":"/n","value":)" + n + "}]}\n";
        answers += R"({"id":)" + n + R"(,"doc":{"n":)" + n + "}}\n";
    }
    for (const auto* threads : {"1", "2", "7"}) {
        const auto run = emend({"bulk", "apply", "--threads", threads}, lines);
        EXPECT_EQ(run.status, 0);
        EXPECT_EQ(run.out, answers) << threads << " threads";
        EXPECT_EQ(run.err, "emend: bulk apply: 1000 lines, 1000 done, 0 failed\n");
    }
}

TEST(Bulk, PutsAnErrorInThePlaceOfALine) {
    const auto run = emend({"bulk", "apply"}, R"({"id":"a","doc":[1],"patch":[]}
{"id":"b","doc":[1],"patch":[{"op":"remove","path":"/1"}]}
{"id":"c","doc":[1],

{"id":"d","doc":[2],"patch":[]})");
    EXPECT_EQ(run.status, 1);
    EXPECT_EQ(run.err, "emend: bulk apply: 4 lines, 2 done, 2 failed\n");
    const auto lines = json_lines(run.out);
    ASSERT_EQ(lines.size(), 4U);
    EXPECT_EQ(lines[0], nlohmann::json::parse(R"({"id":"a","doc":[1]})"));
    EXPECT_EQ(lines[1].at("id"), "b");
    EXPECT_EQ(lines[1].at("line"), 2);
    EXPECT_EQ(lines[1].at("error").at("code"), "index_out_of_range");
    EXPECT_EQ(lines[1].at("error").at("operation"), 0);
    EXPECT_EQ(lines[1].at("error").at("path"), "/1");
    EXPECT_TRUE(lines[2].at("id").is_null());
    EXPECT_EQ(lines[2].at("line"), 3);
    EXPECT_EQ(lines[2].at("error").at("code"), "syntax_error");
    EXPECT_EQ(lines[3].at("id"), "d");
}

TEST(Bulk, EchoesTheIdByteForByte) {
    const auto run = emend({"bulk", "apply"}, R"({"doc":1,"patch":[]}
{"doc":1,"patch":[],"id":{"k" : 1.00,"s":"\u0041\/"}}
{"i\u0064":12345678901234567890123,"doc":1,"patch":[]}
)");
    EXPECT_EQ(run.out, R"({"id":null,"doc":1}
{"id":{"k" : 1.00,"s":"\u0041\/"},"doc":1}
{"id":12345678901234567890123,"doc":1}
)");
}

TEST(Bulk, KeepsTheSpellingOfValues) {
    const auto run = emend(
        {"bulk", "apply"},
        R"({"id":1,"doc":{"a":1.10,"b":"\u0041","c":1e400},"patch":[{"op":"add","path":"/d","value":2.50}]})");
    EXPECT_EQ(run.out, R"({"id":1,"doc":{"a":1.10,"b":"\u0041","c":1e400,"d":2.50}})"
                       "\n");
}

TEST(Bulk, RefusesADocumentWhoseMembersStandTwice) {
    const auto run = emend({"bulk", "apply"}, R"({"id":7,"doc":{"a":1,"a":2},"patch":[]})");
    const auto line = json_lines(run.out).at(0);
    EXPECT_EQ(line.at("id"), 7);
    EXPECT_EQ(line.at("error").at("code"), "duplicate_member");
    EXPECT_EQ(line.at("error").at("offset"), 21) << "counted from the start of the line";
}

TEST(Bulk, RefusesALineWhoseOwnMembersStandTwice) {
    const auto run = emend({"bulk", "apply"}, R"({"id":7,"doc":1,"doc":2,"patch":[]})");
    EXPECT_EQ(json_lines(run.out).at(0).at("error").at("code"), "duplicate_member");
}

TEST(Bulk, SaysWhatALineLacks) {
    const auto run = emend({"bulk", "merge"}, "{\"id\":1,\"doc\":{}}\n[1]\n");
    const auto lines = json_lines(run.out);
    EXPECT_EQ(lines.at(0).at("error").at("message"), "the line has no \"merge_patch\"");
    EXPECT_EQ(lines.at(1).at("error").at("message"), "a line must be an object, not an array");
}

TEST(Bulk, DiffHearsOptionsForAllLinesAndForOne) {
    const std::string pair = R"("before":{"a":[1]},"after":{"a":[2]})";
    const auto run =
        emend({"bulk", "diff", "--ignore=/a"}, "{\"id\":1," + pair + "}\n{\"id\":2," + pair +
                                                   R"(,"options":{"ignore":[],"array":"whole"}})" +
                                                   "\n{\"id\":3," + pair + R"(,"options":{"aray":"whole"}})");
    const auto lines = json_lines(run.out);
    EXPECT_EQ(lines.at(0).at("patch").size(), 0U);
    EXPECT_THAT(lines.at(1).at("patch").dump(), HasSubstr(R"("path":"/a")"));
    EXPECT_EQ(lines.at(2).at("error").at("message"), "diff has no option \"aray\": did you mean \"array\"?");
}

TEST(Bulk, ReadsFileAfterFile) {
    const folder here;
    const auto a = here.write("a.ndjson", "{\"id\":1,\"doc\":1,\"patch\":[]}\n\n");
    const auto b = here.write("b.ndjson", "{\"id\":2,\"doc\":1}");
    const auto run = emend({"bulk", "apply", a, b});
    EXPECT_EQ(json_lines(run.out).at(1).at("line"), 3);
    const auto missing = emend({"bulk", "apply", a, here.path("c.ndjson")});
    EXPECT_EQ(missing.status, 2);
    EXPECT_EQ(missing.out, "") << "told before the first answer";
}

TEST(Bulk, OfNothingIsNothing) {
    const auto run = emend({"bulk", "diff"}, "");
    EXPECT_EQ(run.status, 0);
    EXPECT_EQ(run.out, "");
    EXPECT_EQ(run.err, "emend: bulk diff: 0 lines, 0 done, 0 failed\n");
}

TEST(Bulk, CountsInJsonIfAsked) {
    EXPECT_EQ(emend({"bulk", "apply", "--errors=json"}, "1\n").err,
              "{\"lines\":1,\"done\":0,\"failed\":1}\n");
}

TEST(Bulk, SurvivesALongLineAndOddBytes) {
    const std::string text(3'000'000, 'x');
    const auto run = emend({"bulk", "apply"}, "\xff\xfe\n{\"id\":1,\"doc\":\"" + text +
                                                  "\",\"patch\":[]}\r\n" + std::string("\0\n", 2));
    const auto lines = json_lines(run.out);
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0].at("error").at("code"), "invalid_utf8");
    EXPECT_EQ(lines[1].at("doc"), text);
    EXPECT_EQ(lines[2].at("error").at("code"), "syntax_error");
}

TEST(Bulk, StopsWhenItsAnswersCannotBeWritten) {
    EXPECT_EQ(emend_into("/dev/full", {"bulk", "apply"}, "{\"doc\":1,\"patch\":[]}").status, 2);
}

TEST(Bulk, EndsWithoutAWordWhenItsReaderHasGone) {
    for (const auto* threads : {"1", "3"}) {
        const auto run =
            emend_into_closed_pipe({"bulk", "apply", "--threads", threads}, "{\"doc\":1,\"patch\":[]}");
        EXPECT_EQ(run.status, 0);
        EXPECT_EQ(run.err, "");
    }
}

const std::string fine = R"({"id":1,"doc":1,"patch":[]})";

TEST(Bulk, StopsBehindTheFirstFailureIfAsked) {
    std::string lines;
    for (int i = 0; i < 50; ++i) lines += fine + "\n";
    for (const auto* threads : {"1", "3"}) {
        const auto run = emend({"bulk", "apply", "--fail-fast", "--threads", threads},
                               fine + "\n\n{\"id\":2}\n" + lines + "{}\n");
        EXPECT_EQ(run.status, 1);
        ASSERT_EQ(json_lines(run.out).size(), 2U);
        EXPECT_EQ(json_lines(run.out)[1].at("line"), 3);
        EXPECT_EQ(run.err, "emend: bulk apply: 2 lines, 1 done, 1 failed\n");
    }
}

TEST(Bulk, WritesErrorsAndASummaryToFiles) {
    const folder here;
    const auto bad = here.path("bad.ndjson");
    const auto sum = here.path("sum.json");
    const auto run = emend({"bulk", "apply", "--errors", bad, "--summary", sum, "--errors=json"},
                           "1\n" + fine + "\n\n2\n");
    EXPECT_EQ(run.status, 1);
    EXPECT_EQ(run.err, "{\"lines\":3,\"done\":1,\"failed\":2}\n");
    const auto lines = json_lines(run.out);
    EXPECT_EQ(json_lines(content_of(bad)), (std::vector{lines.at(0), lines.at(2)}));
    const auto summary = nlohmann::json::parse(content_of(sum));
    EXPECT_EQ(summary.at("state"), "complete");
    EXPECT_EQ(summary.at("failed"), 2);
    EXPECT_EQ(summary.at("last_line"), 4);
    EXPECT_EQ(summary.at("bytes_out"), run.out.size());
}

TEST(Bulk, WritesOverNothingThatItReads) {
    const folder here;
    const auto lines = here.write("a.ndjson", fine);
    for (const auto* option : {"--errors", "--summary"}) {
        const auto run = emend({"bulk", "apply", option, lines, lines});
        EXPECT_EQ(run.status, 2);
        EXPECT_THAT(run.err, HasSubstr("is read: it cannot be written over"));
        EXPECT_EQ(content_of(lines), fine);
    }
    const auto same = here.path("x.json");
    EXPECT_EQ(emend({"bulk", "apply", "--errors", same, "--summary", same, lines}).status, 2);
    EXPECT_EQ(emend({"bulk", "apply", "--errors", here.path("no/x"), lines}).status, 2);
}

TEST(Bulk, TellsAFileOfErrorsFromAForm) {
    EXPECT_EQ(emend({"bulk", "apply", "--errors", "jsn"}).err,
              "emend: no form of errors \"jsn\": did you mean \"json\"?\n");
    EXPECT_THAT(emend({"equal", "--errors", "./x", "a", "b"}).err, HasSubstr("json or text here"));
}

TEST(Bulk, RefusesLinesLongerThanItMay) {
    const auto run = emend({"bulk", "apply", "--max-line", "1K"},
                           "{\"id\":1,\"doc\":\"" + std::string(2000, 'x') + "\"}\n" + fine + "\n");
    EXPECT_EQ(json_lines(run.out).at(0).at("error").at("expected"), "at most 1024 bytes");
    EXPECT_EQ(json_lines(run.out).at(1).at("doc"), 1);
    EXPECT_EQ(emend({"bulk", "apply", "--max-line", "1X"}).status, 2);
}

TEST(Bulk, AnswersWhatItHasReadWhenASignalAsksForAnEnd) {
    const folder here;
    for (const int signal : {SIGINT, SIGTERM}) {
        const auto sum = here.path("sum.json");
        conversation talk({"bulk", "apply", "--threads", "2", "--summary", sum});
        EXPECT_EQ(talk.ask(fine), R"({"id":1,"doc":1})");
        EXPECT_EQ(talk.end_by(signal), 128 + signal);
        const auto summary = nlohmann::json::parse(content_of(sum));
        EXPECT_EQ(summary.at("state"), "interrupted");
        EXPECT_EQ(summary.at("lines"), 1);
    }
}

TEST(Agent, AnswersEveryVerb) {
    const auto run = emend({"agent"}, R"({"id":1,"do":"diff","before":{"a":1},"after":{"a":1.0}}
{"id":2,"do":"apply","doc":{"a":1},"patch":[{"op":"remove","path":"/a"}]}
{"id":3,"do":"merge","doc":{"a":1},"merge_patch":{"a":null}}
{"id":4,"do":"merge_diff","before":{"a":1},"after":{}}
{"id":5,"do":"equal","a":1,"b":1.0}
{"id":6,"do":"equal","a":1,"b":2}
{"id":7,"do":"validate","patch":[]}
{"id":8,"do":"get","doc":{"a":[1]},"pointer":"/a"}
)");
    EXPECT_EQ(run.status, 0);
    EXPECT_EQ(run.err, "");
    EXPECT_EQ(run.out, R"({"id":1,"patch":[]}
{"id":2,"doc":{}}
{"id":3,"doc":{}}
{"id":4,"merge_patch":{"a":null}}
{"id":5,"equal":true}
{"id":6,"equal":false}
{"id":7,"valid":true}
{"id":8,"value":[1]}
)");
}

TEST(Agent, AnswersBeforeTheNextRequestComes) {
    conversation talk({"agent"});
    for (int i = 0; i < 3; ++i) {
        const auto id = std::to_string(i);
        EXPECT_EQ(talk.ask(R"({"id":)" + id + R"(,"do":"equal","a":1,"b":1})"),
                  R"({"id":)" + id + R"(,"equal":true})");
    }
}

TEST(Bulk, AnswersWhatHasArrived) {
    conversation talk({"bulk", "apply"});
    EXPECT_EQ(talk.ask(R"({"id":1,"doc":1,"patch":[]})"), R"({"id":1,"doc":1})");
    EXPECT_EQ(talk.ask(R"({"id":2,"doc":2,"patch":[]})"), R"({"id":2,"doc":2})");
}

TEST(Agent, OutlivesWhateverItIsSent) {
    const auto run = emend({"agent"},
                           "nonsense\n{\"id\":1}\n{\"id\":2,\"do\":3}\n[]\n{\"id\":3,\"do\":\"dance\"}\n"
                           "{\"id\":4,\"do\":\"equal\",\"a\":1,\"b\":1}\n");
    EXPECT_EQ(run.status, 0);
    const auto lines = json_lines(run.out);
    ASSERT_EQ(lines.size(), 6U);
    EXPECT_TRUE(lines[0].at("id").is_null());
    EXPECT_EQ(lines[0].at("error").at("code"), "syntax_error");
    EXPECT_EQ(lines[1].at("error").at("message"), "the line has no \"do\"");
    EXPECT_EQ(lines[2].at("error").at("message"), "\"do\" must be a string, not a number");
    EXPECT_TRUE(lines[3].at("id").is_null());
    EXPECT_EQ(lines[4].at("id"), 3);
    EXPECT_EQ(lines[4].at("error").at("code"), "unsupported");
    EXPECT_FALSE(lines[4].contains("line"));
    EXPECT_EQ(lines[5].at("equal"), true);
}

}  // namespace
}  // namespace emend::tests
