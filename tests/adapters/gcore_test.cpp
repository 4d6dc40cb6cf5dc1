// Tests the Gcore client profile: a flat partial object, one member of which is read under another name.

#include <gtest/gtest.h>

#include "kit.hpp"

namespace emend::adapters::tests {
namespace {

TEST(Gcore, SendsOnlyWhatChangesInTheVendorsOrder) {
    const auto made = gcore().patch(R"([{"op":"replace","path":"/is_test","value":true},
                                        {"op":"replace","path":"/companyName","value":"Acme Sarl"}])");
    EXPECT_EQ(call::said(made), R"({"companyName":"Acme Sarl","is_test":true})");
    EXPECT_EQ(made->request->method + " " + made->request->path, "PATCH /iam/clients/123");
}

TEST(Gcore, SendsTheResellerUnderItsRequestName) {
    EXPECT_EQ(gcore().after(R"([{"op":"replace","path":"/resellers","value":456}])"), R"({"reseller":456})");
}

TEST(Gcore, TakesTheRequestNameAsAnAlias) {
    EXPECT_EQ(gcore().after(R"([{"op":"add","path":"/reseller","value":456}])"), R"({"reseller":456})");
    EXPECT_EQ(gcore().after(R"([{"op":"replace","path":"/reseller","value":456}])"), R"({"reseller":456})");
    EXPECT_EQ(gcore().after(R"([{"op":"test","path":"/reseller","value":123}])"), "nothing");
    EXPECT_EQ(gcore().after(R"([{"op":"replace","path":"/reseller","value":123}])"), "nothing");
    EXPECT_EQ(gcore().after(R"([{"op":"remove","path":"/reseller"}])"), "null_not_allowed /resellers");
    EXPECT_EQ(gcore().after(R"([{"op":"copy","from":"/reseller","path":"/seller"}])"), R"({"seller":123})");
}

TEST(Gcore, RefusesBothNamesWithDifferentValues) {
    EXPECT_EQ(
        gcore().after(
            R"([{"op":"replace","path":"/resellers","value":1},{"op":"add","path":"/reseller","value":2}])"),
        "ambiguous_alias /resellers");
    EXPECT_EQ(
        gcore().after(
            R"([{"op":"replace","path":"/resellers","value":2},{"op":"add","path":"/reseller","value":2}])"),
        R"({"reseller":2})");
}

TEST(Gcore, TakesTheAliasInADesiredResource) {
    auto wanted = gcore_current;
    wanted["reseller"] = 9;
    EXPECT_EQ(call::said(gcore().desired(wanted)), R"({"reseller":9})");
    wanted.erase("resellers");
    EXPECT_EQ(call::said(gcore().desired(wanted)), R"({"reseller":9})");
    wanted["resellers"] = 8;
    EXPECT_EQ(call::said(gcore().desired(wanted)), "ambiguous_alias /resellers");
}

TEST(Gcore, ClearsNullableMembersByNull) {
    EXPECT_EQ(gcore().after(R"([{"op":"remove","path":"/phone"}])"), R"({"phone":null})");
    EXPECT_EQ(gcore().after(R"([{"op":"move","from":"/phone","path":"/custom_id"}])"),
              R"({"custom_id":"+35222334455","phone":null})");
    EXPECT_EQ(gcore().after(R"([{"op":"remove","path":"/custom_id"}])"), "nothing");  // it was null
}

TEST(Gcore, RefusesToClearTheOthers) {
    EXPECT_EQ(gcore().after(R"([{"op":"remove","path":"/email"}])"), "null_not_allowed /email");
    EXPECT_EQ(gcore().after(R"([{"op":"replace","path":"/is_test","value":null}])"),
              "null_not_allowed /is_test");
    auto nameless = gcore();
    nameless.current["name"] = nullptr;
    EXPECT_EQ(nameless.after(R"([{"op":"copy","from":"/name","path":"/companyName"}])"),
              "null_not_allowed /companyName");
}

TEST(Gcore, RefusesAnyEffectOnReadOnlyMembersAtAnyDepth) {
    EXPECT_EQ(gcore().after(R"([{"op":"replace","path":"/users/0/name","value":"Bob"}])"),
              "read_only_member /users/0/name");
    EXPECT_EQ(gcore().after(R"([{"op":"replace","path":"/status","value":"paused"}])"),
              "read_only_member /status");
    EXPECT_EQ(gcore().after(R"([{"op":"replace","path":"/status","value":"active"}])"), "nothing");
    EXPECT_EQ(gcore().after(R"([{"op":"remove","path":"/users/0"},{"op":"remove","path":"/website"}])"),
              "read_only_member /users, read_only_member /website");
}

TEST(Gcore, NamesTheNearestMemberWhenOneIsUnknown) {
    const auto made = gcore().patch(R"([{"op":"add","path":"/company_name","value":"x"}])");
    EXPECT_EQ(call::said(made), "unknown_member /company_name");
    EXPECT_EQ(made.error().front().message,
              R"("/company_name" is no member of this resource, did you mean "/companyName"?)");
}

TEST(Gcore, WantsTheRightTypes) {
    EXPECT_EQ(gcore().after(R"([{"op":"replace","path":"/is_test","value":"true"}])"),
              "type_mismatch /is_test");
    EXPECT_EQ(gcore().after(R"([{"op":"replace","path":"/resellers","value":"456"}])"),
              "type_mismatch /resellers");
    EXPECT_EQ(gcore().after(R"([{"op":"replace","path":"/email","value":"nobody"}])"), "constraint /email");
}

TEST(Gcore, TakesADesiredResourceWholeOrInPart) {
    auto wanted = gcore_current;
    wanted["is_test"] = true;
    wanted["email"] = "new@example.com";
    wanted["seller"] = nullptr;
    EXPECT_EQ(call::said(gcore().desired(wanted)),
              R"({"email":"new@example.com","seller":null,"is_test":true})");
    EXPECT_EQ(call::said(gcore().desired({{"companyName", "B"}})),
              "null_not_allowed /email, null_not_allowed /resellers, null_not_allowed /is_test");
    auto part = gcore();
    part.options = {{"desired", "partial"}};
    EXPECT_EQ(call::said(part.desired({{"companyName", "B"}})), R"({"companyName":"B"})");
    part.options = {{"desired", "complete"}};
    wanted.erase("phone");
    EXPECT_EQ(call::said(part.desired(wanted)),
              R"({"email":"new@example.com","phone":null,"seller":null,"is_test":true})");
}

TEST(Gcore, ReplacesTheWholeDocumentWhenAPatchDoes) {
    auto wanted = gcore_current;
    wanted["name"] = "Jane";
    EXPECT_EQ(gcore().after(R"([{"op":"replace","path":"","value":)" + wanted.dump() + "}]"),
              R"({"name":"Jane"})");
    EXPECT_EQ(gcore().after(R"([{"op":"replace","path":"","value":3}])"), "type_mismatch ");
    EXPECT_EQ(gcore().after(R"([{"op":"remove","path":""}])"), "cannot_remove_root ");
}

TEST(Gcore, WarnsWhenTheResourceIsNotTheOneThatTheParameterNames) {
    auto c = gcore();
    c.params["clientId"] = 124;
    const auto made = c.patch(R"([{"op":"replace","path":"/name","value":"x"}])");
    ASSERT_TRUE(made);
    ASSERT_EQ(made->warnings.size(), 1U);
    EXPECT_EQ(made->warnings[0].path, "/id");
}

}  // namespace
}  // namespace emend::adapters::tests
