// Tests request.cpp, context.cpp and print.cpp: parameters, options, printing.

#include "emend/adapters/request.hpp"

#include <gtest/gtest.h>

#include "kit.hpp"

namespace emend::adapters::tests {
namespace {

constexpr std::string_view rename = R"([{"op":"replace","path":"/customerName","value":"New"}])";

std::string path_with(std::string_view id) {
    auto c = druva();
    c.params["customerId"] = id;
    const auto made = c.patch(rename);
    return made ? made->request->path : call::said(made);
}

TEST(MakeRequest, PercentEncodesParameters) {
    EXPECT_EQ(path_with("a/b"), "/msp/v3/customers/a%2Fb");
    EXPECT_EQ(path_with("a b?c#d%41"), "/msp/v3/customers/a%20b%3Fc%23d%2541");
    EXPECT_EQ(path_with("\xC3\xA9"), "/msp/v3/customers/%C3%A9");
}

TEST(MakeRequest, LetsNoParameterClimbOrBreakTheLine) {
    for (const std::string id :
         {"..", ".", "a/../b", "a\\..\\b", "../x", "a\r\nHost: evil", "a\nb", "a\x7f"}) {
        EXPECT_EQ(path_with(id), "constraint customerId") << id;
    }
    EXPECT_EQ(path_with(""), "missing_context customerId");
}

TEST(MakeRequest, WantsTheParametersTypesAndFormats) {
    auto c = gcore();
    const auto patch = R"([{"op":"replace","path":"/name","value":"x"}])";
    for (const ordered_json& bad : {ordered_json("12a"), ordered_json("007"), ordered_json("1e2"),
                                    ordered_json(1.5), ordered_json(true), ordered_json(nullptr)}) {
        c.params["clientId"] = bad;
        EXPECT_EQ(c.after(patch), "type_mismatch clientId") << bad;
    }
    c.params["clientId"] = "123";
    EXPECT_EQ(c.patch(patch)->request->path, "/iam/clients/123");
    auto v = veeam();
    v.params["organizationUid"] = "debcdb55";
    EXPECT_EQ(v.after(R"([{"op":"replace","path":"/notes","value":"x"}])"), "constraint organizationUid");
}

TEST(MakeRequest, NamesTheNearestParameterOptionAndVendor) {
    auto c = druva();
    c.params = {{"customerID", "x"}};
    c.options = {{"alow_missing", true}};
    const auto made = c.patch(rename);
    EXPECT_EQ(call::said(made),
              "unknown_member customerID, missing_context customerId, unknown_member alow_missing");
    EXPECT_EQ(made.error()[0].message, R"(unknown parameter "customerID", did you mean "customerId"?)");
    EXPECT_EQ(made.error()[2].message, R"(unknown option "alow_missing", did you mean "allow_missing"?)");
    EXPECT_EQ(made.error()[0].about, finding::subject::usage);
    EXPECT_EQ(find_profile("durva", "customer").error()[0].message.substr(0, 48),
              R"(unknown vendor "durva", did you mean "druva"? (k)");
    EXPECT_EQ(find_profile("veeam", "organisation").error()[0].message.substr(0, 69),
              R"(unknown resource "organisation" of veeam, did you mean "organization")");
}

TEST(MakeRequest, SendsToAnotherAddressWhenTold) {
    auto c = druva();
    for (const auto* url :
         {"http://127.0.0.1:8080", "https://[::1]:8443/prefix", "https://proxy.example.com/a/b-c"}) {
        c.options = {{"base_url", url}};
        const auto made = c.patch(rename);
        ASSERT_TRUE(made && made->request) << call::said(made);
        EXPECT_EQ(to_string(made->request->base_url), url);
    }
    for (const auto* url : {"ftp://x", "https://", "https://user@x", "https://x/", "https://x?y",
                            "https://x:99999999", "https://x/../y", "https://x\r\ny", "x"}) {
        c.options = {{"base_url", url}};
        EXPECT_EQ(c.after(rename), "constraint base_url") << url;
    }
}

TEST(MakeRequest, WantsKnownValuesForOptions) {
    auto c = cockpit();
    c.options = {{"mode", "changed"}};
    const auto made = c.patch(R"([{"op":"replace","path":"/lastName","value":"S"}])");
    EXPECT_EQ(call::said(made), "constraint mode");
    EXPECT_EQ(
        made.error()[0].message,
        R"(option "mode": one of "required_and_changed", "changed_only", "echo_all" is wanted, not "changed")");
    c.options = {{"desired", 1}};
    EXPECT_EQ(c.after("[]"), "constraint desired");
}

TEST(MakeRequest, TakesNoHeaderApart) {
    auto c = cockpit();
    c.params["tenant"] = "portal\r\nX-Evil: 1";
    EXPECT_EQ(c.after(R"([{"op":"replace","path":"/lastName","value":"S"}])"), "constraint tenant");
    for (const auto* tenant : {" portal", "portal ", "p\xC3\xB6rtal", "a\tb"}) {
        c.params["tenant"] = tenant;
        EXPECT_EQ(c.after(R"([{"op":"replace","path":"/lastName","value":"S"}])"), "constraint tenant")
            << tenant;
    }
}

TEST(MakeRequest, RefusesAResourceThatIsNoObject) {
    auto c = druva();
    c.current = ordered_json::array();
    EXPECT_EQ(c.after(rename), "type_mismatch ");
    EXPECT_EQ(call::said(druva().desired(7)), "type_mismatch ");
    EXPECT_EQ(
        call::said(make_request(find_profile("gcore", "client").value(), {{{"clientId", 1}}, gcore_current})),
        "missing_context patch");
}

TEST(MakeRequest, GivesTheEnginesOwnErrorsWithTheirOperation) {
    const auto made =
        druva().patch(R"([{"op":"replace","path":"/phone","value":"+1"},{"op":"remove","path":"/none"}])");
    EXPECT_EQ(call::said(made), "path_not_found /none");
    EXPECT_EQ(made.error()[0].operation, 1U);
    EXPECT_EQ(druva().after(R"([{"op":"remove","path":"/tenantAdmins/9"}])"),
              "index_out_of_range /tenantAdmins/9");
    EXPECT_EQ(druva().after(R"([{"op":"remove","path":"/tenantAdmins/x"}])"),
              "invalid_index /tenantAdmins/x");
}

TEST(FindingToJson, NamesTheOperationOrNone) {
    const auto made =
        druva().patch(R"([{"op":"replace","path":"/phone","value":"+1"},{"op":"remove","path":"/none"}])");
    ASSERT_FALSE(made);
    const auto shown = to_json(made.error()[0]);
    EXPECT_EQ(shown["code"], "path_not_found");
    EXPECT_EQ(shown["path"], "/none");
    EXPECT_EQ(shown["operation"], 1);
    EXPECT_EQ(shown["message"], made.error()[0].message);
    EXPECT_TRUE(to_json(finding{})["operation"].is_null());
}

TEST(MakeRequest, SaysEachFindingInOneLineWhateverTheNames) {
    const auto made = druva().patch(R"([{"op":"add","path":"/a\n\u001b[2Jb","value":1}])");
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error()[0].path, "/a\n\x1b[2Jb");
    EXPECT_NE(made.error()[0].message.find(R"("/a\n\x1b[2Jb")"), std::string::npos)
        << made.error()[0].message;
    auto c = druva();
    c.params["an\nother"] = 1;
    const auto unknown = c.patch(rename);
    ASSERT_FALSE(unknown);
    EXPECT_NE(unknown.error()[0].message.find(R"("an\nother")"), std::string::npos)
        << unknown.error()[0].message;
}

TEST(FillVariables, PutsValuesInTheirPlace) {
    const auto made = veeam().patch(R"([{"op":"replace","path":"/notes","value":"x"}])");
    const auto filled = [&](std::string_view host, std::string_view token) {
        return fill_variables(*made->request, [&](const std::string& name) -> std::optional<std::string> {
            if (name == "VEEAM_HOSTNAME") return std::string(host);
            return token.empty() ? std::nullopt : std::optional<std::string>(token);
        });
    };
    const auto text = to_http(*filled("console.example.com", "t'$(x)"));
    EXPECT_NE(text.find("\r\nHost: console.example.com:1280\r\nAuthorization: Bearer t'$(x)\r\n"),
              std::string::npos);
    EXPECT_NE(to_curl(*filled("console.example.com", "t'$(x)")).find(R"('Bearer ''t'\''$(x)')"),
              std::string::npos);
    EXPECT_EQ(filled("h", "").error().front().code, "missing_context");
    for (const auto* bad : {"a9\r\nX: y", " a9", "\xC3\xA9"}) {
        const auto broken = filled("h", bad);
        EXPECT_EQ(broken.error().front().path, "VEEAM_TOKEN");
        EXPECT_EQ(broken.error().front().message.find(bad), std::string::npos);
    }
    for (const auto* host : {"evil.example/x?", "user@host", "a b", "h:1"}) {
        EXPECT_EQ(filled(host, "t").error().front().path, "VEEAM_HOSTNAME") << host;
    }
}

TEST(ToHttp, WritesACompleteMessageWithTheExactLength) {
    const auto made = veeam().patch(R"([{"op":"replace","path":"/notes","value":"é"}])");
    EXPECT_EQ(to_http(*made->request),
              "PATCH /api/v3/organizations/debcdb55-afbd-4772-bf99-5ea6a3249f43 HTTP/1.1\r\n"
              "Host: $VEEAM_HOSTNAME:1280\r\n"
              "Authorization: Bearer $VEEAM_TOKEN\r\n"
              "Content-Type: application/json\r\n"
              "Content-Length: 47\r\n\r\n"
              R"([{"op":"replace","path":"/notes","value":"é"}])");
}

TEST(ToHttp, FillsHostAndHeadersFromParameters) {
    auto c = cockpit();
    c.params["tenant"] = "portal.example.com";
    c.params["correlationId"] = "11111111-2222-4333-8444-555555555555";
    const auto text = to_http(*c.patch(R"([{"op":"replace","path":"/lastName","value":"S"}])")->request);
    EXPECT_NE(text.find("X-Tenant: portal.example.com\r\n"), std::string::npos);
    EXPECT_NE(text.find("X-Correlation-Id: 11111111-2222-4333-8444-555555555555\r\n"), std::string::npos);
    auto v = veeam();
    v.params["hostname"] = "console.example.com";
    EXPECT_NE(to_http(*v.patch(R"([{"op":"replace","path":"/notes","value":"x"}])")->request)
                  .find("Host: console.example.com:1280\r\n"),
              std::string::npos);
}

TEST(ToCurl, QuotesEverythingButOurOwnVariables) {
    const auto made = veeam().patch(
        R"([{"op":"replace","path":"/notes","value":"'; $(reboot) `x` \\ \u0007 \u007f \u202e !"}])");
    EXPECT_EQ(
        to_curl(*made->request),
        "curl --globoff --request PATCH \\\n"
        "  --url "
        "'https://'\"$VEEAM_HOSTNAME\"':1280''/api/v3/organizations/debcdb55-afbd-4772-bf99-5ea6a3249f43' "
        "\\\n"
        "  --header 'Authorization: ''Bearer '\"$VEEAM_TOKEN\" \\\n"
        "  --header 'Content-Type: application/json' \\\n"
        R"(  --data-raw '[{"op":"replace","path":"/notes","value":"'\''; $(reboot) `x` \\ \u0007 \u007f \u202e !"}]')");
}

TEST(RequestToJson, ShowsHeadersAndBodyAndNoSecret) {
    const auto made = gcore().patch(R"([{"op":"replace","path":"/name","value":"x"}])");
    EXPECT_EQ(
        to_json(*made->request).dump(),
        R"({"method":"PATCH","url":"https://api.gcore.com/iam/clients/123","path":"/iam/clients/123",)"
        R"("headers":{"Authorization":"apikey $GCORE_API_KEY"},"content_type":"application/json","body":{"name":"x"}})");
}

}  // namespace
}  // namespace emend::adapters::tests
