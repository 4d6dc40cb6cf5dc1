// Tests explain.cpp: what each operation of a patch came to.

#include <gtest/gtest.h>

#include "kit.hpp"

namespace emend::adapters::tests {
namespace {

// "exactly, folded, ..." in the order of the operations; "|refused" behind where there is no request.
std::string told(const call& c, std::string_view patch) {
    request_input input{c.params, c.current, parse_patch(json_of(patch)).value(), std::nullopt, c.options};
    const auto all = explain_request(find_profile(c.vendor, c.resource).value(), std::move(input));
    std::string out;
    for (const auto& each : all.operations) {
        out += (out.empty() ? "" : ", ") + to_json(each)["sent"].get<std::string>();
        EXPECT_FALSE(each.why.empty());
    }
    return all.made ? out : out + "|refused";
}

std::string why(const call& c, std::string_view patch, std::size_t i) {
    request_input input{c.params, c.current, parse_patch(json_of(patch)).value(), std::nullopt, c.options};
    return explain_request(find_profile(c.vendor, c.resource).value(), std::move(input)).operations.at(i).why;
}

TEST(Explain, TellsWhatGoesOutByItself) {
    EXPECT_EQ(told(gcore(), R"([{"op":"replace","path":"/name","value":"J"},{"op":"remove","path":"/phone"},
                                {"op":"add","path":"/reseller","value":9}])"),
              "exactly, exactly, exactly");
}

TEST(Explain, TellsWhatIsEvaluatedHere) {
    EXPECT_EQ(told(gcore(), R"([{"op":"test","path":"/name","value":"John Smith"},
                                {"op":"copy","from":"/name","path":"/companyName"},
                                {"op":"replace","path":"/phone","value":"1"},{"op":"replace","path":"/phone","value":"2"},
                                {"op":"replace","path":"/is_test","value":false}])"),
              "locally, locally, locally, exactly, locally");
    EXPECT_EQ(
        why(gcore(),
            R"([{"op":"replace","path":"/phone","value":"1"},{"op":"replace","path":"/phone","value":"2"}])",
            0),
        "a later operation changes the value again: the last one goes out");
}

TEST(Explain, TellsWhatIsFoldedIntoAWholeValue) {
    EXPECT_EQ(
        told(druva(),
             R"([{"op":"replace","path":"/address","value":"x"},{"op":"remove","path":"/tenantAdmins/0"}])"),
        "folded, folded");
    EXPECT_EQ(why(druva(), R"([{"op":"replace","path":"/address","value":"x"}])", 0),
              "the whole resource goes out, its result in it");
    const call seller{"gcore", "user", {{"userId", 1}}, json_of(R"({"auth_types":["password"]})")};
    EXPECT_EQ(told(seller, R"([{"op":"add","path":"/auth_types/-","value":"sso"}])"), "folded");
    EXPECT_EQ(why(seller, R"([{"op":"add","path":"/auth_types/-","value":"sso"}])", 0),
              R"(it goes out as part of the whole value of "/auth_types")");
    const call tags{"gcore",
                    "tagged-resource",
                    {{"kind", "n"},
                     {"projectId", 1},
                     {"regionId", 1},
                     {"resourceId", "11111111-2222-4333-8444-555555555555"}},
                    json_of(R"({"tags":[{"key":"a","value":"1"}]})")};
    EXPECT_EQ(told(tags, R"([{"op":"replace","path":"/tags","value":[]}])"), "folded");
    EXPECT_EQ(told(tags, R"([{"op":"remove","path":"/tags/0"}])"), "exactly");
    EXPECT_EQ(told(tags, R"([{"op":"replace","path":"/tags/0/value","value":"2"}])"), "folded");
}

TEST(Explain, GoesIntoObjectsAsFarAsTheFormDoes) {
    const call resource{
        "kubernetes",
        "custom-resource",
        {{"group", "g"}, {"version", "v"}, {"namespace", "n"}, {"plural", "p"}, {"name", "x"}},
        json_of(R"({"spec":{"a":{"b":1},"list":[1]}})")};
    EXPECT_EQ(
        told(
            resource,
            R"([{"op":"replace","path":"/spec/a/b","value":2},{"op":"add","path":"/spec/list/-","value":2}])"),
        "exactly, folded");
}

TEST(Explain, TellsWhichOperationIsRefused) {
    EXPECT_EQ(
        told(gcore(),
             R"([{"op":"replace","path":"/name","value":"J"},{"op":"replace","path":"/status","value":"x"},
                                {"op":"replace","path":"/is_test","value":"yes"}])"),
        "locally, refused, refused|refused");
    EXPECT_EQ(why(gcore(), R"([{"op":"replace","path":"/status","value":"x"}])", 0),
              R"("/status" is read-only: only the server sets it; leave it as it was)");
    EXPECT_EQ(told(gcore(), R"([{"op":"remove","path":"/nothing"}])"), "refused|refused");
}

TEST(Explain, TellsHowTheCallersOwnOperationsArePassedOn) {
    auto c = veeam();
    c.options = {{"mode", "pass_through"}};
    const auto patch =
        R"([{"op":"test","path":"/name","value":"Alpha"},{"op":"replace","path":"/notes","value":"x"},
                           {"op":"remove","path":"/taxId"},{"op":"move","from":"/website","path":"/companyId"}])";
    EXPECT_EQ(told(c, patch), "exactly, exactly, folded, folded");
    EXPECT_EQ(why(c, patch, 2), "it goes out as replace of the value");
    c.options = {};
    EXPECT_EQ(told(c, patch), "locally, exactly, exactly, locally");
}

}  // namespace
}  // namespace emend::adapters::tests
