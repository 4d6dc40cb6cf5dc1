// Tests how the command reads and writes files: nothing unreadable gets past, nothing is half-written.

#include <cstdlib>
#include <filesystem>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command.hpp"

namespace emend::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr const char* patch = R"([{"op":"replace","path":"/a","value":2}])";

TEST(Input, ThatIsNotThereIsAnIoError) {
    const auto run = emend({"validate", "/nowhere/patch.json"});
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.out, "");
    EXPECT_EQ(run.err, "emend: cannot read /nowhere/patch.json: No such file or directory\n");
}

TEST(Input, ThatIsADirectoryIsAnIoError) {
    const folder here;
    const auto run = emend({"--errors=json", "validate", here.path()});
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(error_of(run).at("code"), "io_error");
    EXPECT_THAT(error_of(run).at("message").get<std::string>(), HasSubstr("Is a directory"));
}

TEST(Input, ThatIsEmptyIsASyntaxErrorAtItsStart) {
    const folder here;
    const auto file = here.write("empty.json", "");
    const auto run = emend({"equal", file, file});
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, StartsWith("emend: " + file + ":1:1 (byte 0): not JSON"));
}

TEST(Input, ThatIsNoJsonIsToldWithFileLineAndColumn) {
    const folder here;
    const auto good = here.write("good.json", "{}");
    const auto bad = here.write("bad.json", "{\n  \"ä\": tru\n}\n");
    const auto run = emend({"equal", good, bad});
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.out, "");
    EXPECT_THAT(run.err, StartsWith("emend: " + bad + ":2:8 (byte 10): not JSON"));
    EXPECT_EQ(error_of(emend({"--errors=json", "equal", good, bad})).at("offset"), 10);
}

TEST(Input, ThatIsNoUtf8IsSaidSo) {
    const folder here;
    const auto file = here.write("latin1.json", "[\"\xe9\"]");
    EXPECT_EQ(error_of(emend({"--errors=json", "equal", file, file})).at("code"), "invalid_utf8");
}

TEST(Input, WithATwiceNamedMemberIsRefused) {
    const auto run = emend({"--errors=json", "equal", "-", "/dev/null"}, R"({"a":1,"a":2})");
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(error_of(run).at("code"), "duplicate_member");
}

TEST(Input, MayComeThroughAPipe) {
    const folder here;
    const auto file = here.write("a.json", "{\"a\":1}\n");
    EXPECT_EQ(emend({"apply", file, "-"}, patch).out, "{\"a\":2}\n");
    EXPECT_EQ(emend({"get", "-", "/a"}, "{\"a\":1}").out, "1\n");
}

TEST(Output, ToAFullDiskIsAnIoError) {
    const auto run = emend_into("/dev/full", {"get", "-", ""}, "{}");
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.err, "emend: cannot write standard output: No space left on device\n");
    EXPECT_EQ(emend_into("/dev/full", {"--help"}).status, 2);
}

TEST(Output, ToAClosedPipeIsAnIoErrorWithoutNoise) {
    const auto run = emend_into_closed_pipe({"get", "-", ""}, "{}");
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.err, "");
    EXPECT_EQ(error_of(emend_into_closed_pipe({"--errors=json", "get", "-", ""}, "{}")).at("code"),
              "io_error");
}

TEST(Output, ThatIsClosedIsNotReplacedByAFileOfOurs) {
    const folder here;
    const auto file = here.write("doc.json", "{\"a\":1}");
    const auto change = here.write("patch.json", patch);
    const auto run = [&](const std::string& words) {
        return std::system(
            (std::string(EMEND_COMMAND) + " apply " + words + " " + file + " " + change).c_str());
    };
    EXPECT_EQ(WEXITSTATUS(run("2>/dev/null >&- --")), 2);
    EXPECT_EQ(WEXITSTATUS(run("<&- >&- 2>&- --in-place")), 0);
    EXPECT_EQ(content_of(file), "{\"a\":2}");
}

TEST(InPlace, WritesTheFileAndKeepsItsMode) {
    const folder here;
    const auto file = here.write("doc.json", "{ \"a\": 1 }\n");
    ASSERT_EQ(::chmod(file.c_str(), 0640), 0);
    const auto run = emend({"apply", "--in-place", file, "-"}, patch);
    EXPECT_EQ(run.status, 0);
    EXPECT_EQ(run.out, "");
    EXPECT_EQ(run.err, "");
    EXPECT_EQ(content_of(file), "{ \"a\": 2 }\n");
    EXPECT_EQ(std::filesystem::status(file).permissions(), std::filesystem::perms{0640});
    EXPECT_EQ(here.entries(), 1U);
}

TEST(InPlace, ReplacesWhatASymbolicLinkNames) {
    const folder here;
    const auto file = here.write("doc.json", "{\"a\":1}");
    std::filesystem::create_symlink("doc.json", here.path("link.json"));
    EXPECT_EQ(emend({"apply", "--in-place", here.path("link.json"), "-"}, patch).status, 0);
    EXPECT_TRUE(std::filesystem::is_symlink(here.path("link.json")));
    EXPECT_EQ(content_of(file), "{\"a\":2}");
}

TEST(InPlace, ShowsEitherTheOldFileOrTheNew) {
    const folder here;
    const auto file = here.write("doc.json", "{\"a\":1}");
    std::filesystem::create_hard_link(file, here.path("other-name.json"));
    EXPECT_EQ(emend({"apply", "--in-place", file, "-"}, patch).status, 0);
    EXPECT_EQ(content_of(here.path("other-name.json")), "{\"a\":1}") << "the old file was written to";
}

TEST(InPlace, LeavesAnUnchangedFileAlone) {
    const folder here;
    const auto file = here.write("doc.json", "{\"a\":1}");
    std::filesystem::create_hard_link(file, here.path("other-name.json"));
    EXPECT_EQ(emend({"apply", "--in-place", file, "-"}, "[]").status, 0);
    EXPECT_TRUE(std::filesystem::equivalent(file, here.path("other-name.json")));
}

TEST(InPlace, RefusesAFileThatMayNotBeWritten) {
    if (::geteuid() == 0) GTEST_SKIP() << "root may write everything";
    const folder here;
    const auto file = here.write("doc.json", "{\"a\":1}");
    ASSERT_EQ(::chmod(file.c_str(), 0440), 0);
    EXPECT_EQ(error_of(emend({"--errors=json", "apply", "--in-place", file, "-"}, patch)).at("code"),
              "io_error");
    EXPECT_EQ(content_of(file), "{\"a\":1}");
}

TEST(InPlace, OnAFullDiskLeavesTheFileAsItWas) {
    const folder here;
    const auto text = "{\"a\":1,\"b\":\"" + std::string(100'000, 'x') + "\"}";
    const auto file = here.write("doc.json", text);
    for (const std::size_t room : {std::size_t{0}, std::size_t{1}, std::size_t{65'536}, text.size() - 1}) {
        const auto run = emend_with_little_disk(room, {"apply", "--in-place", file, "-"}, patch);
        EXPECT_EQ(run.status, 2) << room;
        EXPECT_THAT(run.err, StartsWith("emend: cannot write ")) << room;
        EXPECT_THAT(run.err, HasSubstr(": File too large\n")) << room;
        EXPECT_EQ(content_of(file), text) << room;
        EXPECT_EQ(here.entries(), 1U) << room << ": nothing is left beside it";
    }
    EXPECT_EQ(emend_with_little_disk(text.size(), {"apply", "--in-place", file, "-"}, patch).status, 0);
    EXPECT_THAT(content_of(file), StartsWith("{\"a\":2,"));
}

TEST(InPlace, KilledAtAnyMomentLeavesTheOldFileOrTheNew) {
    const folder here;
    const auto bulk = ",\"b\":\"" + std::string(300'000, 'x') + "\"}";
    const auto before = "{\"a\":1" + bulk;
    const auto after = "{\"a\":2" + bulk;
    const auto change = here.write("patch.json", patch);
    const auto file = here.write("doc.json", before);
    const auto begin = std::chrono::steady_clock::now();
    ASSERT_EQ(emend({"apply", "--in-place", file, change}).status, 0);
    const auto whole =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
    constexpr int runs = 25;
    for (int n = 0; n < runs; ++n) {
        here.write("doc.json", before);
        const auto status = emend_killed_after(whole * n / runs, {"apply", "--in-place", file, change});
        const auto now = content_of(file);
        ASSERT_TRUE(now == before || now == after) << "killed in run " << n << ": " << now.size() << " bytes";
        ASSERT_TRUE(status != 0 || now == after) << "done, and not there";
    }
}

struct failing {
    std::string name;
    std::string patch;
    int status;

    friend void PrintTo(const failing& about, std::ostream* out) { *out << about.name; }
};

class InPlaceFailures : public ::testing::TestWithParam<failing> {};

TEST_P(InPlaceFailures, LeaveTheFileAsItWas) {
    const folder here;
    const std::string text = "{ \"a\": 1, \"b\": [1, 2] }\n";
    const auto file = here.write("doc.json", text);
    const auto inode = [&] {
        struct stat about {};
        ::stat(file.c_str(), &about);
        return about.st_ino;
    };
    const auto before = inode();
    const auto run = emend({"apply", "--in-place", file, "-"}, GetParam().patch);
    EXPECT_EQ(run.status, GetParam().status);
    EXPECT_EQ(run.out, "");
    EXPECT_THAT(run.err, StartsWith("emend: "));
    EXPECT_EQ(content_of(file), text);
    EXPECT_EQ(inode(), before);
    EXPECT_EQ(here.entries(), 1U);
}

INSTANTIATE_TEST_SUITE_P(
    All, InPlaceFailures,
    ::testing::Values(
        failing{"SecondOperation", R"([{"op":"remove","path":"/a"},{"op":"remove","path":"/zzz"}])", 1},
        failing{"Test", R"([{"op":"add","path":"/b/-","value":3},{"op":"test","path":"/a","value":7}])", 1},
        failing{"Index", R"([{"op":"remove","path":"/b/2"}])", 1},
        failing{"NoIndex", R"([{"op":"remove","path":"/b/01"}])", 1},
        failing{"IntoItself", R"([{"op":"move","from":"/b","path":"/b/0"}])", 1},
        failing{"Root", R"([{"op":"remove","path":""}])", 1}, failing{"NoPatch", R"({"op":"remove"})", 2},
        failing{"NoPointer", R"([{"op":"remove","path":"a"}])", 2}, failing{"NoJson", "[", 2},
        failing{"Nothing", "", 2}),
    [](const auto& about) { return about.param.name; });

}  // namespace
}  // namespace emend::tests
