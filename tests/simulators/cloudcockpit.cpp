// CloudCockpit: a wrapped user with a closed schema; success has no body.

#include <set>

#include "simulators.hpp"

namespace emend::simulators {
namespace {

class cloudcockpit : public vendor {
public:
    cloudcockpit(json user, std::string customer, std::string provider)
        : customer_(std::move(customer)), provider_(std::move(provider)) {
        resource = std::move(user);
    }

    answered answer(const asked& request) override {
        if (request.header("authorization") != "Bearer cockpit-token") return {401, {}, ""};
        if (request.header("x-tenant").empty()) return refuse(400, "X-Tenant", "is required");
        const auto id = resource["id"].get<std::string>();
        if (request.path != "/v1/Customers/" + customer_ + "/users/" + id)
            return refuse(404, "", "not found");
        if (request.method == "GET") {
            if (request.parameter("providerInstanceId") != provider_)
                return refuse(400, "providerInstanceId", "wrong");
            return with_json(200, resource);
        }
        writes.push_back(request);
        const auto body = json::parse(request.body, nullptr, false);
        if (request.method != "PATCH" || !body.is_object() || body.size() != 2 ||
            !body.contains("customerUser") || !body["customerUser"].is_object()) {
            return refuse(400, "customerUser", "is required");
        }
        if (body.value("providerInstanceId", json()) != provider_)
            return refuse(400, "ProviderInstanceId", "wrong");
        return change(body["customerUser"]);
    }

private:
    answered refuse(int status, const std::string& property, const std::string& why) const {
        return with_json(status,
                         {{"statusCode", status},
                          {"type", "Validation"},
                          {"description", "The request is invalid"},
                          {"correlationId", "11111111-aaaa-4bbb-8ccc-222222222222"},
                          {"errors", json::array({{{"propertyName", property}, {"description", {why}}}})}});
    }

    static std::string property(std::string name) {
        name[0] = static_cast<char>(name[0] - 'a' + 'A');
        return "CustomerUser." + name;
    }

    answered change(const json& user) {
        static const std::map<std::string, std::size_t> most{
            {"displayName", 50}, {"email", 48}, {"firstName", 50}, {"lastName", 50}};
        static const std::set<std::string> required{"displayName", "email", "location", "domain"};
        static const std::set<std::string> nullable{"firstName", "lastName", "temporaryPassword"};
        for (const auto& [name, value] : user.items()) {
            const bool known = name == "id" || required.count(name) != 0 || nullable.count(name) != 0;
            if (!known) return refuse(400, name, "additional properties are not allowed");
            if (value.is_null() && nullable.count(name) != 0) continue;
            if (!value.is_string()) return refuse(400, property(name), "must be a string");
            const auto limit = most.find(name);
            if (limit != most.end() && utf16_units(value.get<std::string>()) > limit->second) {
                return refuse(400, property(name), "is too long");
            }
            if (name == "id" && value != resource["id"])
                return refuse(400, property(name), "is another user's");
        }
        for (const auto& name : required) {
            if (!user.contains(name) || user[name] == "") return refuse(400, property(name), "is required");
        }
        for (const auto& [name, value] : user.items()) {
            if (name != "temporaryPassword") resource[name] = value;
        }
        return {200, {}, ""};
    }

    std::string customer_;
    std::string provider_;
};

}  // namespace

std::unique_ptr<vendor> make_cloudcockpit(json user, std::string customer, std::string provider) {
    return std::make_unique<cloudcockpit>(std::move(user), std::move(customer), std::move(provider));
}

}  // namespace emend::simulators
