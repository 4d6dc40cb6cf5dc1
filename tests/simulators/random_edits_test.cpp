// Random edits: whatever the adapter emits, the vendor's simulator takes and ends in the wanted state; what
// the adapter refuses, the simulator refuses too, sent by somebody who knows no rules.

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "emend/apply.hpp"
#include "emend/equal.hpp"
#include "emend/testing/vendor_resources.hpp"

#include "adapters/kit.hpp"
#include "simulators/simulators.hpp"

namespace emend::adapters::tests {
namespace {

using simulators::asked;
using simulators::json;
using simulators::vendor;

struct shop {
    call usual{};
    std::string id{};  ///< the member that names the resource
    std::unique_ptr<vendor> server{};
    asked head{};                        ///< headers of every request
    std::vector<std::string> members{};  ///< to edit, known and unknown ones
    std::vector<json> values{};          ///< to set
    json (*naive)(const json& current, const json& wanted) = nullptr;
};

// Each is set often enough to be right and often enough to be wrong.
std::vector<json> texts() {
    return {"",
            "x",
            "New name",
            "+1 555 0100",
            "12345",
            "a@b.example",
            std::string(33, 'l'),
            "+" + std::string(40, '1'),
            std::string(51, 'n'),
            std::string(130, 'n'),
            std::string(513, 'n'),
            "A<B",
            "PT",
            "Taken"};
}

json changed_members(const json& current, const json& wanted) {
    json out = json::object();
    for (const auto& [name, value] : wanted.items()) {
        if (!current.contains(name) || !equal(current[name], value)) out[name] = value;
    }
    for (const auto& [name, value] : current.items()) {
        if (!wanted.contains(name)) out[name] = nullptr;
    }
    return out;
}

json naive_gcore(const json& current, const json& wanted) {
    auto body = changed_members(current, wanted);
    if (body.contains("resellers")) {
        body["reseller"] = body["resellers"];
        body.erase("resellers");
    }
    return body;
}

json naive_veeam(const json& current, const json& wanted) {
    json body = json::array();
    const auto changed = changed_members(current["data"], wanted);
    for (const auto& [name, value] : changed.items())
        body.push_back({{"op", "replace"}, {"path", "/" + name}, {"value", value}});
    return body;
}

// Every operation by itself, also those whose effect a later one undoes.
json step_by_step(json resource, const ordered_patch& patch) {
    json body = json::array();
    for (const auto& operation : patch) {
        resource = emend::apply(std::move(resource), ordered_patch{operation}).value();
        const auto& path = std::visit([](const auto& o) -> const pointer& { return o.path; }, operation);
        body.push_back({{"op", "replace"},
                        {"path", to_string(path)},
                        {"value", resource.value(path.tokens[0], json())}});
    }
    return body;
}

json naive_cockpit(const json& current, const json& wanted) {
    auto user = wanted;
    for (const auto& [name, value] : current.items()) {
        if (!wanted.contains(name)) user[name] = nullptr;
    }
    return {{"providerInstanceId", "99999999-8888-4777-8666-555555555555"}, {"customerUser", user}};
}

json naive_druva(const json& current, const json& wanted) {
    auto body = wanted;
    for (const auto* name : {"id", "status", "createdOn", "activeSince", "cloud"}) {
        if (body.contains(name) && current.contains(name) && equal(body[name], current[name]))
            body.erase(name);
    }
    for (const auto* name : {"id", "status", "createdOn", "activeSince", "cloud"}) {
        if (!wanted.contains(name) && current.contains(name))
            body[name] = nullptr;  // somebody who takes it away says so somehow
    }
    return body;
}

shop druva_shop() {
    shop made{druva(), "id", simulators::make_druva(druva_current)};
    made.head = {"PUT",
                 "/msp/v3/customers/" + druva_current["id"].get<std::string>(),
                 {},
                 {{"authorization", "Bearer druva-token"}, {"content-type", "application/json"}}};
    made.members = {"accountName", "address",    "customerName", "features", "phone", "tenantAdmins",
                    "attributes",  "attributes", "attributes",   "status",   "email", "cloud"};
    made.values = texts();
    for (const auto* more :
         {"null", "7", "[]", "[4,5]", "[1,\"x\"]", R"([{"name":"F"}])", R"([{"name":1}])",
          R"([{"name":"licenseManagementAllowed","value":"0"},{"name":"dataAccessAllowed","value":"1"}])",
          R"([{"name":"licenseManagedAllowed","value":"0"},{"name":"dataAccessAllowed","value":"1"}])",
          R"([{"name":"licenseManagementAllowed","value":"1"},{"name":"dataAccessAllowed","value":"0"}])",
          R"([{"name":"licenseManagementAllowed","value":1},{"name":"dataAccessAllowed","value":"1"}])",
          R"([{"name":"dataAccessAllowed","value":"1"}])",
          R"([{"name":"licenseManagementAllowed","value":"0"},{"name":"licenseManagedAllowed","value":"0"},)"
          R"({"name":"dataAccessAllowed","value":"1"}])",
          R"([{"name":"other","value":"1"},{"name":"dataAccessAllowed","value":"1"}])"}) {
        made.values.push_back(json_of(more));
    }
    made.naive = naive_druva;
    return made;
}

shop gcore_shop() {
    shop made{gcore(), "id", simulators::make_gcore(gcore_current)};
    made.head = {"PATCH",
                 "/iam/clients/123",
                 {},
                 {{"authorization", "apikey 1234$abcdef"}, {"content-type", "application/json"}}};
    made.members = {"email",  "companyName", "custom_id", "name",  "phone",   "resellers",
                    "seller", "is_test",     "status",    "owner", "nickname"};
    made.values = texts();
    made.values.insert(made.values.end(), {nullptr, 7, -1, 1.5, true, json::array(), json::object()});
    made.naive = naive_gcore;
    return made;
}

shop cockpit_shop() {
    shop made{cockpit(), "id",
              simulators::make_cloudcockpit(cockpit_current, "11111111-2222-4333-8444-555555555555",
                                            "99999999-8888-4777-8666-555555555555")};
    made.head = {
        "PATCH",
        "/v1/Customers/11111111-2222-4333-8444-555555555555/users/6f1c0f6e-4f0e-4d5a-9a55-0c9b3a1d2e11",
        {},
        {{"authorization", "Bearer cockpit-token"}, {"x-tenant", "t"}, {"content-type", "application/json"}}};
    made.members = {"displayName", "email", "firstName", "lastName", "location", "domain", "id", "jobTitle"};
    made.values = texts();
    std::string faces;
    for (int i = 0; i < 25; ++i) faces += "\U0001F600";
    made.values.insert(made.values.end(), {nullptr, 7, true, faces, faces + "x", json::array()});
    made.naive = naive_cockpit;
    return made;
}

shop veeam_shop() {
    shop made{veeam(), "instanceUid", simulators::make_veeam(veeam_current["data"])};
    made.head = {"PATCH",
                 "/api/v3/organizations/debcdb55-afbd-4772-bf99-5ea6a3249f43",
                 {},
                 {{"authorization", "Bearer veeam-token"}, {"content-type", "application/json"}}};
    made.members = {"name",  "alias",   "taxId",     "email", "phone",       "country", "state",
                    "notes", "website", "companyId", "type",  "instanceUid", "jobTitle"};
    made.values = texts();
    made.values.insert(made.values.end(), {nullptr, 0, 7, 2147483647, 2147483648, true, json::array()});
    made.naive = naive_veeam;
    return made;
}

ordered_patch random_patch(const shop& at) {
    ordered_patch patch;
    const auto count = *rc::gen::inRange<std::size_t>(1, 4);
    for (std::size_t i = 0; i < count; ++i) {
        const pointer path{{at.members[*rc::gen::inRange<std::size_t>(0, at.members.size())]}};
        const auto& value = at.values[*rc::gen::inRange<std::size_t>(0, at.values.size())];
        switch (*rc::gen::inRange(0, 6)) {
            case 0:
                patch.emplace_back(op::remove{path});
                break;
            case 1:
                patch.emplace_back(
                    op::copy{{{at.members[*rc::gen::inRange<std::size_t>(0, at.members.size())]}}, path});
                break;
            default:
                patch.emplace_back(op::basic_add<ordered_json>{path, value});
                break;
        }
    }
    return patch;
}

simulators::answered send(shop& at, const json& body) {
    auto request = at.head;
    request.body = body.dump();
    return at.server->answer(request);
}

// Whether the change that was taken came to its end, where the vendor makes it later.
bool ends_well(shop& at, const simulators::answered& taken) {
    const auto said = json::parse(taken.body, nullptr, false);
    if (!said.is_object() || !said.contains("task")) return true;
    auto look = at.head;
    look.method = "GET";
    look.path = "/msp/v2/tasks/" + said["task"]["id"].get<std::string>();
    json task;
    for (int i = 0; i < 3; ++i) task = json::parse(at.server->answer(look).body);
    return task["output"]["failed"] == 0;
}

bool is_engines(const finding& f) {
    return f.code == "path_not_found" || f.code == "test_failed" || f.code == "op_not_expressible" ||
           f.code == "invalid_index" || f.code == "index_out_of_range" || f.code == "move_into_self";
}

// Null and absent are one thing where a removal can only be said as null; Druva keeps its account name on "".
bool same_state(const json& is, json wanted, const json& before) {
    if (wanted.contains("accountName") && wanted["accountName"] == "")
        wanted["accountName"] = before["accountName"];
    const auto value = [](const json& of, const std::string& name) {
        return of.contains(name) ? of[name] : json();
    };
    for (const auto& [name, own] : is.items()) {
        if (!equal(own, value(wanted, name))) return false;
    }
    for (const auto& [name, own] : wanted.items()) {
        if (!equal(own, value(is, name))) return false;
    }
    return true;
}

// Puts another resource into the shop, made from the rules; its name stays.
void restock(shop& at, const profile& rules) {
    auto read = *testing::vendor_resource(rules);
    const bool wraps = at.usual.current.contains("data");
    json fresh = wraps && read.current.contains("data") ? json(read.current["data"]) : read.current;
    fresh[at.id] = at.server->resource[at.id];
    at.server->resource = fresh;
    at.usual.current = wraps ? json{{"data", fresh}} : fresh;
    // Who takes members without those that its schema requires sends what its vendor may refuse.
    const auto mode = read.options.value("mode", "");
    if (!mode.empty() && mode != "changed_only") at.usual.options["mode"] = mode;
}

void edits_hold(shop at) {
    const auto rules = find_profile(at.usual.vendor, at.usual.resource).value();
    if (*rc::gen::arbitrary<bool>()) restock(at, rules);
    RC_LOG() << at.usual.current.dump() << ' ' << at.usual.options.dump() << std::endl;
    const auto patch = random_patch(at);
    const auto before = at.server->resource;
    RC_LOG() << to_document(patch).dump() << std::endl;
    request_input input{at.usual.params, at.usual.current, patch, std::nullopt, at.usual.options};
    const auto made = make_request(rules, std::move(input));
    const auto wanted = emend::apply(before, patch);
    RC_CLASSIFY(made && made->request, "sent");
    if (!made) {
        RC_LOG() << call::said(made) << std::endl;
        if (std::any_of(made.error().begin(), made.error().end(), is_engines))
            return;  // no vendor is to be asked
        RC_ASSERT(wanted.has_value());
        const bool stepwise = at.usual.options.value("mode", "") == "pass_through";
        const auto body = stepwise ? step_by_step(before, patch) : at.naive(at.usual.current, *wanted);
        RC_ASSERT(send(at, body).status >= 400);
        RC_ASSERT(equal(at.server->resource, before));
        return;
    }
    RC_ASSERT(wanted.has_value());
    if (made->request) {
        RC_LOG() << made->request->body.dump() << std::endl;
        RC_ASSERT(made->request->path == at.head.path);
        const auto taken = send(at, made->request->body);
        RC_LOG() << taken.body << std::endl;
        RC_ASSERT(taken.status < 300);
        if (!ends_well(at, taken)) {
            RC_ASSERT((*wanted)["customerName"] == "Taken");
            return;
        }
    }
    RC_ASSERT(same_state(at.server->resource, *wanted, before));
}

RC_GTEST_PROP(RandomEdits, holdForDruva, ()) { edits_hold(druva_shop()); }
RC_GTEST_PROP(RandomEdits, holdForGcore, ()) { edits_hold(gcore_shop()); }
RC_GTEST_PROP(RandomEdits, holdForCloudCockpit, ()) { edits_hold(cockpit_shop()); }
RC_GTEST_PROP(RandomEdits, holdForVeeam, ()) { edits_hold(veeam_shop()); }

}  // namespace
}  // namespace emend::adapters::tests
