// One line of `emend bulk request`.

#include "emend/adapters/request.hpp"
#include "emend/document.hpp"

namespace emend::adapters {
namespace {

struct bulk_line {
    ordered_json id{};
    std::string vendor{};
    std::string resource{};
    request_input input{};
};

finding line_finding(fault code, std::string message, std::string_view member) {
    return {std::string(to_string(code)), "", std::move(message), std::string(member), finding::none,
            finding::subject::usage};
}

class line_reader {
public:
    explicit line_reader(ordered_json line) : line_(std::move(line)) {}

    bulk_line read(findings& errors) {
        bulk_line made;
        if (auto* id = find("id")) made.id = std::move(*id);
        if (!line_.is_object()) {
            errors.push_back(line_finding(fault::type_mismatch, "a line must be a JSON object", ""));
            return made;
        }
        made.vendor = text("vendor", errors);
        made.resource = text("resource", errors);
        if (auto* current = find("current")) {
            made.input.current = std::move(*current);
        } else {
            errors.push_back(line_finding(fault::missing_context,
                                          "\"current\" is missing: the resource as it was read", "current"));
        }
        if (auto* params = find("params")) made.input.params = std::move(*params);
        if (auto* options = find("options")) made.input.options = std::move(*options);
        read_change(made.input, errors);
        return made;
    }

private:
    ordered_json* find(std::string_view name) {
        auto* members = line_.get_ptr<ordered_json::object_t*>();
        if (members == nullptr) return nullptr;
        for (auto& [key, value] : *members) {
            if (key == name) return &value;
        }
        return nullptr;
    }

    std::string text(std::string_view name, findings& errors) {
        const auto* value = find(name);
        if (value != nullptr && value->is_string()) return value->get<std::string>();
        const auto code = value == nullptr ? fault::missing_context : fault::type_mismatch;
        errors.push_back(
            line_finding(code, "\"" + std::string(name) + "\" must be given, as a string", name));
        return {};
    }

    void read_change(request_input& input, findings& errors) {
        auto* patch = find("patch");
        auto* desired = find("desired");
        if ((patch == nullptr) == (desired == nullptr)) {
            errors.push_back(line_finding(patch == nullptr ? fault::missing_context : fault::unknown_member,
                                          "either \"patch\" or \"desired\" must be given, one of them",
                                          "patch"));
        } else if (desired != nullptr) {
            input.desired = std::move(*desired);
        } else if (auto read = parse_patch(*patch)) {
            input.patch = std::move(*read);
        } else {
            errors.push_back(to_finding(read.error()));
        }
    }

    ordered_json line_;
};

std::string text_of(const ordered_json& answer) {
    return dump(answer).value_or(R"({"id":null,"error":{"code":"not_json"}})");
}

std::string refusal(ordered_json id, std::size_t number, const findings& errors) {
    ordered_json answer = ordered_json::object();
    answer["id"] = std::move(id);
    answer["line"] = number;
    answer["error"] = to_json(errors.front());
    answer["errors"] = ordered_json::array();
    for (const auto& f : errors) answer["errors"].push_back(to_json(f));
    return text_of(answer);
}

std::string success(ordered_json id, outcome made) {
    ordered_json answer = ordered_json::object();
    answer["id"] = std::move(id);
    answer["request"] = nullptr;
    if (made.request) {
        ordered_json& to = answer["request"];
        to["method"] = std::move(made.request->method);
        to["path"] = std::move(made.request->path);
        to["content_type"] = std::move(made.request->content_type);
        to["body"] = std::move(made.request->body);
    }
    answer["warnings"] = ordered_json::array();
    for (const auto& w : made.warnings) {
        ordered_json warning = ordered_json::object();
        warning["code"] = w.code;
        warning["path"] = w.path;
        answer["warnings"].push_back(std::move(warning));
    }
    return text_of(answer);
}

}  // namespace

std::string bulk_request_line(std::string_view line, std::size_t number) {
    auto document = parse_ordered(line);
    if (!document) return refusal(nullptr, number, {to_finding(document.error())});
    findings errors;
    auto read = line_reader(std::move(*document)).read(errors);
    if (!errors.empty()) return refusal(std::move(read.id), number, errors);
    const auto to = find_profile(read.vendor, read.resource);
    if (!to) return refusal(std::move(read.id), number, to.error());
    auto made = make_request(*to, std::move(read.input));
    if (!made) return refusal(std::move(read.id), number, made.error());
    return success(std::move(read.id), std::move(*made));
}

}  // namespace emend::adapters
