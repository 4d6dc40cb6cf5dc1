// Tests emend conform: what a suite says about an implementation.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command.hpp"
#include "support/source_dir.hpp"

namespace emend::tests {
namespace {

using ::testing::HasSubstr;

constexpr const char* suite = R"([
  {"comment": "right", "doc": {}, "patch": [{"op":"add","path":"/a","value":1}], "expected": {"a": 1.0}},
  {"comment": "fails as it must", "doc": {}, "patch": [{"op":"remove","path":"/a"}], "error": "no such member"},
  {"comment": "off", "doc": 1, "patch": 2, "disabled": true},
  {"comment": "a remark"},
  {"comment": "wrong", "doc": {}, "patch": [], "expected": []},
  {"comment": "must fail", "doc": {}, "patch": [], "error": "because"},
  {"comment": "spelled twice", "doc": {"a":1,"a":2}, "patch": [], "error": "duplicate"}
])";

TEST(Conform, CountsAndNamesFailures) {
    const auto run = emend({"conform", "-"}, suite);
    EXPECT_EQ(run.status, 1);
    EXPECT_EQ(run.err, "");
    EXPECT_EQ(run.out,
              "  passed  failed skipped  suite\n"
              "       3       2       2  <stdin>\n"
              "  record 4: wrong: must give [], gave {}\n"
              "  record 5: must fail: must fail (\"because\"), gave {}\n");
}

TEST(Conform, EndsWithNothingWhenAllPass) {
    const auto run = emend({"conform", "-"}, R"([{"doc":1,"patch":[],"expected":1}])");
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, HasSubstr("       1       0       0  <stdin>\n"));
}

TEST(Conform, RefusesWhatIsNoSuite) {
    const auto run = emend({"conform", "-"}, "{}");
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.out, "");
    EXPECT_EQ(emend({"conform", "-"}, "[").status, 2);
}

TEST(Conform, PassesThePublicSuites) {
    const std::string shared = emend::tests::source_dir() + "/../shared/conformance/";
    if (!std::filesystem::exists(shared + "tests.json")) GTEST_SKIP() << "the public suites are not here";
    const auto run = emend({"conform", shared + "tests.json", shared + "spec_tests.json"});
    EXPECT_EQ(run.status, 0) << run.out;
    EXPECT_THAT(run.out, HasSubstr("     108       0"));
}

}  // namespace
}  // namespace emend::tests
