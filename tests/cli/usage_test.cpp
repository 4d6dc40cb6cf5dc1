// Tests what the command says to someone who called it wrongly, and to someone who asks for help.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command.hpp"

namespace emend::tests {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

struct wrong_call {
    std::vector<std::string> arguments;
    std::string says;

    friend void PrintTo(const wrong_call& call, std::ostream* out) { *out << call.says; }
};

class WrongCalls : public ::testing::TestWithParam<wrong_call> {};

TEST_P(WrongCalls, GiveOneLineAndStatusTwo) {
    const auto run = emend(GetParam().arguments, "{}");
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.out, "");
    EXPECT_EQ(run.err, "emend: " + GetParam().says + "\n");
}

TEST_P(WrongCalls, GiveAnObjectWhenAskedTo) {
    auto arguments = GetParam().arguments;
    arguments.insert(arguments.begin(), "--errors=json");
    const auto run = emend(arguments, "{}");
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.out, "");
    const auto error = error_of(run);
    EXPECT_EQ(error.at("code"), "usage_error");
    EXPECT_EQ(error.at("message"), GetParam().says);
    for (const auto* none : {"operation", "path", "offset", "expected", "actual"})
        EXPECT_TRUE(error.at(none).is_null()) << none;
}

INSTANTIATE_TEST_SUITE_P(
    All, WrongCalls,
    ::testing::Values(
        wrong_call{{}, "no verb given: emend --help lists them"},
        wrong_call{{"dif", "a", "b"}, "emend has no verb \"dif\": did you mean \"diff\"?"},
        wrong_call{{"--verison"}, "emend has no option --verison: did you mean \"--version\"?"},
        wrong_call{{"diff", "a"}, "emend diff needs AFTER: emend diff BEFORE AFTER"},
        wrong_call{{"apply"}, "emend apply needs DOC: emend apply DOC PATCH"},
        wrong_call{{"equal", "a", "b", "c"}, "\"c\" is one argument too many for emend equal A B"},
        wrong_call{{"diff", "--aray=set", "a", "b"},
                   "emend diff has no option --aray: did you mean --array?"},
        wrong_call{{"apply", "--inplace", "a", "b"},
                   "emend apply has no option --inplace: did you mean --in-place?"},
        wrong_call{{"apply", "-z", "a", "b"}, "emend apply has no option -z (see emend apply --help)"},
        wrong_call{{"diff", "a", "b", "--array"}, "--array needs a value (see emend diff --help)"},
        wrong_call{{"diff", "--array=set", "--array=whole", "a", "b"}, "--array can be given only once"},
        wrong_call{{"diff", "--array=alinged", "a", "b"},
                   "no array mode \"alinged\": did you mean \"aligned\"?"},
        wrong_call{{"diff", "--array=x", "a", "b"},
                   "no array mode \"x\" (there are aligned, keyed, positional, set, whole)"},
        wrong_call{{"diff", "--array=keyed", "a", "b"},
                   "--array=keyed needs --key MEMBER or --key PATH=MEMBER"},
        wrong_call{{"diff", "--key", "/orders", "a", "b"},
                   "--key \"/orders\" names no member: say --key MEMBER or --key PATH=MEMBER"},
        wrong_call{{"diff", "--key", "orders=id", "a", "b"},
                   "--key \"orders\" is no path pattern: it begins with \"/\", as in \"/items/*/price\""},
        wrong_call{{"diff", "--tests=old", "a", "b"},
                   "no kind of tests \"old\" (there are none, old_values, guards)"},
        wrong_call{{"diff", "--numbers=valeu", "a", "b"},
                   "no way to compare numbers \"valeu\": did you mean \"value\"?"},
        wrong_call{{"diff", "--ignore", "id", "a", "b"},
                   "--ignore \"id\" is no path pattern: it begins with \"/\", as in \"/items/*/price\""},
        wrong_call{{"diff", "--format=x", "a", "b"}, "no format \"x\" (there are json, pretty, html)"},
        wrong_call{{"diff", "--moves=maybe", "a", "b"},
                   "--moves takes no such value (see emend diff --help)"},
        wrong_call{{"diff", "--merge", "--array=set", "a", "b"},
                   "--merge gives a merge patch: options that choose operations do not go with it"},
        wrong_call{{"diff", "-", "-"}, "standard input (-) can be read only once"},
        wrong_call{{"apply", "--in-place", "-", "p"}, "--in-place needs a file to write to, not -"},
        wrong_call{{"bulk", "aply"}, "emend bulk has no verb \"aply\": did you mean \"apply\"?"},
        wrong_call{{"bulk", "apply", "--array=set"},
                   "options that choose a patch go with emend bulk diff, not apply"},
        wrong_call{{"bulk", "diff", "--threads=0"}, "--threads takes a number from 1 to 256, not \"0\""},
        wrong_call{{"bulk", "diff", "--threads=two"},
                   "--threads takes a number from 1 to 256, not \"two\""}));

TEST(Errors, KnowsOnlyJsonAndText) {
    const auto run = emend({"--errors=xml", "diff", "a", "b"});
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.err, "emend: no form of errors \"xml\" (there are json, text)\n");
}

TEST(Errors, MayBeAskedForBehindTheVerb) {
    EXPECT_EQ(error_of(emend({"diff", "--errors", "json", "/nowhere/a", "/nowhere/b"})).at("code"),
              "io_error");
    EXPECT_EQ(error_of(emend({"diff", "/nowhere/a", "/nowhere/b", "--errors=json"})).at("code"), "io_error");
}

TEST(Help, ListsEveryVerb) {
    const auto run = emend({"--help"});
    EXPECT_EQ(run.status, 0);
    EXPECT_EQ(run.err, "");
    for (const auto* verb :
         {"diff BEFORE AFTER", "apply DOC PATCH", "merge DOC MERGE_PATCH", "validate PATCH", "equal A B",
          "get DOC POINTER", "bulk VERB", "agent", "conform SUITE"})
        EXPECT_THAT(run.out, HasSubstr(std::string("\n  ") + verb));
}

TEST(Help, OfAVerbHasAnExampleAndItsExitStatus) {
    for (const auto* verb : {"diff", "apply", "merge", "merge3", "invert", "compose", "rebase", "convert",
                             "validate", "equal", "get", "bulk", "agent", "conform"}) {
        const auto run = emend({verb, "--help"});
        EXPECT_EQ(run.status, 0) << verb;
        EXPECT_THAT(run.out, HasSubstr(std::string("Usage: emend ") + verb));
        EXPECT_THAT(run.out, HasSubstr("Example"));
        EXPECT_THAT(run.out, HasSubstr("Exit status: 0"));
        EXPECT_EQ(emend({"help", verb}).out, run.out);
    }
}

TEST(Version, IsOneLine) {
    const auto run = emend({"--version"});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, ::testing::MatchesRegex("emend [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

}  // namespace
}  // namespace emend::tests
