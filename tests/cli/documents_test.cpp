// Tests the verbs that work on documents: what they print, and how they end.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command.hpp"

namespace emend::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class Documents : public ::testing::Test {
protected:
    folder here;
    std::string before = here.write("before.json", R"({"name":"Ann","tags":["a","b"],"n":1})"
                                                   "\n");
    std::string after = here.write("after.json", R"({"name":"Bob","tags":["a","b","c"],"n":1.0})"
                                                 "\n");
};

TEST_F(Documents, DiffThenApplyGivesTheOtherDocument) {
    const auto patch = emend({"diff", before, after});
    EXPECT_EQ(patch.status, 0);
    EXPECT_EQ(patch.err, "");
    EXPECT_THAT(patch.out, ::testing::EndsWith("]\n"));
    const auto result = emend({"apply", before, "-"}, patch.out);
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(emend({"equal", "-", after}, result.out).status, 0);
}

TEST_F(Documents, DiffOfEqualsIsAnEmptyPatch) {
    EXPECT_EQ(emend({"diff", before, before}).out, "[]\n");
    EXPECT_EQ(emend({"diff", "--exit-code", before, before}).status, 0);
    EXPECT_EQ(
        emend({"diff", "--exit-code", "--merge", "-", before}, R"({"n":1.0,"tags":["a","b"],"name":"Ann"})")
            .status,
        0);
}

TEST_F(Documents, DiffEndsWithOneForDifferencesIfAsked) {
    const auto run = emend({"diff", "--exit-code", before, after});
    EXPECT_EQ(run.status, 1);
    EXPECT_EQ(run.err, "");
    EXPECT_THAT(run.out, StartsWith("[{"));
    EXPECT_EQ(emend({"diff", "--exit-code", "--merge", before, after}).status, 1);
}

TEST_F(Documents, DiffHearsItsOptions) {
    const auto a = here.write(
        "a.json",
        R"({"text":"long enough that replacing it all would not be shorter, whatever is asked for: long enough, long enough","n":1,"at":1,"list":[{"id":1,"v":1},{"id":2,"v":2}]})");
    const auto b = here.write(
        "b.json",
        R"({"text":"long enough that replacing it all would not be shorter, whatever is asked for: long enough, long enough","n":1.0,"at":2,"list":[{"id":2,"v":2},{"id":1,"v":3}]})");
    const auto operations = [&](std::vector<std::string> options) {
        options.insert(options.begin(), "diff");
        options.insert(options.end(), {a, b});
        return nlohmann::json::parse(emend(options).out);
    };
    EXPECT_THAT(operations({"--ignore", "/at", "--ignore", "/list"}).dump(), "[]");
    EXPECT_THAT(operations({"--ignore=/at", "--ignore=/list", "--numbers=spelling"}).size(), 1U);
    EXPECT_THAT(operations({"--array=whole"}).dump(), HasSubstr(R"("path":"/list")"));
    EXPECT_THAT(operations({"--key=/list=id", "--no-moves", "--no-copies"}).dump(), Not(HasSubstr("move")));
    EXPECT_THAT(operations({"--tests=none"}).dump(), Not(HasSubstr(R"("op":"test")")));
}

TEST_F(Documents, DiffPrintsAMergePatch) {
    const auto run = emend({"diff", "--merge", before, after});
    EXPECT_EQ(nlohmann::json::parse(run.out),
              nlohmann::json::parse(R"({"name":"Bob","tags":["a","b","c"]})"));
    const auto merged = emend({"merge", before, "-"}, run.out);
    EXPECT_EQ(emend({"equal", "-", after}, merged.out).status, 0);
}

TEST_F(Documents, MergePatchThatWouldStoreANullIsNotExpressible) {
    const auto run = emend({"--errors=json", "diff", "--merge", before, "-"}, R"({"name":{"first":null}})");
    EXPECT_EQ(run.status, 1);
    EXPECT_EQ(run.out, "");
    EXPECT_EQ(error_of(run).at("code"), "not_expressible");
    EXPECT_EQ(error_of(run).at("path"), "/name/first");
}

TEST_F(Documents, ListingIsForReading) {
    const auto list = "\"list\":[" + std::string(100, '1') + "]}";
    const auto a = here.write("a.json", R"({"name":"Ann","n":1,)" + list);
    const auto b = here.write("b.json", R"({"name":"B\u001b[31m",)" + list);
    const auto run = emend({"diff", "--format=pretty", a, b});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, HasSubstr("remove   /n\n"));
    EXPECT_THAT(run.out, HasSubstr("replace  /name  \"B\\u001b[31m\"\n"));
    EXPECT_THAT(run.out, Not(HasSubstr("\x1b"))) << "no colour outside a terminal";
}

TEST_F(Documents, PageIsEscaped) {
    const auto b = here.write("b.json", R"({"name":"<script>alert('&')</script>","tags":["a","b"],"n":1})");
    const auto run = emend({"diff", "--format=html", before, b});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, StartsWith("<!DOCTYPE html>"));
    EXPECT_THAT(run.out, HasSubstr("&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;"));
    EXPECT_THAT(run.out, Not(HasSubstr("<script")));
    EXPECT_THAT(run.out, Not(HasSubstr("http")));
}

TEST_F(Documents, ApplyKeepsTheBytesItDoesNotTouch) {
    const auto doc = here.write("doc.json", "{ \"a\" : 1.50,\r\n\t\"b\":\"\\u0041\\/\" ,\"c\":1e400}");
    const auto run = emend({"apply", doc, "-"}, R"([{"op":"replace","path":"/a","value":2}])");
    EXPECT_EQ(run.out, "{ \"a\" : 2,\r\n\t\"b\":\"\\u0041\\/\" ,\"c\":1e400}");
    EXPECT_EQ(emend({"apply", doc, "-"}, "[]").out, content_of(doc));
}

TEST_F(Documents, ApplySaysWhichOperationFailedWhere) {
    const auto run =
        emend({"apply", before, "-"}, R"([{"op":"remove","path":"/n"},{"op":"remove","path":"/n"}])");
    EXPECT_EQ(run.status, 1);
    EXPECT_EQ(run.out, "");
    EXPECT_THAT(run.err, StartsWith("emend: operation 1 at \"/n\": path does not exist"));
    const auto error = error_of(emend({"--errors=json", "apply", before, "-"},
                                      R"([{"op":"remove","path":"/n"},{"op":"remove","path":"/n"}])"));
    EXPECT_EQ(error.at("code"), "path_not_found");
    EXPECT_EQ(error.at("operation"), 1);
    EXPECT_EQ(error.at("path"), "/n");
}

TEST_F(Documents, ValidateSaysNothingOfAPatch) {
    const auto run = emend({"validate", "-"}, R"([{"op":"test","path":"","value":null}])");
    EXPECT_EQ(run.status, 0);
    EXPECT_EQ(run.out + run.err, "");
}

TEST_F(Documents, ValidateSaysWhatIsNoPatch) {
    const auto file = here.write("patch.json", "[\n  {\"op\":\"spam\",\"path\":\"/a\"}]");
    const auto run = emend({"validate", file});
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, StartsWith("emend: " + file + ":2:"));
    EXPECT_THAT(run.err, HasSubstr("operation 0 at \"/0/op\": not a JSON Patch"));
    EXPECT_EQ(error_of(emend({"--errors=json", "validate", "-"}, "{}")).at("code"), "invalid_patch");
    EXPECT_EQ(
        error_of(emend({"--errors=json", "validate", "-"}, R"([{"op":"remove","path":"x"}])")).at("code"),
        "invalid_pointer");
}

TEST_F(Documents, EqualAnswersByItsStatus) {
    EXPECT_EQ(emend({"equal", before, "-"}, R"({"n":10e-1,"tags":["\u0061","b"],"name":"Ann"})").status, 0);
    const auto run = emend({"equal", before, after});
    EXPECT_EQ(run.status, 1);
    EXPECT_EQ(run.out, "");
    EXPECT_EQ(run.err, "emend: " + before + " and " + after + " differ\n");
}

TEST_F(Documents, GetPrintsTheValueAsItStands) {
    EXPECT_EQ(emend({"get", before, "/tags/1"}).out, "\"b\"\n");
    EXPECT_EQ(emend({"get", "-", "/a~1b"}, R"({"a/b":[ 1.50 ]})").out, "[ 1.50 ]\n");
    EXPECT_EQ(emend({"get", before, "/tags/7"}).status, 1);
    EXPECT_EQ(emend({"get", before, "/nobody"}).status, 1);
    const auto run = emend({"--errors=json", "get", before, "nobody"});
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(error_of(run).at("code"), "invalid_pointer");
}

TEST_F(Documents, ThatNestTooDeepAreRefused) {
    const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
    const auto run = emend({"--errors=json", "validate", "-"}, deep);
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(error_of(run).at("code"), "too_deep");
}

TEST_F(Documents, WhosePatchNestsTooDeepAreToldWhichFileItIs) {
    const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
    const auto run = emend({"apply", before, "-"}, deep);
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, ::testing::StartsWith("emend: <stdin>:1:1003 (byte 1002): nested too deep"));
}

}  // namespace
}  // namespace emend::tests
