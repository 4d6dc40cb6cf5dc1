// Veeam: JSON Patch as ASP.NET Core reads it. Names match in any case, remove sets null, arrays are fixed,
// the first error stops all, and any change may be answered by 202.

#include <algorithm>
#include <set>

#include "simulators.hpp"

namespace emend::simulators {
namespace {

struct refusal {
    std::string message{};
    json operation{};
};

class veeam : public vendor {
public:
    veeam(json organization, bool later) : later_(later) { resource = std::move(organization); }

    answered answer(const asked& request) override {
        if (request.header("authorization") != "Bearer veeam-token")
            return refuse(401, "security", "Unauthorized", nullptr);
        const std::string actions = "/api/v3/asyncActions/";
        if (request.path.rfind(actions, 0) == 0) return action(request.path.substr(actions.size()));
        if (request.path != "/api/v3/organizations/" + resource["instanceUid"].get<std::string>()) {
            return refuse(404, "logical", "Not found", nullptr);
        }
        if (request.method == "GET") return with_json(200, {{"data", resource}});
        writes.push_back(request);
        if (request.method != "PATCH" || request.header("content-type") != "application/json") {
            return refuse(415, "transport", "Unsupported media type", nullptr);
        }
        auto changed = resource;
        try {
            const auto body = json::parse(request.body, nullptr, false);
            if (!body.is_array() || body.empty())
                throw refusal{"The JSON patch document was malformed.", nullptr};
            for (const auto& each : body) apply(changed, each);
        } catch (const refusal& wrong) {
            return refuse(400, "logical", wrong.message, wrong.operation);
        }
        if (!later_) {
            resource = std::move(changed);
            return with_json(200, {{"data", resource}});
        }
        const auto id = std::to_string(pending_.size() + 1);
        pending_[id] = {std::move(changed), false};
        return {202, {{"Location", actions + id}}, ""};
    }

private:
    static answered refuse(int status, const std::string& type, const std::string& message,
                           const json& operation) {
        json error{{"message", message}, {"type", type}, {"code", 1001}};
        if (!operation.is_null()) error["failedJsonPatch"] = operation;
        return with_json(status, {{"errors", json::array({error})}});
    }

    answered action(const std::string& id) {
        const auto found = pending_.find(id);
        if (found == pending_.end()) return refuse(404, "logical", "Not found", nullptr);
        auto& [state, seen] = found->second;
        if (!seen) {
            seen = true;
            return with_json(200, {{"data", {{"status", "running"}}}});
        }
        resource = state;
        return with_json(200, {{"data", {{"status", "succeed"}}}});
    }

    static bool same_name(const std::string& a, const std::string& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                          [](char x, char y) { return std::tolower(x) == std::tolower(y); });
    }

    // ^[a-zA-Z\d\!\#\$\%\&\(\)\-\.\^\"\_\{\}\~\'\ \`]+$
    static constexpr const char* alias_characters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&()-.^\"_{}~' `";

    struct property {
        std::string name;
        char type;  // s string, i int32, g uuid (read-only), r read-only
        bool nullable;
        std::size_t least;
        std::size_t most;
    };

    static const std::vector<property>& properties() {
        static const std::vector<property> all{{"instanceUid", 'r', false, 0, 0},
                                               {"name", 's', false, 1, 128},
                                               {"alias", 's', true, 1, 32},
                                               {"type", 'r', false, 0, 0},
                                               {"taxId", 's', true, 0, 100},
                                               {"legalName", 's', true, 0, 128},
                                               {"email", 's', true, 1, 128},
                                               {"phone", 's', true, 0, 128},
                                               {"country", 'i', true, 0, 0},
                                               {"state", 'i', true, 0, 0},
                                               {"countryName", 's', true, 0, 9999},
                                               {"regionName", 's', true, 0, 9999},
                                               {"city", 's', true, 0, 128},
                                               {"street", 's', true, 0, 128},
                                               {"locationAdmin0Code", 's', true, 0, 32},
                                               {"locationAdmin1Code", 's', true, 0, 32},
                                               {"locationAdmin2Code", 's', true, 0, 32},
                                               {"notes", 's', true, 0, 512},
                                               {"zipCode", 's', true, 0, 128},
                                               {"domain", 's', true, 0, 128},
                                               {"website", 's', true, 0, 128},
                                               {"veeamTenantId", 's', true, 0, 128},
                                               {"companyId", 's', true, 0, 128}};
        return all;
    }

    // "phone", "/phone" and "/Phone" are one path.
    static const property& find(const std::string& written, const json& operation) {
        const auto path = written.empty() || written[0] != '/' ? written : written.substr(1);
        for (const auto& each : properties()) {
            if (same_name(each.name, path)) return each;
        }
        throw refusal{"The target location specified by path segment '" + path + "' was not found.",
                      operation};
    }

    static std::string text(const json& operation, const char* name) {
        if (!operation.is_object() || !operation.contains(name) || !operation[name].is_string()) {
            throw refusal{"The JSON patch document was malformed and could not be parsed.", operation};
        }
        return operation[name].get<std::string>();
    }

    static void check(const property& p, const json& value, const json& operation) {
        const auto cannot = [&] {
            throw refusal{"The property at path '" + p.name + "' could not be updated.", operation};
        };
        if (p.type == 'r') cannot();
        if (value.is_null()) {
            if (!p.nullable) cannot();
            return;
        }
        if (p.type == 'i') {
            if (!value.is_number_integer() || value < 1 || value > 2147483647) cannot();
            return;
        }
        if (!value.is_string()) cannot();
        const auto written = value.get<std::string>();
        const auto length = utf16_units(written);
        if (length < p.least || length > p.most) cannot();
        if (p.name == "name" && written.find_first_of("<>=%~") != std::string::npos) cannot();
        if (p.name == "email" && !looks_like_email(written)) cannot();
        if (p.name == "alias" && written.find_first_not_of(alias_characters) != std::string::npos) cannot();
    }

    static void apply(json& state, const json& operation) {
        const auto verb = text(operation, "op");
        const auto& target = find(text(operation, "path"), operation);
        if (!operation.contains("value")) throw refusal{"The value is required.", operation};
        if (verb == "test") {
            if (state.value(target.name, json()) != operation["value"]) {
                throw refusal{
                    "The current value at path '" + target.name + "' is not equal to the test value.",
                    operation};
            }
            return;
        }
        json value = operation["value"];
        if (verb == "remove") value = nullptr;
        if (verb == "copy" || verb == "move") {
            const auto& from = find(text(operation, "from"), operation);
            value = state.value(from.name, json());
            if (verb == "move") check(from, nullptr, operation);
            if (verb == "move") state[from.name] = nullptr;
        }
        check(target, value, operation);
        state[target.name] = value;
    }

    bool later_;
    std::map<std::string, std::pair<json, bool>> pending_{};
};

}  // namespace

std::unique_ptr<vendor> make_veeam(json organization, bool later) {
    return std::make_unique<veeam>(std::move(organization), later);
}

}  // namespace emend::simulators
