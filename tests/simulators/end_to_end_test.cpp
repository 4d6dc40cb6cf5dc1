// Read, edit, request, send, follow, read again: the printed curl commands, run by a real shell and a real
// curl, against small servers that take what the vendors take.

#include <array>
#include <cstdio>
#include <cstdlib>

#include <gtest/gtest.h>

#include "cli/command.hpp"
#include "simulators/simulators.hpp"
#include "support/source_dir.hpp"

namespace emend::tests {
namespace {

using simulators::json;
using simulators::loopback;

json example(const std::string& path) { return json::parse(content_of(source_dir() + "/examples/" + path)); }

// What /bin/sh makes of a command.
std::string shell(const std::string& command) {
    std::string out;
    auto* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return out;
    std::array<char, 4096> part{};
    for (std::size_t n = 0; (n = std::fread(part.data(), 1, part.size(), pipe)) > 0;)
        out.append(part.data(), n);
    ::pclose(pipe);
    return out;
}

struct talk {
    std::string vendor;
    std::string resource;
    std::vector<std::string> params;
    std::vector<std::string> options{};
    std::string read_path;
    std::string headers;  ///< of a read, for curl

    [[nodiscard]] json read(const loopback& at) const {
        const auto body = shell("curl --silent --noproxy '*' " + headers + " '" + at.url() + read_path + "'");
        return json::parse(body, nullptr, false);
    }

    // Sends what turns `current` into `wanted`, as a patch and as the printed command; gives the answer in
    // our words.
    [[nodiscard]] json send(const loopback& at, const json& current, const json& wanted) const {
        const folder here;
        const auto before = here.write("before.json", current.dump());
        const auto patch =
            here.write("patch.json", emend({"diff", before, here.write("after.json", wanted.dump())}).out);
        std::vector<std::string> words{
            "request", vendor, resource,   "--current",           before, "--patch", patch,
            "--as",    "curl", "--option", "base_url=" + at.url()};
        for (const auto& each : params) words.insert(words.end(), {"--param", each});
        for (const auto& each : options) words.insert(words.end(), {"--option", each});
        auto made = emend(words);
        EXPECT_EQ(made.status, 0) << made.err;
        while (!made.out.empty() && made.out.back() == '\n') made.out.pop_back();
        const auto answered = shell(made.out + " --silent --include --noproxy '*'");
        return said({"answer", vendor, resource, "-", "--patch", patch}, answered);
    }

    // Looks at a place until it says how it ended.
    [[nodiscard]] std::string follow(const loopback& at, const std::string& location) const {
        for (int i = 0; i < 10; ++i) {
            const auto answered =
                shell("curl --silent --include --noproxy '*' " + headers + " '" + at.url() + location + "'");
            const auto state = said({"answer", vendor, resource, "-", "--task"}, answered);
            if (state.value("state", "") != "running") return state.dump();
        }
        return "still running";
    }

private:
    [[nodiscard]] json said(std::vector<std::string> words, const std::string& answered) const {
        for (const auto& each : params) words.insert(words.end(), {"--param", each});
        return json::parse(emend(words, answered).out, nullptr, false);
    }
};

talk druva() {
    ::setenv("DRUVA_TOKEN", "druva-token", 1);
    const std::string id = "bde7f8c2-d063-4a4a-9a8f-c2ea5aff42f3-198";
    return {"druva",
            "customer",
            {"customerId=" + id},
            {},
            "/msp/v3/customers/" + id + "?includeFeatures=true",
            "--header 'Authorization: Bearer druva-token'"};
}

json druva_customer() {
    auto customer = example("druva/current.json");
    customer["id"] = "bde7f8c2-d063-4a4a-9a8f-c2ea5aff42f3-198";
    return customer;
}

TEST(EndToEnd, DruvaReplacesTheCustomerThroughATask) {
    const auto server = simulators::make_druva(druva_customer());
    const loopback at(*server);
    const auto current = druva().read(at);
    auto wanted = current;
    wanted["address"] = "it's \"10\" Main St; $(reboot) `x` \\ \xC3\xA9 \xF0\x9F\x98\x80";
    wanted["tenantAdmins"] = {9007199254740993};
    const auto answer = druva().send(at, current, wanted);
    ASSERT_EQ(answer.value("next", ""), "follow_task") << answer;
    EXPECT_EQ(druva().follow(at, answer.at("location")), R"({"state":"succeeded"})");
    EXPECT_EQ(druva().read(at), wanted);
    EXPECT_EQ(server->writes.size(), 1U);
}

TEST(EndToEnd, DruvaTellsOfATakenNameOnlyInTheTask) {
    const auto server = simulators::make_druva(druva_customer());
    const loopback at(*server);
    const auto current = druva().read(at);
    auto wanted = current;
    wanted["customerName"] = "Taken";
    const auto answer = druva().send(at, current, wanted);
    EXPECT_EQ(
        druva().follow(at, answer.at("location")),
        R"({"state":"failed","errors":[{"code":"2304","message":"Customer name already exists","path":""}]})");
    EXPECT_EQ(druva().read(at), current);
}

constexpr auto provider = "99999999-8888-4777-8666-555555555555";
constexpr auto customer = "11111111-2222-4333-8444-555555555555";
constexpr auto user = "6f1c0f6e-4f0e-4d5a-9a55-0c9b3a1d2e11";

json cockpit_user() {
    return json::parse(R"({"id":"6f1c0f6e-4f0e-4d5a-9a55-0c9b3a1d2e11","displayName":"Alice Archer",
        "email":"alice@contoso.onmicrosoft.com","firstName":"Alice","lastName":"Archer","location":"PT",
        "temporaryPassword":null,"domain":"contoso.onmicrosoft.com"})");
}

talk cockpit() {
    ::setenv("CLOUDCOCKPIT_TOKEN", "cockpit-token", 1);
    ::setenv("CLOUDCOCKPIT_TENANT", "portal.example.com", 1);
    return {"cloudcockpit",
            "customer-user",
            {std::string("customerId=") + customer, std::string("customerUserId=") + user,
             std::string("providerInstanceId=") + provider},
            {},
            std::string("/v1/Customers/") + customer + "/users/" + user + "?providerInstanceId=" + provider,
            "--header 'Authorization: Bearer cockpit-token' --header 'X-Tenant: portal.example.com'"};
}

TEST(EndToEnd, CloudCockpitSaysNothingAndIsReadAgain) {
    const auto server = simulators::make_cloudcockpit(cockpit_user(), customer, provider);
    const loopback at(*server);
    const auto current = cockpit().read(at);
    auto wanted = current;
    wanted["lastName"] = "O'Neil \"x\" $HOME";
    wanted["firstName"] = nullptr;
    const auto answer = cockpit().send(at, current, wanted);
    ASSERT_EQ(answer.value("next", ""), "read_again") << answer;
    EXPECT_EQ(answer.at("location"), cockpit().read_path);
    EXPECT_EQ(cockpit().read(at), wanted);
}

TEST(EndToEnd, CloudCockpitRefusesALiteralPartialWithTheMemberThatIsMissing) {
    const auto server = simulators::make_cloudcockpit(cockpit_user(), customer, provider);
    const loopback at(*server);
    auto literal = cockpit();
    literal.options = {"mode=changed_only"};
    const auto current = literal.read(at);
    auto wanted = current;
    wanted["lastName"] = "S";
    const auto answer = literal.send(at, current, wanted);
    ASSERT_EQ(answer.value("next", ""), "refused") << answer;
    EXPECT_EQ(answer.at("errors").at(1).at("path"), "/displayName");
    EXPECT_EQ(answer.at("reference"), "11111111-aaaa-4bbb-8ccc-222222222222");
}

talk gcore() {
    ::setenv("GCORE_API_KEY", "1234$abcdef", 1);
    return {"gcore", "client",           {"clientId=123"},
            {},      "/iam/clients/123", "--header 'Authorization: apikey 1234$abcdef'"};
}

TEST(EndToEnd, GcoreAnswersWithTheNewClient) {
    const auto server = simulators::make_gcore(example("gcore/current.json"));
    const loopback at(*server);
    const auto current = gcore().read(at);
    auto wanted = current;
    wanted["resellers"] = 456;
    wanted["phone"] = nullptr;
    wanted["companyName"] = "Acme 'S\xC3\xA0rl' & Co; $(id)";
    const auto answer = gcore().send(at, current, wanted);
    ASSERT_EQ(answer.value("next", ""), "done") << answer;
    EXPECT_EQ(answer.at("current"), wanted);
    EXPECT_EQ(gcore().read(at), wanted);
}

constexpr auto organization = "debcdb55-afbd-4772-bf99-5ea6a3249f43";

talk veeam() {
    ::setenv("VEEAM_TOKEN", "veeam-token", 1);
    return {"veeam",
            "organization",
            {std::string("organizationUid=") + organization},
            {},
            std::string("/api/v3/organizations/") + organization,
            "--header 'Authorization: Bearer veeam-token'"};
}

json veeam_organization() { return example("veeam/current.json").at("data"); }

TEST(EndToEnd, VeeamAnswersWithTheNewOrganization) {
    const auto server = simulators::make_veeam(veeam_organization());
    const loopback at(*server);
    const auto current = veeam().read(at);
    auto wanted = current;
    wanted["data"]["phone"] = "+1 (906) 493-3803";
    wanted["data"]["notes"] = "VIP: 'x' \"y\"";
    const auto answer = veeam().send(at, current, wanted);
    ASSERT_EQ(answer.value("next", ""), "done") << answer;
    EXPECT_EQ(answer.at("current"), wanted.at("data"));
    EXPECT_EQ(veeam().read(at), wanted);
}

TEST(EndToEnd, VeeamGoesOnElsewhereAndIsFollowed) {
    const auto server = simulators::make_veeam(veeam_organization(), true);
    const loopback at(*server);
    const auto current = veeam().read(at);
    auto wanted = current;
    wanted["data"]["notes"] = "later";
    const auto answer = veeam().send(at, current, wanted);
    ASSERT_EQ(answer.value("next", ""), "look_there") << answer;
    EXPECT_EQ(veeam().read(at), current);
    EXPECT_EQ(veeam().follow(at, answer.at("location")), R"({"state":"succeeded"})");
    EXPECT_EQ(veeam().read(at), wanted);
}

TEST(EndToEnd, VeeamsGuardNamesTheCallersOperationWhenSomebodyWasFaster) {
    const auto server = simulators::make_veeam(veeam_organization());
    const loopback at(*server);
    const auto current = veeam().read(at);
    auto wanted = current;
    wanted["data"]["phone"] = "+1 2";
    server->resource["phone"] = "somebody else's";
    auto guarded = veeam();
    guarded.options = {"guard=true"};
    const auto answer = guarded.send(at, current, wanted);
    ASSERT_EQ(answer.value("next", ""), "refused") << answer;
    EXPECT_EQ(answer.at("errors").at(0).at("path"), "/phone");
    EXPECT_EQ(answer.at("errors").at(0).at("operation"), 0);
    EXPECT_EQ(server->resource["phone"], "somebody else's");
}

TEST(EndToEnd, AnExpiredTokenIsToldApart) {
    const auto server = simulators::make_gcore(example("gcore/current.json"));
    const loopback at(*server);
    const auto current = gcore().read(at);
    auto wanted = current;
    wanted["name"] = "x";
    ::setenv("GCORE_API_KEY", "old", 1);
    const folder here;
    const auto made = emend({"request", "gcore", "client", "--current", here.write("a.json", current.dump()),
                             "--desired", here.write("b.json", wanted.dump()), "--param", "clientId=123",
                             "--as", "curl", "--option", "base_url=" + at.url()});
    const auto answered =
        shell(made.out.substr(0, made.out.size() - 1) + " --silent --include --noproxy '*'");
    const auto answer = json::parse(emend({"answer", "gcore", "client", "-"}, answered).out);
    EXPECT_EQ(answer.at("renew_token"), true);
}

}  // namespace
}  // namespace emend::tests
