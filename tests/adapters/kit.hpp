// What the adapters' tests share: the worked examples' resources and one-line calls.
#pragma once

#include <string>
#include <string_view>

#include "emend/adapters/request.hpp"
#include "emend/document.hpp"

namespace emend::adapters::tests {

inline ordered_json json_of(std::string_view text) { return parse_ordered(text).value(); }

inline const ordered_json druva_current = json_of(R"({
  "id": "bde7f8c2-d063-4a4a-9a8f-c2ea5aff42f3-198", "accountName": "Druva",
  "address": "213 Derrick Street Boston, MA 02130 USA", "phone": "+12345678910", "customerName": "Druva",
  "features": [{"name": "Security Posture and Observability"}], "tenantAdmins": [1, 2, 3], "status": 1,
  "createdOn": "2022-10-25T00:00:00Z", "activeSince": "2022-10-25T00:00:00Z",
  "attributes": [{"name": "licenseManagementAllowed", "value": "1"}, {"name": "dataAccessAllowed", "value": "1"}],
  "cloud": 0})");

inline const ordered_json gcore_current = json_of(R"({
  "id": 123, "users": [{"id": 7, "email": "jsmith@example.com", "name": "John"}], "email": "jsmith@example.com",
  "phone": "+35222334455", "name": "John Smith", "status": "active", "companyName": "Acme", "website": "acme.example",
  "custom_id": null, "is_test": false, "seller": 55, "resellers": 123, "owner": 7})");

inline const ordered_json cockpit_current = json_of(R"({
  "id": "6f1c0f6e-4f0e-4d5a-9a55-0c9b3a1d2e11", "displayName": "Alice Archer",
  "email": "alice@contoso.onmicrosoft.com", "firstName": "Alice", "lastName": "Archer", "location": "PT",
  "temporaryPassword": null, "domain": "contoso.onmicrosoft.com"})");

inline const ordered_json veeam_current = json_of(R"({"data": {
  "instanceUid": "debcdb55-afbd-4772-bf99-5ea6a3249f43", "name": "Alpha", "type": "provider", "taxId": "167638504",
  "email": "a.smith@alpha.com", "phone": "+1 (906) 111-2222", "country": 1, "state": 19, "city": "Motley",
  "street": "633 Hopkins Street", "notes": "", "zipCode": "56466", "website": "alpha.com", "companyId": ""}})");

/// A vendor with its usual parameters and resource; tests change what they are about.
struct call {
    std::string vendor{};
    std::string resource{};
    ordered_json params{};
    ordered_json current{};
    ordered_json options = ordered_json::object();

    [[nodiscard]] tl::expected<outcome, findings> patch(std::string_view text) const {
        request_input input{params, current, parse_patch(json_of(text)).value(), std::nullopt, options};
        return make_request(find_profile(vendor, resource).value(), std::move(input));
    }

    [[nodiscard]] tl::expected<outcome, findings> desired(ordered_json wanted) const {
        request_input input{params, current, std::nullopt, std::move(wanted), options};
        return make_request(find_profile(vendor, resource).value(), std::move(input));
    }

    /// The body as compact text, "nothing", or the findings as "code path, code path".
    [[nodiscard]] static std::string said(const tl::expected<outcome, findings>& made) {
        if (made) return made->request ? made->request->body.dump() : "nothing";
        std::string all;
        for (const auto& f : made.error()) all += (all.empty() ? "" : ", ") + f.code + " " + f.path;
        return all;
    }

    [[nodiscard]] std::string after(std::string_view text) const { return said(patch(text)); }
};

inline call druva() {
    return {"druva", "customer", {{"customerId", "bde7f8c2-d063-4a4a-9a8f-c2ea5aff42f3-198"}}, druva_current};
}
inline call gcore() { return {"gcore", "client", {{"clientId", 123}}, gcore_current}; }
inline call cockpit() {
    return {"cloudcockpit",
            "customer-user",
            {{"customerId", "11111111-2222-4333-8444-555555555555"},
             {"customerUserId", "6f1c0f6e-4f0e-4d5a-9a55-0c9b3a1d2e11"},
             {"providerInstanceId", "99999999-8888-4777-8666-555555555555"}},
            cockpit_current};
}
inline call veeam() {
    return {"veeam",
            "organization",
            {{"organizationUid", "debcdb55-afbd-4772-bf99-5ea6a3249f43"}},
            veeam_current};
}

}  // namespace emend::adapters::tests
