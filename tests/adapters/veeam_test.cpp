// Tests the Veeam organization profile: JSON Patch operations, as few kinds of them as the vendor is known to
// take.

#include <gtest/gtest.h>

#include "kit.hpp"

namespace emend::adapters::tests {
namespace {

call with(ordered_json options) {
    auto c = veeam();
    c.options = std::move(options);
    return c;
}

TEST(Veeam, SendsOneReplaceForEachChangedMemberInSchemaOrder) {
    EXPECT_EQ(veeam().after(R"([{"op":"replace","path":"/phone","value":"+1 (906) 493-3803"}])"),
              R"([{"op":"replace","path":"/phone","value":"+1 (906) 493-3803"}])");
    auto wanted = veeam_current["data"];
    wanted["notes"] = "VIP";
    wanted["phone"] = "+1 1";
    EXPECT_EQ(
        call::said(veeam().desired(wanted)),
        R"([{"op":"replace","path":"/phone","value":"+1 1"},{"op":"replace","path":"/notes","value":"VIP"}])");
}

TEST(Veeam, TakesTheResourceWithItsEnvelopeOrWithout) {
    auto bare = veeam();
    bare.current = veeam_current["data"];
    const auto patch = R"([{"op":"replace","path":"/phone","value":"+1"}])";
    EXPECT_EQ(bare.after(patch), veeam().after(patch));
    auto wanted = veeam_current;
    wanted["data"]["phone"] = "+1";
    EXPECT_EQ(call::said(bare.desired(wanted)), veeam().after(patch));
    EXPECT_EQ(veeam().after(R"([{"op":"replace","path":"/data/phone","value":"+1"}])"), veeam().after(patch));
    EXPECT_EQ(bare.after(R"([{"op":"add","path":"/data","value":{}}])"), "unknown_member /data");
}

TEST(Veeam, EvaluatesAReplacementOfWhatTheEnvelopeHolds) {
    auto wanted = veeam_current["data"];
    wanted["phone"] = "+1";
    EXPECT_EQ(veeam().after(R"([{"op":"replace","path":"/data","value":)" + wanted.dump() + "}]"),
              R"([{"op":"replace","path":"/phone","value":"+1"}])");
}

TEST(Veeam, SaysRemovalAsNull) {
    EXPECT_EQ(veeam().after(R"([{"op":"remove","path":"/taxId"}])"),
              R"([{"op":"replace","path":"/taxId","value":null}])");
    EXPECT_EQ(
        veeam().after(R"([{"op":"move","from":"/website","path":"/notes"}])"),
        R"([{"op":"replace","path":"/notes","value":"alpha.com"},{"op":"replace","path":"/website","value":null}])");
}

TEST(Veeam, EvaluatesCopyAndSetsMembersThatWereNotRead) {
    EXPECT_EQ(veeam().after(R"([{"op":"copy","from":"/website","path":"/notes"}])"),
              R"([{"op":"replace","path":"/notes","value":"alpha.com"}])");
    EXPECT_EQ(veeam().after(R"([{"op":"add","path":"/alias","value":"alpha"}])"),
              R"([{"op":"replace","path":"/alias","value":"alpha"}])");
}

TEST(Veeam, KeepsEmptyAndNullApart) {
    EXPECT_EQ(veeam().after(R"([{"op":"replace","path":"/companyId","value":null}])"),
              R"([{"op":"replace","path":"/companyId","value":null}])");
    EXPECT_EQ(veeam().after(R"([{"op":"replace","path":"/companyId","value":""}])"), "nothing");
}

TEST(Veeam, GuardsWithTheOldValuesInFront) {
    EXPECT_EQ(
        with({{"guard", true}}).after(R"([{"op":"replace","path":"/notes","value":"x"},
                                               {"op":"replace","path":"/phone","value":"+1 2"}])"),
        R"([{"op":"test","path":"/phone","value":"+1 (906) 111-2222"},{"op":"test","path":"/notes","value":""},)"
        R"({"op":"replace","path":"/phone","value":"+1 2"},{"op":"replace","path":"/notes","value":"x"}])");
    EXPECT_EQ(with({{"guard", "true"}}).after(R"([{"op":"add","path":"/alias","value":"a"}])"),
              R"([{"op":"replace","path":"/alias","value":"a"}])");  // nothing known to test
}

TEST(Veeam, RefusesWhatTheServerOwnsAndWhatItDoesNotKnow) {
    EXPECT_EQ(veeam().after(R"([{"op":"replace","path":"/type","value":"company"}])"),
              "read_only_member /type");
    EXPECT_EQ(veeam().after(R"([{"op":"remove","path":"/instanceUid"}])"), "read_only_member /instanceUid");
    EXPECT_EQ(veeam().after(R"([{"op":"add","path":"/Phone","value":"+1"}])"), "unknown_member /Phone");
}

TEST(Veeam, NeverLosesTheName) {
    EXPECT_EQ(veeam().after(R"([{"op":"remove","path":"/name"}])"), "required_missing /name");
    EXPECT_EQ(veeam().after(R"([{"op":"replace","path":"/name","value":null}])"), "null_not_allowed /name");
    EXPECT_EQ(veeam().after(R"([{"op":"replace","path":"/name","value":""}])"), "constraint /name");
}

TEST(Veeam, ChecksTypesLengthsPatternsAndMinimum) {
    EXPECT_EQ(veeam().after(R"([{"op":"replace","path":"/country","value":"1"}])"), "type_mismatch /country");
    EXPECT_EQ(veeam().after(R"([{"op":"replace","path":"/country","value":0}])"), "constraint /country");
    EXPECT_EQ(veeam().after(R"([{"op":"replace","path":"/country","value":2147483648}])"),
              "constraint /country");
    EXPECT_EQ(veeam().after(R"([{"op":"replace","path":"/name","value":"A<B"}])"), "constraint /name");
    EXPECT_EQ(veeam().after(R"([{"op":"add","path":"/alias","value":"a/b"}])"), "constraint /alias");
    EXPECT_EQ(veeam().after(R"([{"op":"replace","path":"/taxId","value":")" + std::string(101, '1') + "\"}]"),
              "constraint /taxId");
    EXPECT_EQ(veeam().after(R"([{"op":"replace","path":"/email","value":"x"}])"), "constraint /email");
}

TEST(Veeam, CountsLengthsInUtf16Units) {
    const auto named = [](std::size_t faces) {
        std::string patch = R"([{"op":"replace","path":"/name","value":")";
        for (std::size_t i = 0; i < faces; ++i) patch += "\U0001F600";
        return veeam().after(patch + "\"}]").substr(0, 16);
    };
    EXPECT_EQ(named(64), R"([{"op":"replace")");
    EXPECT_EQ(named(65), "constraint /name");
}

TEST(Veeam, TakesADesiredOrganizationWholeOrInPart) {
    auto wanted = veeam_current["data"];
    wanted.erase("notes");
    wanted.erase("type");
    EXPECT_EQ(call::said(veeam().desired(wanted)), R"([{"op":"replace","path":"/notes","value":null}])");
    wanted.erase("name");
    EXPECT_EQ(call::said(veeam().desired(wanted)), "required_missing /name");
    EXPECT_EQ(call::said(with({{"desired", "partial"}}).desired({{"phone", "+1"}})),
              R"([{"op":"replace","path":"/phone","value":"+1"}])");
}

TEST(Veeam, TakesTheRulesOfTheChosenApiVersion) {
    const auto patch = R"([{"op":"replace","path":"/name","value":"A@B"}])";
    EXPECT_EQ(veeam().after(patch), R"([{"op":"replace","path":"/name","value":"A@B"}])");
    EXPECT_EQ(with({{"api_version", "3"}}).after(patch), "constraint /name");
    EXPECT_EQ(with({{"api_version", "3"}}).after(R"([{"op":"add","path":"/legalName","value":"x"}])"),
              "unknown_member /legalName");
    EXPECT_EQ(with({{"api_version", "4"}}).after(patch), "constraint api_version");
}

TEST(Veeam, CannotSayTheRootOrAnEmptyName) {
    EXPECT_EQ(veeam().after(R"([{"op":"replace","path":"","value":{}}])"), "op_not_expressible ");
    EXPECT_EQ(veeam().after(R"([{"op":"add","path":"/","value":1}])"), "op_not_expressible /");
}

TEST(Veeam, PassesTheCallersOwnOperationsThroughInTheirOrder) {
    const auto c = with({{"mode", "pass_through"}});
    EXPECT_EQ(
        c.after(R"([{"op":"test","path":"/name","value":"Alpha"},{"op":"replace","path":"/notes","value":"x"},
                          {"op":"add","path":"/alias","value":"al"},{"op":"remove","path":"/taxId"},
                          {"op":"move","from":"/website","path":"/companyId"},
                          {"op":"copy","from":"/city","path":"/street"}])"),
        R"([{"op":"test","path":"/name","value":"Alpha"},{"op":"replace","path":"/notes","value":"x"},)"
        R"({"op":"add","path":"/alias","value":"al"},{"op":"replace","path":"/taxId","value":null},)"
        R"({"op":"replace","path":"/companyId","value":"alpha.com"},{"op":"replace","path":"/website","value":null},)"
        R"({"op":"replace","path":"/street","value":"Motley"}])");
}

TEST(Veeam, ChecksEachOperationThatItPassesThrough) {
    const auto c = with({{"mode", "pass_through"}});
    EXPECT_EQ(
        c.after(
            R"([{"op":"replace","path":"/name","value":"A<B"},{"op":"replace","path":"/name","value":"B"}])"),
        "constraint /name");
    EXPECT_EQ(
        c.after(
            R"([{"op":"test","path":"/type","value":"provider"},{"op":"replace","path":"/name","value":"B"}])"),
        "read_only_member /type");
    EXPECT_EQ(c.after(R"([{"op":"test","path":"","value":)" + veeam_current["data"].dump() +
                      R"(},{"op":"replace","path":"/name","value":"B"}])"),
              "op_not_expressible ");
    EXPECT_EQ(c.after(R"([{"op":"test","path":"/name","value":"Alpha"}])"), "nothing");
}

TEST(Veeam, SendsNothingWhenNothingChanges) {
    EXPECT_EQ(
        veeam().after(
            R"([{"op":"replace","path":"/notes","value":"x"},{"op":"replace","path":"/notes","value":""}])"),
        "nothing");
}

}  // namespace
}  // namespace emend::adapters::tests
