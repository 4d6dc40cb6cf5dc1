// Tests that examples/ does what examples/README.md says.

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "kit.hpp"
#include "support/source_dir.hpp"

namespace emend::adapters::tests {
namespace {

struct example {
    std::string vendor{};
    std::string resource{};
    std::string body{};
    std::string refusals{};

    friend void PrintTo(const example& e, std::ostream* out) { *out << e.vendor; }
};

std::string text_of(const std::string& file) {
    std::ifstream in(emend::tests::source_dir() + "/examples/" + file);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

call call_of(const example& e) {
    call c{e.vendor, e.resource, ordered_json::object(), json_of(text_of(e.vendor + "/current.json"))};
    std::istringstream lines(text_of(e.vendor + "/params"));
    for (std::string line; std::getline(lines, line);) {
        const auto equals = line.find('=');
        c.params[line.substr(0, equals)] = line.substr(equals + 1);
    }
    return c;
}

class Examples : public testing::TestWithParam<example> {};

TEST_P(Examples, MakeTheRequestThatTheyPromise) {
    const auto made = call_of(GetParam()).desired(json_of(text_of(GetParam().vendor + "/edited.json")));
    EXPECT_EQ(call::said(made), GetParam().body);
    EXPECT_TRUE(made && made->warnings.empty());
}

TEST_P(Examples, AreRefusedWhereTheEditIsBad) {
    const auto made = call_of(GetParam()).desired(json_of(text_of(GetParam().vendor + "/bad-edit.json")));
    EXPECT_EQ(call::said(made), GetParam().refusals);
}

INSTANTIATE_TEST_SUITE_P(
    Vendors, Examples,
    testing::Values(
        example{
            "druva", "customer",
            R"({"accountName":"Druva","address":"10 Main St Boston, MA 02110 USA","customerName":"Druva",)"
            R"("features":[{"name":"Security Posture and Observability"}],"phone":"+12345678910","tenantAdmins":[1,3],)"
            R"("attributes":[{"name":"licenseManagementAllowed","value":"1"},{"name":"dataAccessAllowed","value":"1"}]})",
            "immutable_member /accountName, constraint /phone, immutable_member /attributes/1/value"},
        example{"gcore", "client", R"({"companyName":"Acme Sarl","phone":null,"reseller":456})",
                "read_only_member /status, null_not_allowed /email, type_mismatch /is_test"},
        example{"cloudcockpit", "customer-user",
                R"({"providerInstanceId":"99999999-8888-4777-8666-555555555555","customerUser":{)"
                R"("id":"6f1c0f6e-4f0e-4d5a-9a55-0c9b3a1d2e11","displayName":"Alice Smith",)"
                R"("email":"alice@contoso.onmicrosoft.com","lastName":"Smith","location":"PT",)"
                R"("domain":"contoso.onmicrosoft.com"}})",
                "unknown_member /jobTitle, required_missing /location, constraint /displayName"},
        example{
            "veeam", "organization",
            R"([{"op":"replace","path":"/taxId","value":null},{"op":"replace","path":"/phone","value":"+1 (906) 493-3803"},)"
            R"({"op":"replace","path":"/notes","value":"VIP"}])",
            "read_only_member /type, constraint /name, type_mismatch /country"}),
    [](const auto& e) { return e.param.vendor; });

}  // namespace
}  // namespace emend::adapters::tests
