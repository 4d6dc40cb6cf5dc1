// Gcore: a flat partial object; the answer is the whole client.

#include "simulators.hpp"

namespace emend::simulators {
namespace {

class gcore : public vendor {
public:
    explicit gcore(json client) { resource = std::move(client); }

    answered answer(const asked& request) override {
        if (request.header("authorization") != "apikey 1234$abcdef") return {401, {}, ""};
        if (request.path != "/iam/clients/" + resource["id"].dump()) return {404, {}, ""};
        if (request.method == "GET") return with_json(200, resource);
        writes.push_back(request);
        const auto body = json::parse(request.body, nullptr, false);
        if (request.method != "PATCH" || !body.is_object() || body.empty()) {
            return with_json(400,
                             {{"message", "JSON parse error - Expecting value: line 1 column 1 (char 0)\n"}});
        }
        json errors = json::object();
        for (const auto& [name, value] : body.items()) {
            if (const auto wrong = why_not(name, value); !wrong.empty()) errors[name] = json::array({wrong});
        }
        if (!errors.empty()) return with_json(400, {{"errors", errors}});
        for (const auto& [name, value] : body.items())
            resource[name == "reseller" ? "resellers" : name] = value;
        return with_json(200, resource);
    }

private:
    static std::string why_not(const std::string& name, const json& value) {
        const bool nullable = name == "custom_id" || name == "name" || name == "phone" || name == "seller";
        if (value.is_null()) return nullable ? "" : "This field may not be null.";
        if (name == "email")
            return value.is_string() && looks_like_email(value.get<std::string>())
                       ? ""
                       : "Enter a valid email address.";
        if (name == "companyName" || name == "custom_id" || name == "name" || name == "phone") {
            return value.is_string() ? "" : "Not a valid string.";
        }
        if (name == "reseller" || name == "seller")
            return value.is_number_integer() ? "" : "A valid integer is required.";
        if (name == "is_test") return value.is_boolean() ? "" : "Must be a valid boolean.";
        return "This field cannot be written.";
    }
};

}  // namespace

std::unique_ptr<vendor> make_gcore(json client) { return std::make_unique<gcore>(std::move(client)); }

}  // namespace emend::simulators
