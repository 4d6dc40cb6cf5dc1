// Tests the CloudCockpit customer-user profile: a partial object in a wrapper, with context beside it.

#include <gtest/gtest.h>

#include "kit.hpp"

namespace emend::adapters::tests {
namespace {

call in_mode(std::string_view mode) {
    auto c = cockpit();
    c.options = {{"mode", mode}};
    return c;
}

std::string wrapped(std::string_view user) {
    return R"({"providerInstanceId":"99999999-8888-4777-8666-555555555555","customerUser":)" +
           std::string(user) + "}";
}

TEST(CloudCockpit, SendsIdRequiredAndChangedMembersByDefault) {
    const auto made = cockpit().patch(R"([{"op":"replace","path":"/lastName","value":"Smith"}])");
    EXPECT_EQ(call::said(made),
              wrapped(R"({"id":"6f1c0f6e-4f0e-4d5a-9a55-0c9b3a1d2e11","displayName":"Alice Archer",)"
                      R"("email":"alice@contoso.onmicrosoft.com","lastName":"Smith","location":"PT",)"
                      R"("domain":"contoso.onmicrosoft.com"})"));
    EXPECT_EQ(
        made->request->path,
        "/v1/Customers/11111111-2222-4333-8444-555555555555/users/6f1c0f6e-4f0e-4d5a-9a55-0c9b3a1d2e11");
}

TEST(CloudCockpit, SendsTheLiteralPartialInChangedOnly) {
    EXPECT_EQ(in_mode("changed_only").after(R"([{"op":"replace","path":"/lastName","value":"Smith"}])"),
              wrapped(R"({"lastName":"Smith"})"));
}

TEST(CloudCockpit, SendsEverythingButThePasswordInEchoAll) {
    EXPECT_EQ(in_mode("echo_all").after(R"([{"op":"replace","path":"/lastName","value":"Smith"}])"),
              wrapped(R"({"id":"6f1c0f6e-4f0e-4d5a-9a55-0c9b3a1d2e11","displayName":"Alice Archer",)"
                      R"("email":"alice@contoso.onmicrosoft.com","firstName":"Alice","lastName":"Smith",)"
                      R"("location":"PT","domain":"contoso.onmicrosoft.com"})"));
}

TEST(CloudCockpit, RefusesAMissingParameterBeforeAnythingElse) {
    for (const std::string name : {"customerId", "customerUserId", "providerInstanceId"}) {
        auto c = cockpit();
        c.params.erase(name);
        EXPECT_EQ(c.after(R"([{"op":"add","path":"/jobTitle","value":"CTO"}])"),
                  "missing_context " + name + ", unknown_member /jobTitle");
    }
}

TEST(CloudCockpit, ClearsOptionalMembersByNull) {
    EXPECT_EQ(in_mode("changed_only")
                  .after(R"([{"op":"remove","path":"/firstName"},{"op":"remove","path":"/lastName"}])"),
              wrapped(R"({"firstName":null,"lastName":null})"));
}

TEST(CloudCockpit, RefusesToLoseARequiredMember) {
    for (const std::string name : {"displayName", "email", "location", "domain"}) {
        EXPECT_EQ(cockpit().after(R"([{"op":"remove","path":"/)" + name + "\"}]"),
                  "required_missing /" + name);
        EXPECT_EQ(cockpit().after(R"([{"op":"replace","value":null,"path":"/)" + name + "\"}]"),
                  "null_not_allowed /" + name);
        EXPECT_EQ(cockpit().after(R"([{"op":"replace","value":"","path":"/)" + name + "\"}]"),
                  "empty_not_allowed /" + name);
    }
}

TEST(CloudCockpit, RefusesToChangeTheId) {
    EXPECT_EQ(
        cockpit().after(R"([{"op":"replace","path":"/id","value":"6f1c0f6e-4f0e-4d5a-9a55-0c9b3a1d2e12"}])"),
        "immutable_member /id");
    EXPECT_EQ(cockpit().after(R"([{"op":"remove","path":"/id"}])"), "immutable_member /id");
}

TEST(CloudCockpit, TakesTheIdFromTheParameterWhereCurrentLacksIt) {
    auto c = cockpit();
    c.current.erase("id");
    const auto made = c.patch(R"([{"op":"replace","path":"/lastName","value":"S"}])");
    ASSERT_TRUE(made && made->request) << call::said(made);
    EXPECT_EQ(made->request->body["customerUser"]["id"], "6f1c0f6e-4f0e-4d5a-9a55-0c9b3a1d2e11");
}

TEST(CloudCockpit, RefusesMembersThatTheClosedSchemaDoesNotKnow) {
    EXPECT_EQ(cockpit().after(R"([{"op":"add","path":"/jobTitle","value":"CTO"}])"),
              "unknown_member /jobTitle");
    EXPECT_EQ(cockpit().after(R"([{"op":"add","path":"/providerInstanceId","value":"x"}])"),
              "unknown_member /providerInstanceId");
}

TEST(CloudCockpit, CountsLengthsInUtf16Units) {
    std::string emoji;
    for (int i = 0; i < 25; ++i) emoji += "\U0001F600";
    EXPECT_TRUE(cockpit().patch(R"([{"op":"replace","path":"/displayName","value":")" + emoji + "\"}]"));
    EXPECT_EQ(cockpit().after(R"([{"op":"replace","path":"/displayName","value":")" + emoji + "x\"}]"),
              "constraint /displayName");
    const auto made = cockpit().patch(R"([{"op":"replace","path":"/displayName","value":")" +
                                      std::string(51, 'x') + "\"}]");
    EXPECT_EQ(call::said(made), "constraint /displayName");
    EXPECT_EQ(made.error().front().rule, "max_length");
    EXPECT_EQ(made.error().front().message, R"("/displayName" can have at most 50 UTF-16 units, not 51)");
    EXPECT_EQ(
        cockpit().after(R"([{"op":"replace","path":"/email","value":")" + std::string(49, 'x') + "\"}]"),
        "constraint /email");
}

TEST(CloudCockpit, RefusesWhatIsNoString) {
    EXPECT_EQ(cockpit().after(R"([{"op":"replace","path":"/firstName","value":7}])"),
              "type_mismatch /firstName");
}

TEST(CloudCockpit, SendsThePasswordOnlyWhenItIsSet) {
    EXPECT_EQ(
        in_mode("changed_only").after(R"([{"op":"add","path":"/temporaryPassword","value":"Tmp!2345"}])"),
        wrapped(R"({"temporaryPassword":"Tmp!2345"})"));
    for (const auto* mode : {"required_and_changed", "changed_only", "echo_all"}) {
        auto c = in_mode(mode);
        c.current["temporaryPassword"] = "hush-hush";
        EXPECT_EQ(c.after(R"([{"op":"replace","path":"/lastName","value":"S"}])").find("hush"),
                  std::string::npos);
        auto wanted = c.current;
        wanted.erase("temporaryPassword");
        EXPECT_EQ(call::said(c.desired(wanted)), "nothing");
    }
}

TEST(CloudCockpit, NeverCopiesOrNamesThePasswordThatWasRead) {
    auto c = cockpit();
    c.current["temporaryPassword"] = "hush-hush";
    EXPECT_EQ(c.after(R"([{"op":"copy","from":"/temporaryPassword","path":"/firstName"}])"),
              "op_not_expressible /temporaryPassword");
    EXPECT_EQ(c.after(R"([{"op":"move","from":"/temporaryPassword","path":"/firstName"}])"),
              "op_not_expressible /temporaryPassword");
    const auto made = c.patch(R"([{"op":"test","path":"/temporaryPassword","value":"guess"}])");
    EXPECT_EQ(call::said(made), "test_failed /temporaryPassword");
    EXPECT_EQ(made.error().front().message.find("hush"), std::string::npos);
    const auto whole = c.patch(R"([{"op":"test","path":"","value":{}}])");
    EXPECT_EQ(call::said(whole), "test_failed ");
    EXPECT_EQ(whole.error().front().message.find("hush"), std::string::npos);
}

TEST(CloudCockpit, RefusesAnIncompleteUserButInChangedOnly) {
    const auto patch = R"([{"op":"replace","path":"/lastName","value":"S"}])";
    for (const auto* mode : {"required_and_changed", "echo_all"}) {
        auto c = in_mode(mode);
        c.current.erase("location");
        EXPECT_EQ(c.after(patch), "incomplete_current /location");
    }
    auto c = in_mode("changed_only");
    c.current.erase("location");
    EXPECT_EQ(c.after(patch), wrapped(R"({"lastName":"S"})"));
}

TEST(CloudCockpit, WarnsOfTheServersOwnValuesWhereTheyGoOut) {
    auto c = in_mode("echo_all");
    c.current["firstName"] = std::string(51, 'x');
    c.current["location"] = "";
    const auto made = c.patch(R"([{"op":"replace","path":"/lastName","value":"S"}])");
    ASSERT_TRUE(made && made->request) << call::said(made);
    std::string warned;
    for (const auto& w : made->warnings) warned += w.code + ":" + w.path + " ";
    EXPECT_EQ(warned, "max_length:/firstName empty_not_allowed:/location ");
    c.options = {{"mode", "changed_only"}};
    EXPECT_TRUE(c.patch(R"([{"op":"replace","path":"/lastName","value":"S"}])")->warnings.empty());
}

TEST(CloudCockpit, TakesADesiredUserWholeOrInPart) {
    auto c = in_mode("changed_only");
    EXPECT_EQ(call::said(c.desired({{"lastName", "S"}})),
              "required_missing /displayName, required_missing /email, required_missing /location, "
              "required_missing /domain");
    auto wanted = c.current;
    wanted.erase("firstName");
    EXPECT_EQ(call::said(c.desired(wanted)), wrapped(R"({"firstName":null})"));
    c.options["desired"] = "partial";
    EXPECT_EQ(call::said(c.desired({{"lastName", "S"}})), wrapped(R"({"lastName":"S"})"));
}

TEST(CloudCockpit, SendsNothingForATestAlone) {
    EXPECT_EQ(cockpit().after(R"([{"op":"test","path":"/location","value":"PT"}])"), "nothing");
}

}  // namespace
}  // namespace emend::adapters::tests
