#include <stdexcept>
#include <utility>

#include "adapters/receiver_parts.hpp"

namespace emend::adapters::tests {
namespace {

class scim_server {
public:
    explicit scim_server(json& resource) : resource_(resource) {}

    void take(const json& operation) {
        auto path = operation["path"].get<std::string>();
        std::vector<std::string> tokens;
        if (path.rfind("urn:", 0) ==
            0) {  // a schema's name has dots of its own; an attribute follows a colon
            const auto colon = path.rfind(':');
            const bool whole = resource_.contains(path) || colon == std::string::npos ||
                               !is_attribute(path.substr(colon + 1));
            tokens.push_back(whole ? path : path.substr(0, colon));
            path = whole ? "" : path.substr(colon + 1);
        }
        const auto bracket = path.find('[');
        std::string filter;
        std::string behind;
        if (bracket != std::string::npos) {
            const auto end = path.rfind(']');
            filter = path.substr(bracket + 1, end - bracket - 1);
            behind = end + 1 < path.size() ? path.substr(end + 2) : "";
            path.resize(bracket);
        }
        if (!path.empty()) {
            for (auto& part : split(path, '.')) tokens.push_back(std::move(part));
        }
        if (filter.empty()) return change(resource_, tokens, operation);
        auto& list = *reach(resource_, tokens);
        const auto equals = filter.find(" eq ");
        const auto key = filter.substr(0, equals);
        const auto name = json::parse(filter.substr(equals + 4));
        if (behind.empty() && operation["op"] == "remove") return take_away(list, key, name);
        auto* element = element_of(list, key, name);
        if (element == nullptr) throw std::logic_error("no target for " + operation.dump());
        if (behind.empty()) {
            *element = operation["value"];
        } else {
            change(*element, {behind}, operation);
        }
    }

private:
    static bool is_attribute(const std::string& name) {
        return name != "User" && name.rfind("User.", 0) != 0;
    }

    static void change(json& in, const std::vector<std::string>& tokens, const json& operation) {
        if (operation["op"] == "remove") return drop(in, tokens);
        auto* target = reach(in, tokens);
        const auto& value = operation["value"];
        if (operation["op"] == "add" && target->is_array()) {
            for (const auto& element : value) target->push_back(element);
        } else {
            *target = value;
        }
    }

    json& resource_;
};

}  // namespace

void take_scim(json& resource, const json& operation) { scim_server(resource).take(operation); }

}  // namespace emend::adapters::tests
