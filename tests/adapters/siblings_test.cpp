// Tests the other resources of the four vendors: what their profiles say that those of the first four do not.

#include <gtest/gtest.h>

#include "kit.hpp"

namespace emend::adapters::tests {
namespace {

constexpr auto uuid = "11111111-2222-4333-8444-555555555555";

call of(std::string vendor, std::string resource, ordered_json params, std::string_view current) {
    return {std::move(vendor), std::move(resource), std::move(params), json_of(current)};
}

// ---- Druva tenant: keyed delta lists, lists that only grow

call tenant() {
    return of("druva", "tenant", {{"customerId", "c-1"}, {"tenantId", "t"}}, R"({
        "id": "t", "customerID": "c-1", "productID": 2, "quota": 1.5, "servicePlanID": 1, "edition": "enterprise",
        "storageRegions": [{"name": "us-east-1", "storageProvider": 1}],
        "features": [{"name": "M365", "attrs": [{"name": "userCount", "value": 100}]},
                     {"name": "Endpoints", "attrs": []}], "tenantType": 2, "status": 1})");
}

TEST(DruvaTenant, SendsOnlyTheFeaturesThatChangeAndSaysThatTheyAreOn) {
    EXPECT_EQ(
        tenant().after(R"([{"op":"replace","path":"/features/0/attrs/0/value","value":200}])"),
        R"({"features":[{"name":"M365","attrs":[{"name":"userCount","value":200}],"isEnabled":true}]})");
    EXPECT_EQ(tenant().after(R"([{"op":"add","path":"/features/0","value":{"name":"Okta","attrs":[]}}])"),
              R"({"features":[{"name":"Okta","attrs":[],"isEnabled":true}]})");
    EXPECT_EQ(tenant().after(R"([{"op":"remove","path":"/features/1"}])"),
              R"({"features":[{"name":"Endpoints","isEnabled":false}]})");
}

TEST(DruvaTenant, HasNoWordForTheOrderOfFeatures) {
    EXPECT_EQ(tenant().after(R"([{"op":"move","from":"/features/1","path":"/features/0"}])"), "nothing");
}

TEST(DruvaTenant, WantsFeaturesThatCanBeToldApart) {
    EXPECT_EQ(tenant().after(R"([{"op":"add","path":"/features/-","value":{"name":"M365","attrs":[]}}])"),
              "constraint /features/2");
    EXPECT_EQ(tenant().after(R"([{"op":"add","path":"/features/-","value":{"attrs":[]}}])"),
              "required_missing /features/2/name, constraint /features/2");
    EXPECT_EQ(tenant().after(
                  R"([{"op":"add","path":"/features/-","value":{"name":"X","attrs":[],"isEnabled":true}}])"),
              "unknown_member /features/2/isEnabled");
}

TEST(DruvaTenant, OnlyEverAddsStorageRegions) {
    EXPECT_EQ(
        tenant().after(
            R"([{"op":"add","path":"/storageRegions/-","value":{"name":"eu","storageProvider":2}}])"),
        R"({"storageRegions":[{"name":"us-east-1","storageProvider":1},{"name":"eu","storageProvider":2}]})");
    EXPECT_EQ(tenant().after(R"([{"op":"remove","path":"/storageRegions/0"}])"),
              "immutable_member /storageRegions");
    EXPECT_EQ(tenant().after(R"([{"op":"replace","path":"/storageRegions/0/storageProvider","value":2}])"),
              "immutable_member /storageRegions");
}

TEST(DruvaTenant, SendsNothingElse) {
    EXPECT_EQ(tenant().after(R"([{"op":"replace","path":"/quota","value":2.5}])"), R"({"quota":2.5})");
    EXPECT_EQ(tenant().after(R"([{"op":"replace","path":"/productID","value":1}])"),
              "read_only_member /productID");
    EXPECT_EQ(tenant().after(R"([{"op":"remove","path":"/quota"}])"), "ambiguous_removal /quota");
}

TEST(DruvaOlderApi, ReplacesTheWholeTenantAndTheWholeCustomer) {
    auto t = tenant();
    t.resource = "tenant-v2";
    t.current["licenseExpiryDate"] = "2022-10-25T00:00:00Z";
    t.options = {{"allow_missing", "quotaStartDate,quotaEndDate"}};
    const auto made = t.patch(R"([{"op":"replace","path":"/quota","value":2}])");
    ASSERT_TRUE(made && made->request) << call::said(made);
    EXPECT_EQ(made->request->path, "/msp/v2/customers/c-1/tenants/t");
    EXPECT_EQ(made->request->body["productID"], 2);
    EXPECT_EQ(made->request->body["features"], t.current["features"]);
    EXPECT_EQ(made->request->body["storageRegions"], t.current["storageRegions"]);
    EXPECT_EQ(t.after(R"([{"op":"remove","path":"/storageRegions/0"}])"), "immutable_member /storageRegions");
    auto c = druva();
    c.resource = "customer-v2";
    c.current.erase("attributes");
    EXPECT_EQ(c.after(R"([{"op":"replace","path":"/phone","value":"123"}])").substr(0, 12),
              R"({"address":")");
}

// ---- CloudCockpit: wrappers, members beside them, bare values

TEST(CloudCockpitAccountInfo, PutsASwitchBesideTheCustomer) {
    auto c = of("cloudcockpit", "account-info", {{"customerId", uuid}},
                R"({"companyName":"C","taxId":null,"country":"PT","addressLine1":"a","addressLine2":null,
                    "city":"L","state":"L","zip":"1"})");
    const auto patch = R"([{"op":"replace","path":"/city","value":"Porto"}])";
    EXPECT_EQ(c.after(patch),
              R"({"customer":{"companyName":"C","country":"PT","addressLine1":"a","city":"Porto",)"
              R"("state":"L","zip":"1"}})");
    c.params["retryFailedProviderCustomersFromCompanyInfo"] = "true";
    c.options = {{"mode", "changed_only"}};
    EXPECT_EQ(c.after(patch),
              R"({"retryFailedProviderCustomersFromCompanyInfo":true,"customer":{"city":"Porto"}})");
    c.params["retryFailedProviderCustomersFromCompanyInfo"] = "yes";
    EXPECT_EQ(c.after(patch), "type_mismatch retryFailedProviderCustomersFromCompanyInfo");
    EXPECT_EQ(of("cloudcockpit", "account-info", {{"customerId", uuid}}, c.current.dump())
                  .after(R"([{"op":"replace","path":"/country","value":"prt"}])"),
              "constraint /country, constraint /country");
}

TEST(CloudCockpitInternalIdentifier, ChoosesTheRelationWithAMemberBesideIt) {
    auto c =
        of("cloudcockpit", "internal-identifier", {{"customerId", uuid}}, R"({"internalIdentifier":"A"})");
    const auto patch = R"([{"op":"remove","path":"/internalIdentifier"}])";
    EXPECT_EQ(c.after(patch), R"({"internalIdentifier":null})");
    c.params["resellerId"] = uuid;
    EXPECT_EQ(c.after(patch),
              R"({"resellerId":"11111111-2222-4333-8444-555555555555","internalIdentifier":null})");
}

TEST(CloudCockpitValues, AreSentBare) {
    const ordered_json params = {{"customerId", uuid}, {"subscriptionId", uuid}};
    const auto number = of("cloudcockpit", "po-number", params, R"({"poNumber":"PO-1"})");
    EXPECT_EQ(number.after(R"([{"op":"replace","path":"/poNumber","value":"PO-123"}])"), R"("PO-123")");
    EXPECT_EQ(number.after(R"([{"op":"replace","path":"/poNumber","value":"PO-1"}])"), "nothing");
    EXPECT_EQ(number.after(R"([{"op":"remove","path":"/poNumber"}])"), "ambiguous_removal /poNumber");
    const auto reseller = of("cloudcockpit", "associated-reseller", params, "{}");
    EXPECT_EQ(call::said(reseller.desired({{"resellerId", uuid}})),
              R"("11111111-2222-4333-8444-555555555555")");
    EXPECT_EQ(call::said(reseller.desired({{"resellerId", "x"}})), "constraint /resellerId");
}

TEST(CloudCockpitResetPassword, SendsTheNewPasswordWithTheUser) {
    auto c = cockpit();
    c.resource = "reset-password";
    c.current["temporaryPassword"] = "hush-hush";
    const auto made = c.patch(R"([{"op":"replace","path":"/temporaryPassword","value":"Tmp!2345"}])");
    ASSERT_TRUE(made && made->request) << call::said(made);
    EXPECT_EQ(made->request->body["customerUser"]["temporaryPassword"], "Tmp!2345");
    EXPECT_EQ(made->request->body["customerUser"].size(), 6U);
    EXPECT_EQ(made->request->path.substr(made->request->path.rfind('/')), "/reset-password");
}

// ---- Gcore: partial objects, a list that is written as a map, a merge patch with a secret

TEST(GcoreUser, MayEchoButNotChangeWhatOnlyTheServerSets) {
    const auto c =
        of("gcore", "user", {{"userId", 7}},
           R"({"id":7,"email":"a@b.c","name":null,"lang":"en","phone":null,"two_fa":false,"groups":[]})");
    EXPECT_EQ(c.after(R"([{"op":"replace","path":"/lang","value":"de"}])"), R"({"lang":"de"})");
    EXPECT_EQ(c.after(R"([{"op":"replace","path":"/lang","value":"pt"}])"), "constraint /lang");
    EXPECT_EQ(c.after(R"([{"op":"replace","path":"/two_fa","value":true}])"), "read_only_member /two_fa");
    EXPECT_EQ(c.after(R"([{"op":"add","path":"/auth_types","value":["password","magic"]}])"),
              "constraint /auth_types/1");
}

TEST(GcoreSeller, ChecksThePhone) {
    const auto c =
        of("gcore", "seller", {{"sellerId", 7}}, R"({"id":7,"email":"a@b.c","full_name":"A","phone":"1"})");
    EXPECT_EQ(c.after(R"([{"op":"replace","path":"/phone","value":"+49 (1) 2-3"}])"),
              R"({"phone":"+49 (1) 2-3"})");
    EXPECT_EQ(c.after(R"([{"op":"replace","path":"/phone","value":"A1"}])"), "constraint /phone");
    EXPECT_EQ(c.after(R"([{"op":"remove","path":"/full_name"}])"), "required_missing /full_name");
}

TEST(GcoreProductAvailability, NamesTheElementBesideItsValue) {
    const auto c = of("gcore", "product-availability", {{"clientId", 1}, {"productName", "CDN"}},
                      R"({"product_name":"CDN","available":false})");
    EXPECT_EQ(c.after(R"([{"op":"replace","path":"/available","value":true}])"),
              R"({"product_name":"CDN","available":true})");
}

TEST(GcoreTags, AreReadAsAListAndWrittenAsAMap) {
    const auto c = of("gcore", "tagged-resource",
                      {{"kind", "networks"}, {"projectId", 1}, {"regionId", 2}, {"resourceId", uuid}},
                      R"({"name":"n","tags":[{"key":"env","value":"dev","read_only":false},
                          {"key":"os","value":"linux","read_only":true},{"key":"team","value":"a","read_only":false}]})");
    EXPECT_EQ(
        c.after(R"([{"op":"replace","path":"/tags/0/value","value":"prod"},{"op":"remove","path":"/tags/2"},
                          {"op":"add","path":"/tags/-","value":{"key":"cost","value":"1"}}])"),
        R"({"tags":{"env":"prod","cost":"1","team":null}})");
    EXPECT_EQ(c.after(R"([{"op":"remove","path":"/tags/1"}])"), "read_only_member /tags");
    EXPECT_EQ(c.after(R"([{"op":"replace","path":"/tags/1/value","value":"bsd"}])"),
              "read_only_member /tags/1");
    EXPECT_EQ(c.after(R"([{"op":"add","path":"/tags/-","value":{"key":"env","value":"x"}}])"),
              "constraint /tags/3");
}

TEST(GcoreSftpStorage, MergesAndDeletesThePasswordByNull) {
    auto c = of(
        "gcore", "sftp-storage", {{"storageId", 1}},
        R"({"id":1,"password":"Xy9$mN2p!qR8","is_http_disabled":false,"ssh_key_ids":[1,2],"expires":"1 year"})");
    EXPECT_EQ(c.after(R"([{"op":"remove","path":"/password"}])"), R"({"password":null})");
    EXPECT_EQ(c.after(R"([{"op":"remove","path":"/ssh_key_ids/0"}])"), R"({"ssh_key_ids":[2]})");
    EXPECT_EQ(c.after(R"([{"op":"remove","path":"/expires"}])"), "null_not_allowed /expires");
    EXPECT_EQ(c.after(R"([{"op":"copy","from":"/password","path":"/server_alias"}])"),
              "op_not_expressible /password");
    EXPECT_EQ(c.after(R"([{"op":"add","path":"/password_mode","value":"auto"}])"),
              R"({"password_mode":"auto"})");
}

// ---- Veeam: members of objects, order, actions

call reseller() {
    return of("veeam", "reseller", {{"resellerUid", uuid}},
              R"({"data":{"instanceUid":"11111111-2222-4333-8444-555555555555",
        "name":"R","status":"Active","permissions":["REST"],"quota":{"resellerUid":"11111111-2222-4333-8444-555555555555",
        "serversQuota":0,"isServersQuotaUnlimited":true,"workstationsQuota":5,"isWorkstationsQuotaUnlimited":false,
        "dataTransferOutQuota":9007199254740993}}})");
}

TEST(VeeamReseller, SaysChangesInsideTheQuotaByTheirPathsFlagsFirst) {
    EXPECT_EQ(reseller().after(R"([{"op":"replace","path":"/quota/serversQuota","value":10},
                                   {"op":"replace","path":"/quota/isServersQuotaUnlimited","value":false}])"),
              R"([{"op":"replace","path":"/quota/isServersQuotaUnlimited","value":false},)"
              R"({"op":"replace","path":"/quota/serversQuota","value":10}])");
    EXPECT_EQ(reseller().after(
                  R"([{"op":"replace","path":"/quota/dataTransferOutQuota","value":1073740750258175}])"),
              R"([{"op":"replace","path":"/quota/dataTransferOutQuota","value":1073740750258175}])");
}

TEST(VeeamReseller, ChecksWhatIsInsideTheQuota) {
    EXPECT_EQ(reseller().after(R"([{"op":"replace","path":"/quota/serversQuota","value":100000}])"),
              "constraint /quota/serversQuota");
    EXPECT_EQ(reseller().after(R"([{"op":"replace","path":"/quota/resellerUid","value":"x"}])"),
              "read_only_member /quota/resellerUid");
    EXPECT_EQ(reseller().after(R"([{"op":"remove","path":"/quota/serversQuota"}])"),
              "null_not_allowed /quota/serversQuota");
    EXPECT_EQ(reseller().after(R"([{"op":"replace","path":"/name","value":"S"}])"), "read_only_member /name");
    EXPECT_EQ(reseller().after(R"([{"op":"add","path":"/permissions/-","value":"ALL"}])"),
              "constraint /permissions/1");
}

TEST(VeeamReseller, KeepsTheOrderThatTheVendorWantsInTheCallersOperationsToo) {
    auto c = reseller();
    c.options = {{"mode", "pass_through"}};
    EXPECT_EQ(c.after(R"([{"op":"replace","path":"/quota/isServersQuotaUnlimited","value":false},
                          {"op":"replace","path":"/quota/serversQuota","value":10}])"),
              R"([{"op":"replace","path":"/quota/isServersQuotaUnlimited","value":false},)"
              R"({"op":"replace","path":"/quota/serversQuota","value":10}])");
    const auto made = c.patch(R"([{"op":"replace","path":"/quota/serversQuota","value":10},
                                  {"op":"replace","path":"/quota/isServersQuotaUnlimited","value":false}])");
    EXPECT_EQ(call::said(made), "op_not_expressible /quota/isServersQuotaUnlimited");
    EXPECT_EQ(made.error().front().operation, 1U);
}

TEST(VeeamCompany, CanBeSwitchedOnAndOffOnly) {
    const auto c =
        of("veeam", "company", {{"companyUid", uuid}}, R"({"data":{"name":"C","status":"Expired"}})");
    EXPECT_EQ(c.after(R"([{"op":"replace","path":"/status","value":"Disabled"}])"),
              R"([{"op":"replace","path":"/status","value":"Disabled"}])");
    EXPECT_EQ(c.after(R"([{"op":"replace","path":"/status","value":"Deleted"}])"), "constraint /status");
}

TEST(VeeamBackupResource, ClearsAndOrdersItsQuotas) {
    const auto c =
        of("veeam", "backup-resource", {{"companyUid", uuid}, {"siteUid", uuid}, {"resourceUid", uuid}},
           R"({"data":{"cloudRepositoryName":"r","storageQuota":12477400693578140,"vmsQuota":3,
                          "isVmsQuotaUnlimited":false}})");
    EXPECT_EQ(c.after(R"([{"op":"replace","path":"/storageQuota","value":12477400693578141},
                          {"op":"remove","path":"/vmsQuota"},{"op":"replace","path":"/isVmsQuotaUnlimited","value":true}])"),
              R"([{"op":"replace","path":"/storageQuota","value":12477400693578141},)"
              R"({"op":"replace","path":"/isVmsQuotaUnlimited","value":true},)"
              R"({"op":"replace","path":"/vmsQuota","value":null}])");
}

TEST(VeeamJob, TakesItsStatusAsAnAction) {
    const auto c = of("veeam", "backup-server-job", {{"jobUid", uuid}},
                      R"({"data":{"name":"j","status":"Running","isEnabled":true}})");
    EXPECT_EQ(
        c.after(R"([{"op":"replace","path":"/status","value":"Running"}])"),
        R"([{"op":"replace","path":"/status","value":"Running"}])");  // no change of state, and yet it acts
    EXPECT_EQ(c.after(R"([{"op":"replace","path":"/isEnabled","value":false}])"),
              R"([{"op":"replace","path":"/isEnabled","value":false}])");  // and is not done again
    auto wanted = c.current["data"];
    wanted["status"] = "Stopping";
    EXPECT_EQ(call::said(c.desired(wanted)), "op_not_expressible /status");
    wanted.erase("status");
    EXPECT_EQ(call::said(c.desired(wanted)), "nothing");
}

}  // namespace
}  // namespace emend::adapters::tests
