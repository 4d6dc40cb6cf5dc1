// Tests the Druva customer profile: a full-object replacement that must not lose or leak a member.

#include <gtest/gtest.h>

#include "kit.hpp"

namespace emend::adapters::tests {
namespace {

ordered_json body_after(std::string_view patch, const call& c = druva()) {
    const auto made = c.patch(patch);
    EXPECT_TRUE(made && made->request) << call::said(made);
    return made && made->request ? made->request->body : ordered_json();
}

call with_license(std::string_view value) {
    auto c = druva();
    c.current["attributes"][0]["value"] = value;
    return c;
}

TEST(Druva, SendsTheSevenMembersInTheVendorsOrderAndNoOther) {
    const auto made =
        druva().patch(R"([{"op":"replace","path":"/address","value":"10 Main St Boston, MA 02110 USA"}])");
    EXPECT_EQ(
        call::said(made),
        R"({"accountName":"Druva","address":"10 Main St Boston, MA 02110 USA","customerName":"Druva",)"
        R"("features":[{"name":"Security Posture and Observability"}],"phone":"+12345678910","tenantAdmins":[1,2,3],)"
        R"("attributes":[{"name":"licenseManagementAllowed","value":"1"},{"name":"dataAccessAllowed","value":"1"}]})");
    EXPECT_EQ(made->request->method, "PUT");
    EXPECT_EQ(made->request->path, "/msp/v3/customers/bde7f8c2-d063-4a4a-9a8f-c2ea5aff42f3-198");
}

TEST(Druva, EvaluatesAllSixOperationsLocally) {
    const auto body = body_after(R"([
        {"op":"test","path":"/attributes/0/name","value":"licenseManagementAllowed"},
        {"op":"replace","path":"/attributes/0/value","value":"0"},
        {"op":"remove","path":"/tenantAdmins/1"},
        {"op":"add","path":"/tenantAdmins/0","value":9},
        {"op":"copy","from":"/customerName","path":"/address"},
        {"op":"move","from":"/tenantAdmins/2","path":"/tenantAdmins/0"}])");
    EXPECT_EQ(body["tenantAdmins"].dump(), "[3,9,1]");
    EXPECT_EQ(body["address"], "Druva");
    EXPECT_EQ(body["attributes"][0]["value"], "0");
}

TEST(Druva, SendsEmptyListsSoThatTheyClear) {
    EXPECT_EQ(body_after(R"([{"op":"replace","path":"/tenantAdmins","value":[]}])")["tenantAdmins"].dump(),
              "[]");
    EXPECT_EQ(body_after(R"([{"op":"replace","path":"/features","value":[]}])")["features"].dump(), "[]");
}

TEST(Druva, KeepsAdministratorIdsExactBeyondADouble) {
    const auto body = body_after(R"([{"op":"add","path":"/tenantAdmins/-","value":9007199254740993}])");
    EXPECT_EQ(body["tenantAdmins"].dump(), "[1,2,3,9007199254740993]");
    EXPECT_EQ(druva().after(R"([{"op":"add","path":"/tenantAdmins/-","value":9223372036854775808}])"),
              "constraint /tenantAdmins/3");
    EXPECT_EQ(druva().after(R"([{"op":"add","path":"/tenantAdmins/-","value":1.5}])"),
              "type_mismatch /tenantAdmins/3");
}

TEST(Druva, RefusesToLeaveOutAListAndNamesTheEmptyOne) {
    for (const std::string name : {"tenantAdmins", "features"}) {
        const auto made = druva().patch(R"([{"op":"remove","path":"/)" + name + "\"}]");
        EXPECT_EQ(call::said(made), "ambiguous_removal /" + name);
        EXPECT_NE(made.error().front().message.find("replace it with []"), std::string::npos);
        EXPECT_EQ(made.error().front().operation, 0U);
    }
    EXPECT_EQ(druva().after(R"([{"op":"remove","path":"/phone"}])"), "ambiguous_removal /phone");
}

TEST(Druva, RefusesToLeaveOutWhatIsRequired) {
    EXPECT_EQ(druva().after(R"([{"op":"remove","path":"/customerName"}])"), "required_missing /customerName");
    EXPECT_EQ(druva().after(R"([{"op":"remove","path":"/attributes"}])"), "required_missing /attributes");
    EXPECT_EQ(druva().after(R"([{"op":"remove","path":"/attributes/0/value"}])"),
              "required_missing /attributes/0/value");
}

TEST(Druva, TakesOnlyTheOldOrAnEmptyAccountName) {
    EXPECT_EQ(body_after(R"([{"op":"replace","path":"/accountName","value":""}])")["accountName"], "");
    EXPECT_EQ(druva().after(R"([{"op":"replace","path":"/accountName","value":"Other"}])"),
              "immutable_member /accountName");
    EXPECT_EQ(druva().after(R"([{"op":"remove","path":"/accountName"}])"), "immutable_member /accountName");
    EXPECT_EQ(druva().after(R"([{"op":"replace","path":"/accountName","value":"Druva"}])"), "nothing");
}

TEST(Druva, NeverChangesDataAccessInAnyWay) {
    EXPECT_EQ(druva().after(R"([{"op":"replace","path":"/attributes/1/value","value":"0"}])"),
              "immutable_member /attributes/1/value");
    EXPECT_EQ(druva().after(R"([{"op":"remove","path":"/attributes/1"}])"), "immutable_member /attributes/1");
    auto without = druva();
    without.current["attributes"].erase(1);
    EXPECT_EQ(
        without.after(
            R"([{"op":"add","path":"/attributes/-","value":{"name":"dataAccessAllowed","value":"1"}}])"),
        "immutable_member /attributes/1");
}

TEST(Druva, MayReorderAttributes) {
    const auto body = body_after(R"([{"op":"move","from":"/attributes/1","path":"/attributes/0"}])");
    EXPECT_EQ(body["attributes"][0]["name"], "dataAccessAllowed");
}

TEST(Druva, RefusesAttributesThatTheVendorDoesNotKnow) {
    EXPECT_EQ(druva().after(R"([{"op":"add","path":"/attributes/-","value":{"name":"color","value":"1"}}])"),
              "unknown_attribute /attributes/2/name");
    EXPECT_EQ(druva().after(R"([{"op":"replace","path":"/attributes/1/name","value":"color"}])"),
              "unknown_attribute /attributes/1/name, immutable_member /attributes/1");
    EXPECT_EQ(druva().after(R"([{"op":"replace","path":"/attributes/0/value","value":0}])"),
              "type_mismatch /attributes/0/value");
    EXPECT_EQ(druva().after(R"([{"op":"add","path":"/attributes/0/extra","value":"x"}])"),
              "unknown_member /attributes/0/extra");
}

TEST(Druva, TakesEitherSpellingOfTheLicenseAttributeButNotBoth) {
    auto c = druva();
    c.current["attributes"][0]["name"] = "licenseManagedAllowed";
    EXPECT_EQ(body_after(R"([{"op":"replace","path":"/attributes/0/value","value":"0"}])", c)["attributes"][0]
                  .dump(),
              R"({"name":"licenseManagedAllowed","value":"0"})");
    EXPECT_EQ(
        c.after(
            R"([{"op":"add","path":"/attributes/-","value":{"name":"licenseManagementAllowed","value":"0"}}])"),
        "ambiguous_alias /attributes/2/name");
}

TEST(Druva, RefusesChangesOfWhatOnlyTheServerSets) {
    EXPECT_EQ(druva().after(R"([{"op":"replace","path":"/status","value":2}])"), "read_only_member /status");
    EXPECT_EQ(druva().after(R"([{"op":"remove","path":"/createdOn"}])"), "read_only_member /createdOn");
    EXPECT_EQ(call::said(druva().patch(R"([{"op":"move","from":"/cloud","path":"/address"}])")).substr(0, 23),
              "read_only_member /cloud");
}

TEST(Druva, RefusesUnknownMembersUnlessTheServerSentThem) {
    EXPECT_EQ(druva().after(R"([{"op":"add","path":"/email","value":"a@b.c"}])"), "unknown_member /email");
    auto c = druva();
    c.current["region"] = "eu";
    EXPECT_FALSE(body_after(R"([{"op":"replace","path":"/address","value":"x"}])", c).contains("region"));
    EXPECT_EQ(c.after(R"([{"op":"replace","path":"/region","value":"us"}])"), "unknown_member /region");
}

TEST(Druva, RefusesNullEverywhere) {
    for (const std::string name :
         {"address", "customerName", "features", "phone", "tenantAdmins", "attributes"}) {
        EXPECT_EQ(druva().after(R"([{"op":"replace","value":null,"path":"/)" + name + "\"}]"),
                  "null_not_allowed /" + name);
    }
    EXPECT_EQ(druva().after(R"([{"op":"replace","path":"/attributes/0/value","value":null}])"),
              "null_not_allowed /attributes/0/value");
}

TEST(Druva, MeasuresPhonesInCharactersAndWantsTheCountryCode) {
    const std::string thirty = "+12345678901234567890123456789";
    EXPECT_EQ(body_after(R"([{"op":"replace","path":"/phone","value":")" + thirty + "\"}]")["phone"], thirty);
    EXPECT_EQ(druva().after(R"([{"op":"replace","path":"/phone","value":")" + thirty + "0\"}]"),
              "constraint /phone");
    const auto made = druva().patch(R"([{"op":"replace","path":"/phone","value":"12345"}])");
    EXPECT_EQ(call::said(made), "constraint /phone");
    EXPECT_EQ(made.error().front().rule, "pattern");
    EXPECT_EQ(made.error().front().message, R"("/phone" must have "+" in front, not be "12345")");
}

TEST(Druva, TakesEmptyPhoneAndAddressOnlyFromItsOwnCustomers) {
    for (const std::string name : {"phone", "address"}) {
        const auto patch = R"([{"op":"replace","value":"","path":"/)" + name + "\"}]";
        EXPECT_EQ(with_license("1").after(patch), "empty_not_allowed /" + name);
        EXPECT_EQ(body_after(patch, with_license("0"))[name], "");
    }
    const auto both = R"([{"op":"replace","path":"/phone","value":""},
                          {"op":"replace","path":"/attributes/0/value","value":"0"}])";
    EXPECT_EQ(body_after(both, with_license("1"))["phone"], "");  // the resulting attribute counts
}

TEST(Druva, WarnsOfTheServersOwnBadPhoneAndSendsIt) {
    auto c = druva();
    c.current["phone"] = "12345678910";
    const auto made = c.patch(R"([{"op":"replace","path":"/address","value":"x"}])");
    ASSERT_TRUE(made && made->request);
    EXPECT_EQ(made->request->body["phone"], "12345678910");
    ASSERT_EQ(made->warnings.size(), 1U);
    EXPECT_EQ(made->warnings[0].code + ":" + made->warnings[0].path, "pattern:/phone");
}

TEST(Druva, RefusesAnIncompleteResourceUnlessToldThatMembersMayBeMissing) {
    auto c = druva();
    c.current.erase("features");
    const auto patch = R"([{"op":"replace","path":"/address","value":"x"}])";
    EXPECT_EQ(c.after(patch), "incomplete_current /features");
    for (const auto& yes : {ordered_json(true), ordered_json("true"), ordered_json("features"),
                            ordered_json::array({"features"})}) {
        c.options = {{"allow_missing", yes}};
        EXPECT_FALSE(body_after(patch, c).contains("features"));
    }
    c.options = {{"allow_missing", "phone"}};
    EXPECT_EQ(c.after(patch), "incomplete_current /features");
    c.options = {{"allow_missing", true}};
    c.current.erase("customerName");
    EXPECT_EQ(c.after(patch), "incomplete_current /customerName");
}

TEST(Druva, SendsNothingWhenNothingChanges) {
    EXPECT_EQ(druva().after("[]"), "nothing");
    EXPECT_EQ(druva().after(R"([{"op":"replace","path":"/address","value":"x"},
        {"op":"replace","path":"/address","value":"213 Derrick Street Boston, MA 02130 USA"}])"),
              "nothing");
    EXPECT_EQ(call::said(druva().desired(druva_current)), "nothing");
}

TEST(Druva, SendsNothingAfterAFailedTest) {
    const auto made = druva().patch(R"([{"op":"replace","path":"/address","value":"x"},
                                        {"op":"test","path":"/customerName","value":"Someone"}])");
    EXPECT_EQ(call::said(made), "test_failed /customerName");
    EXPECT_EQ(made.error().front().operation, 1U);
}

TEST(Druva, TakesADesiredResourceWithoutTheServersOwnMembers) {
    auto wanted = druva_current;
    for (const auto* name : {"id", "status", "createdOn", "activeSince", "cloud", "accountName"})
        wanted.erase(name);
    wanted["tenantAdmins"] = {4};
    const auto made = druva().desired(wanted);
    ASSERT_TRUE(made && made->request) << call::said(made);
    EXPECT_EQ(made->request->body["tenantAdmins"].dump(), "[4]");
    EXPECT_EQ(made->request->body["accountName"], "Druva");
    wanted.erase("phone");
    EXPECT_EQ(call::said(druva().desired(wanted)), "ambiguous_removal /phone");
}

TEST(Druva, ReportsEveryBrokenRuleAtOnceWithItsOperation) {
    const auto made = druva().patch(R"([
        {"op":"replace","path":"/phone","value":"12345"},
        {"op":"add","path":"/email","value":"a@b.c"},
        {"op":"replace","path":"/attributes/1/value","value":"0"},
        {"op":"replace","path":"/status","value":0}])");
    EXPECT_EQ(call::said(made),
              "unknown_member /email, read_only_member /status, constraint /phone, "
              "immutable_member /attributes/1/value");
    std::vector<std::size_t> operations;
    for (const auto& f : made.error()) operations.push_back(f.operation);
    EXPECT_EQ(operations, (std::vector<std::size_t>{1, 3, 0, 2}));
}

}  // namespace
}  // namespace emend::adapters::tests
