// Druva MSP: a PUT of the whole customer is queued; the task tells how it ended.

#include <limits>
#include <set>

#include "simulators.hpp"

namespace emend::simulators {
namespace {

const std::set<std::string> license_names{"licenseManagedAllowed", "licenseManagementAllowed"};

class druva : public vendor {
public:
    explicit druva(json customer) { resource = std::move(customer); }

    answered answer(const asked& request) override {
        if (request.header("authorization") != "Bearer druva-token") return {401, {}, ""};
        const std::string tasks = "/msp/v2/tasks/";
        if (request.path.rfind(tasks, 0) == 0) return task(request.path.substr(tasks.size()));
        if (request.path != "/msp/v3/customers/" + resource["id"].get<std::string>()) return {404, {}, ""};
        if (request.method == "GET") {
            auto shown = resource;
            if (request.parameter("includeFeatures") != "true") shown.erase("features");
            return with_json(200, shown);
        }
        writes.push_back(request);
        if (request.method != "PUT" || request.header("content-type") != "application/json")
            return {400, {}, ""};
        const auto body = json::parse(request.body, nullptr, false);
        const auto wrong = why_not(body);
        if (!wrong.empty()) return with_json(400, {{"code", "400"}, {"message", wrong}});
        const auto id = "task-" + std::to_string(queue_.size() + 1);
        queue_[id] = {body, 1};
        return with_json(200, {{"task", {{"id", id}}}});
    }

private:
    struct job {
        json body{};
        int status = 1;
    };

    static std::string license(const json& attributes) {
        for (const auto& each : attributes) {
            if (license_names.count(each["name"].get<std::string>()) != 0)
                return each["value"].get<std::string>();
        }
        return "";
    }

    static json data_access(const json& attributes) {
        for (const auto& each : attributes) {
            if (each["name"] == "dataAccessAllowed") return each;
        }
        return nullptr;
    }

    static bool is_named(const json& element, std::size_t members) {
        return element.is_object() && element.size() == members && element.contains("name") &&
               element["name"].is_string();
    }

    static std::string why_not_attributes(const json& all) {
        if (!all.is_array()) return "attributes";
        std::set<std::string> seen;
        for (const auto& each : all) {
            if (!is_named(each, 2) || !each.contains("value") || !each["value"].is_string())
                return "attribute";
            auto name = each["name"].get<std::string>();
            if (license_names.count(name) != 0) name = "license";
            if (name != "license" && name != "dataAccessAllowed") return "unsupported attribute";
            if (!seen.insert(name).second) return "attribute twice";
        }
        return "";
    }

    static std::string why_not_lists(const json& body) {
        if (!body["features"].is_array() || !body["tenantAdmins"].is_array()) return "lists";
        for (const auto& each : body["features"]) {
            if (!is_named(each, 1)) return "feature";
        }
        for (const auto& each : body["tenantAdmins"]) {
            const bool huge = each.is_number_unsigned() &&
                              each.get<std::uint64_t>() >
                                  static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
            if (!each.is_number_integer() || huge) return "administrator";
        }
        return "";
    }

    // "You must provide existing information in all the fields that do not require an update."
    std::string why_not(const json& body) const {
        static const std::set<std::string> texts{"accountName", "address", "customerName", "phone"};
        static const std::set<std::string> others{"features", "tenantAdmins", "attributes"};
        if (!body.is_object()) return "no object";
        for (const auto& [name, value] : body.items()) {
            const bool text = texts.count(name) != 0;
            if (!text && others.count(name) == 0) return "unknown " + name;
            if (text && !value.is_string()) return "no text " + name;
        }
        if (body.size() != texts.size() + others.size()) return "not all fields";
        if (const auto wrong = why_not_attributes(body["attributes"]); !wrong.empty()) return wrong;
        if (const auto wrong = why_not_lists(body); !wrong.empty()) return wrong;
        if (data_access(body["attributes"]) != data_access(resource["attributes"]))
            return "dataAccessAllowed";
        if (body["accountName"] != "" && body["accountName"] != resource["accountName"]) return "accountName";
        const bool own = license(body["attributes"]) == "0";
        const auto phone = body["phone"].get<std::string>();
        if (!own && (phone.empty() || body["address"] == "")) return "empty";
        if (!phone.empty() && phone != resource["phone"] && (phone[0] != '+' || code_points(phone) > 30))
            return "phone";
        return "";
    }

    answered task(const std::string& id) {
        const auto found = queue_.find(id);
        if (found == queue_.end()) return {404, {}, ""};
        auto& [body, status] = found->second;
        json shown{{"id", id}, {"name", "customerUpdate"}, {"status", status}};
        if (status == 2) apply(body);
        if (status == 4) shown["output"] = outcome_[id];
        if (status == 2) outcome_[id] = last_;
        status = status == 1 ? 2 : 4;
        return with_json(200, shown);
    }

    void apply(const json& body) {
        if (body["customerName"] == "Taken") {
            last_ = {{"failed", 1},
                     {"errorResp", {{"code", 2304}, {"message", "Customer name already exists"}}}};
            return;
        }
        for (const auto& [name, value] : body.items()) {
            if (name != "accountName") resource[name] = value;
        }
        last_ = {{"failed", 0}, {"successResp", {{"entityId", resource["id"]}}}};
    }

    std::map<std::string, job> queue_{};
    std::map<std::string, json> outcome_{};
    json last_{};
};

}  // namespace

std::unique_ptr<vendor> make_druva(json customer) { return std::make_unique<druva>(std::move(customer)); }

}  // namespace emend::simulators
