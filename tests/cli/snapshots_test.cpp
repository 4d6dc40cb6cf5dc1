// Tests emend bulk diff --join and --tree: two snapshots become one line for each record.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command.hpp"

namespace emend::tests {
namespace {

using ::testing::HasSubstr;

std::string joined(const std::string& before, const std::string& after, const std::string& key = "id",
                   std::vector<std::string> more = {}) {
    const folder here;
    std::vector<std::string> words{
        "bulk", "diff", "--join", key, here.write("b", before), here.write("a", after)};
    words.insert(words.end(), more.begin(), more.end());
    auto out = emend(words).out;
    for (auto at = out.find(here.path()); at != std::string::npos; at = out.find(here.path()))
        out.erase(at, here.path().size());
    return out;
}

TEST(Join, PairsTheRecordsOfAKey) {
    EXPECT_EQ(joined("{\"id\":1,\"n\":0}\n{\"id\":2}\r\n\n{\"id\":4}",
                     "{\"n\":1,\"id\":1.0}\n {\"id\":3} \n{\"id\":4}\n"),
              R"({"id":1,"patch":[{"op":"replace","path":"/n","value":1}]}
{"id":2,"removed":true}
{"id":3,"added":{"id":3}}
{"id":4,"patch":[]}
)");
}

TEST(Join, KeepsTheOrderOfBeforeWhereKeysFall) {
    EXPECT_EQ(joined("{\"id\":2}\n{\"id\":1}\n", "{\"id\":0}\n{\"id\":1}\n{\"id\":9}\n"),
              R"({"id":2,"removed":true}
{"id":1,"patch":[]}
{"id":0,"added":{"id":0}}
{"id":9,"added":{"id":9}}
)");
}

TEST(Join, FindsTheKeyByAPointer) {
    EXPECT_EQ(joined(R"({"a/b":{"c":"x"}})", R"({"a/b":{"c":"\u0078"}})", "/a~1b/c"),
              "{\"id\":\"x\",\"patch\":[]}\n")
        << "strings are keys by their characters";
    EXPECT_EQ(joined(R"({"a/b":1})", R"({"a/b":1})", "a/b"), "{\"id\":1,\"patch\":[]}\n");
}

TEST(Join, OrdersNumbersByValueAndStringsBehindThem) {
    const std::vector<std::string> keys{"-1e30",  "-12",  "-1.2",  "-1.15",  "-0.1", "0",
                                        "1e-400", "0.5",  "9",     "9.5",    "10",   "1e2",
                                        "1e400",  "\"\"", "\"a\"", "\"a!\"", "\"b\""};
    std::string before;
    std::string after;
    std::string expected;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        (i % 2 == 0 ? before : after) += "{\"id\":" + keys[i] + "}\n";
        expected += "{\"id\":" + keys[i] +
                    (i % 2 == 0 ? ",\"removed\":true}\n" : ",\"added\":{\"id\":" + keys[i] + "}}\n");
    }
    EXPECT_EQ(joined(before, after), expected);
}

TEST(Join, PutsAFaultInThePlaceOfARecord) {
    const auto out =
        joined("{\"id\":1}\n{\"x\":1}\n{\"id\":1,\"y\":2}\n", "{\"id\":1}\n{\"id\":null}\n{\"id\":2\n");
    const auto lines = json_lines(out);
    ASSERT_EQ(lines.size(), 5U);
    EXPECT_EQ(lines[0].dump(), R"({"id":1,"patch":[]})");
    const auto expect = [&](std::size_t i, const char* file, int line, const char* code) {
        EXPECT_EQ(lines[i].at("file"), file);
        EXPECT_EQ(lines[i].at("line"), line);
        EXPECT_EQ(lines[i].at("error").at("code"), code) << lines[i];
    };
    expect(1, "b", 2, "path_not_found");
    EXPECT_EQ(lines[1].at("error").at("message"), "the record has no key at \"/id\"");
    expect(2, "b", 3, "duplicate_key");
    EXPECT_EQ(lines[2].at("id"), 1);
    EXPECT_THAT(lines[2].at("error").at("message").get<std::string>(), HasSubstr("the first is on line 1"));
    expect(3, "a", 2, "invalid_key");
    expect(4, "a", 3, "syntax_error");
}

// A snapshot of records whose keys come from a small world: many meet, some twice.
std::string snapshot(std::mt19937& dice, std::size_t records, unsigned long world, bool sorted) {
    std::vector<unsigned long> keys;
    for (std::size_t i = 0; i < records; ++i) keys.push_back(dice() % world);
    if (sorted) std::sort(keys.begin(), keys.end());
    std::string text;
    for (const auto key : keys) {
        if (dice() % 50 == 0) text += "{\"no\":1}\n";
        text += "{\"id\":\"" + std::to_string(key + 100'000) + "\",\"pad\":\"" +
                std::string(dice() % 600, static_cast<char>('a' + dice() % 3)) + "\"}\n";
    }
    return text;
}

std::string read_from_a_pipe(const folder& here, const std::string& before, const std::string& after) {
    auto out =
        emend({"bulk", "diff", "--join", "id", "--memory=1M", "--threads=3", "-", here.write("a", after)},
              before)
            .out;
    for (auto at = out.find("<stdin>"); at != std::string::npos; at = out.find("<stdin>", at))
        out.replace(at, 7, here.path("b"));
    return out;
}

TEST(Join, GivesTheSameBytesWhateverTheWay) {
    std::mt19937 dice(3);  // NOLINT(cert-msc51-cpp): the same cases every time
    for (const bool sorted : {true, false}) {
        const folder here;
        const auto before = snapshot(dice, 3000, 4000, sorted);
        const auto after = snapshot(dice, 3000, 4000, sorted);
        const auto b = here.write("b", before);
        const auto a = here.write("a", after);
        const auto alone = emend({"bulk", "diff", "--join", "id", b, a});
        EXPECT_EQ(alone.status, 1);
        EXPECT_GT(std::count(alone.out.begin(), alone.out.end(), '\n'), 4000);
        EXPECT_EQ(read_from_a_pipe(here, before, after), alone.out)
            << "more than --memory; sorted: " << sorted;
        EXPECT_EQ(emend({"bulk", "diff", "--join", "id", "--memory=1M", "--threads=2", b, a}).out, alone.out);
        EXPECT_EQ(here.entries(), 2U);
    }
}

TEST(Join, WantsTwoFilesAndAKey) {
    const auto problem = [](std::vector<std::string> words) {
        const auto run = emend(words);
        EXPECT_EQ(run.status, 2);
        EXPECT_EQ(run.out, "");
        return run.err;
    };
    EXPECT_THAT(problem({"bulk", "diff", "--join", "id", "one"}),
                HasSubstr("two files, BEFORE and AFTER, not 1"));
    EXPECT_THAT(problem({"bulk", "apply", "--join", "id", "a", "b"}), HasSubstr("goes with emend bulk diff"));
    EXPECT_THAT(problem({"bulk", "diff", "--join", "", "a", "b"}), HasSubstr("the name of a member"));
    EXPECT_THAT(problem({"bulk", "diff", "--join", "/~2", "a", "b"}), HasSubstr("~"));
    EXPECT_THAT(problem({"bulk", "diff", "--join", "id", "--tree", "a", "b"}), HasSubstr("one of them"));
    EXPECT_THAT(problem({"bulk", "diff", "--join", "id", "--memory", "1K", "a", "b"}), HasSubstr("--memory"));
    EXPECT_THAT(problem({"bulk", "diff", "--join", "id", "-", "-"}), HasSubstr("only once"));
    EXPECT_THAT(problem({"bulk", "diff", "--tree", "/nowhere", "/nowhere"}), HasSubstr("/nowhere"));
}

TEST(Join, SaysWhereThereIsNoRoomForWhatDoesNotFit) {
    const folder here;
    std::mt19937 dice(4);  // NOLINT(cert-msc51-cpp)
    const auto b = here.write("b", snapshot(dice, 3000, 4000, false));
    ::setenv("TMPDIR", here.path("none").c_str(), 1);
    const auto run = emend({"bulk", "diff", "--join", "id", "--memory=1M", b, b});
    ::unsetenv("TMPDIR");
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.out, "");
    EXPECT_THAT(run.err, HasSubstr("cannot write temporary files to " + here.path("none")));
}

class two_trees {
public:
    two_trees() {
        for (const auto* each : {"old/d", "new/d", "new/e/f"})
            std::filesystem::create_directories(here_.path(each));
    }
    void write(const std::string& name, const std::string& text) const { here_.write(name, text); }
    [[nodiscard]] std::string path(const std::string& name) const { return here_.path(name); }
    [[nodiscard]] ran diff(const std::vector<std::string>& more = {}) const {
        std::vector<std::string> words{"bulk", "diff", "--tree", path("old/"), path("new")};
        words.insert(words.end(), more.begin(), more.end());
        return emend(words);
    }

private:
    folder here_;
};

TEST(Tree, PairsFilesByTheirPaths) {
    const two_trees t;
    t.write("old/a.json", "{\n  \"n\": 1\n}\n");
    t.write("new/a.json", "{\n  \"n\": {\n    \"m\": [1,\n 2]\n  }\n}\n");
    t.write("old/d/gone.json", "no JSON");
    t.write("new/d.json", "\n[1,\r\n  \"a  b\"]\n\n");
    t.write("new/e/f/g.json", "1");
    for (const auto* threads : {"1", "3"}) {
        const auto run = t.diff({"--threads", threads});
        EXPECT_EQ(run.status, 0);
        EXPECT_EQ(run.out, R"({"id":"a.json","patch":[{"op":"replace","path":"/n","value":{"m":[1,2]}}]}
{"id":"d/gone.json","removed":true}
{"id":"d.json","added":[1,"a  b"]}
{"id":"e/f/g.json","added":1}
)");
    }
}

TEST(Tree, SaysWhatItCannotRead) {
    const two_trees t;
    t.write("old/bad.json", "{\"a\": }");
    t.write("new/bad.json", "{}");
    t.write("new/empty.json", "");
    t.write("new/long.json", "\"" + std::string(3000, 'x') + "\"");
    ASSERT_EQ(::symlink("bad.json", t.path("new/link.json").c_str()), 0);
    ASSERT_EQ(::symlink("..", t.path("old/up").c_str()), 0);
    ASSERT_EQ(::symlink("/dev/zero", t.path("old/zero").c_str()), 0);
    ASSERT_EQ(::mkfifo(t.path("new/pipe").c_str(), 0600), 0);
    const auto run = t.diff({"--max-line", "2K"});
    EXPECT_EQ(run.status, 1);
    std::map<std::string, std::string> problems;
    for (const auto& each : json_lines(run.out)) {
        EXPECT_FALSE(each.contains("line"));
        problems[each.at("id")] = each.at("error").at("code").get<std::string>() + " " +
                                  each.at("error").at("message").get<std::string>();
    }
    ASSERT_EQ(problems.size(), 7U);
    EXPECT_THAT(problems["bad.json"], HasSubstr("syntax_error " + t.path("old/") + "bad.json: "));
    EXPECT_THAT(problems["empty.json"], HasSubstr("syntax_error"));
    EXPECT_THAT(problems["long.json"], HasSubstr("limit_exceeded"));
    for (const auto* link : {"link.json", "up", "zero"})
        EXPECT_THAT(problems[link], HasSubstr("is a symbolic link: it is not followed"));
    EXPECT_THAT(problems["pipe"], HasSubstr("neither a file nor a folder"));
}

TEST(Tree, TellsAFileFromAFolderOfItsName) {
    const two_trees t;
    t.write("old/x", "1");
    std::filesystem::create_directory(t.path("new/x"));
    t.write("new/x/y", "2");
    EXPECT_EQ(t.diff().out, "{\"id\":\"x\",\"removed\":true}\n{\"id\":\"x/y\",\"added\":2}\n");
}

}  // namespace
}  // namespace emend::tests
