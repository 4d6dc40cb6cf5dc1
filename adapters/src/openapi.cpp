// An OpenAPI operation -> a profile to start from.

#include "emend/adapters/openapi.hpp"

#include <algorithm>

#include "emend/adapters/profile.hpp"
#include "emend/document.hpp"

#include "openapi_schema.hpp"

namespace emend::adapters {
namespace {

using namespace detail;

std::string upper(std::string text) {
    for (auto& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return text;
}

// "Acme Widgets API" -> "acme-widgets-api"; what is no letter or digit becomes one dash.
std::string slug(std::string_view text, char between = '-') {
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (plain) {
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        } else if (!out.empty() && out.back() != between) {
            out += between;
        }
    }
    while (!out.empty() && out.back() == between) out.pop_back();
    return out;
}

// "/v1/customers/{id}/users/{userId}" -> "user": the last word of the path that is no parameter
std::string resource_of(const std::string& path) {
    std::string last;
    std::string part;
    for (const char c : path + "/") {
        if (c != '/') {
            part += c;
            continue;
        }
        if (!part.empty() && part.front() != '{') last = part;
        part.clear();
    }
    auto made = slug(last);
    if (made.size() > 2 && made.back() == 's' && made[made.size() - 2] != 's') made.pop_back();
    return made.empty() ? "resource" : made;
}

class drafter {
public:
    drafter(const ordered_json& document, const openapi_operation& what)
        : document_(document), what_(what), schemas_(document, notes_) {}

    tl::expected<drafted_profile, findings> draft() {
        if (!find_operation()) return tl::make_unexpected(std::move(errors_));
        auto& p = profile_;
        p["profile"] = 1;
        p["vendor"] = what_.vendor.empty() ? slug(text_at(document_, "/info/title", "vendor")) : what_.vendor;
        p["resource"] = what_.resource.empty() ? resource_of(what_.path) : what_.resource;
        p["title"] = text_at(*operation_, "/summary",
                             p["vendor"].get<std::string>() + " " + p["resource"].get<std::string>());
        if (operation_->contains("externalDocs"))
            p["documentation"] = text_at(*operation_, "/externalDocs/url", "");
        p["notes"] = "A start from the API's description: look at body, removal, secrets and answers.";
        p["method"] = upper(what_.method);
        p["base_url"] = base_url();
        p["path"] = what_.path;
        put_body();
        if (!errors_.empty()) return tl::make_unexpected(std::move(errors_));
        if (!parameters_.empty()) p["parameters"] = parameters_;
        if (!headers_.empty()) p["headers"] = headers_;
        reorder();
        const auto loaded = load_profile(dump(p).value_or("null"));
        if (!loaded) notes_.insert(notes_.end(), loaded.error().begin(), loaded.error().end());
        return drafted_profile{std::move(p), std::move(notes_)};
    }

private:
    static std::string text_at(const ordered_json& from, const char* at, std::string fallback) {
        const auto p = parse_pointer(at);
        const auto found = resolve(from, *p);
        return found && (*found)->is_string() ? (*found)->get<std::string>() : fallback;
    }

    bool fail(fault code, const std::string& message, std::string path) {
        errors_.push_back({std::string(to_string(code)), "", one_line(message), std::move(path),
                           finding::none, finding::subject::usage});
        return false;
    }

    bool find_operation() {
        const auto paths = document_.find("paths");
        if (!document_.is_object() || paths == document_.end() || !paths->is_object())
            return fail(fault::required_missing, "the document has no \"paths\": is it OpenAPI?",
                        "paths");
        std::vector<std::string> names;
        for (const auto& [name, value] : paths->items()) names.push_back(name);
        const auto found = paths->find(what_.path);
        if (found == paths->end()) {
            const auto meant = nearest(what_.path, names);
            return fail(fault::unknown_member,
                        "the document has no path \"" + what_.path + "\"" +
                            (meant.empty() ? "" : ", did you mean \"" + meant + "\"?"),
                        "path");
        }
        item_ = &*found;
        const auto method = slug(what_.method);
        const bool writes = method == "put" || method == "patch" || method == "post";
        const auto operation = item_->is_object() ? item_->find(method) : item_->end();
        if (!writes || !item_->is_object() || operation == item_->end())
            return fail(fault::unknown_member, "the path has no " + upper(method) + " that changes something",
                        "method");
        operation_ = &*operation;
        return true;
    }

    // The first server; what its address leaves open becomes a parameter with a shell variable.
    std::string base_url() {
        auto url = text_at(document_, "/servers/0/url", "");
        if (url.substr(0, 4) != "http") {
            note("/base_url", "the document names no server: put in the API's address");
            url = "https://api.example.com" + url;
        }
        while (!url.empty() && url.back() == '/') url.pop_back();
        std::string out;
        for (std::size_t at = 0; at < url.size();) {
            const auto close = url[at] == '{' ? url.find('}', at) : std::string::npos;
            if (close == std::string::npos) {
                out += url[at++];
                continue;
            }
            const auto name = url.substr(at + 1, close - at - 1);
            const auto usual = text_at(document_, ("/servers/0/variables/" + name + "/default").c_str(), "");
            at = close + 1;
            if (!usual.empty() && usual.find_first_of("{}") == std::string::npos) {
                out += usual;
                continue;
            }
            out += "{" + name + "}";
            parameters_[name] = {
                {"type", "string"}, {"format", "host"}, {"variable", upper(slug(name, '_'))}};
        }
        return out;
    }

    void put_parameters() {
        std::string query;
        for (const auto* from : {item_, operation_}) {
            const auto all = from->find("parameters");
            if (all == from->end() || !all->is_array()) continue;
            for (const auto& each : *all) put_parameter(schemas_.follow(each), query);
        }
        profile_["path"] = what_.path + query;
        for (const auto& [name, rule] : parameters_.items()) {
            if (what_.path.find("{" + name + "}") != std::string::npos) parameters_[name]["required"] = true;
        }
        const auto variable = upper(slug(profile_["vendor"].get<std::string>(), '_')) + "_TOKEN";
        const bool given = std::any_of(headers_.begin(), headers_.end(), [](const ordered_json& h) {
            return slug(h["name"].get<std::string>()) == "authorization";
        });
        if (given) return;
        ordered_json token = {{"name", "Authorization"}, {"prefix", "Bearer "}, {"variable", variable}};
        headers_.insert(headers_.begin(), std::move(token));
        put_key_header(variable);
    }

    // A key in a header of its own, where the document says so.
    void put_key_header(const std::string& variable) {
        const auto found = resolve(document_, *parse_pointer("/components/securitySchemes"));
        if (!found || !(*found)->is_object()) return;
        for (const auto& [name, scheme] : (*found)->items()) {
            if (text_at(scheme, "/type", "") != "apiKey" || text_at(scheme, "/in", "") != "header") continue;
            const auto header = text_at(scheme, "/name", "");
            const bool bearer = slug(header) == "authorization";
            headers_.front() = {{"name", header}, {"variable", variable}};
            if (bearer) note("/headers/0", "what stands in front of the token (a prefix) is not said");
            return;
        }
    }

    void put_parameter(const ordered_json& from, std::string& query) {
        const auto name = text_at(from, "/name", "");
        const auto place = text_at(from, "/in", "");
        const bool required = from.value("required", false);
        const auto lower = slug(name);
        if (name.empty() || lower == "content-type" || lower == "accept" || place == "cookie") return;
        const auto variable = upper(slug(profile_["vendor"].get<std::string>(), '_')) + "_TOKEN";
        if (place == "header" && lower == "authorization") {
            headers_.push_back({{"name", name}, {"prefix", "Bearer "}, {"variable", variable}});
            return;
        }
        if (place == "query" && !required) return;
        ordered_json rule = ordered_json::object();
        const auto schema = schemas_.follow(from.value("schema", ordered_json::object()));
        const auto type = text_at(schema, "/type", "string");
        rule["type"] = type == "integer" || type == "boolean" ? type : "string";
        if (text_at(schema, "/format", "") == "uuid") rule["format"] = "uuid";
        if (required) rule["required"] = true;
        if (from.contains("description")) rule["description"] = first_line(text_at(from, "/description", ""));
        parameters_[name] = std::move(rule);
        if (place == "query") query += (query.empty() ? "?" : "&") + name + "={" + name + "}";
        if (place == "header") headers_.push_back({{"name", name}, {"parameter", name}});
    }

    static std::string first_line(const std::string& text) {
        std::string out;
        for (const char c : text.substr(0, text.find('\n'))) out += c >= ' ' && c <= '~' ? c : ' ';
        return out;
    }

    // The first JSON type among those that the operation takes.
    const ordered_json* content_of(const ordered_json& from, std::string& type) const {
        const auto content = from.find("content");
        if (content == from.end() || !content->is_object()) return nullptr;
        for (const auto& [name, value] : content->items()) {
            if (name.find("json") == std::string::npos) continue;
            type = name;
            return &value;
        }
        return nullptr;
    }

    const ordered_json* success_schema(const ordered_json& operation) const {
        const auto responses = operation.find("responses");
        if (responses == operation.end() || !responses->is_object()) return nullptr;
        for (const auto& [status, response] : responses->items()) {
            if (status.empty() || status[0] != '2') continue;
            std::string type;
            const auto* content = content_of(schemas_.follow(response), type);
            if (content != nullptr && content->contains("schema")) return &(*content)["schema"];
        }
        return nullptr;
    }

    void put_body() {
        put_parameters();
        std::string type;
        const auto body = operation_->find("requestBody");
        const auto* content = body == operation_->end() ? nullptr : content_of(schemas_.follow(*body), type);
        if (content == nullptr || !content->contains("schema")) {
            fail(fault::required_missing, "the operation takes no JSON body with a schema", "requestBody");
            return;
        }
        if (type != "application/json") profile_["content_type"] = type;
        auto sent = schemas_.flat((*content)["schema"]);
        const bool operations =
            sent.value("type", ordered_json()) == "array" || type.find("json-patch") != std::string::npos;
        const bool merge = type.find("merge-patch") != std::string::npos;
        profile_["body"] = {{"form", operations                     ? "operations"
                                     : merge                        ? "merge_patch"
                                     : upper(what_.method) == "PUT" ? "replace"
                                                                    : "partial"}};
        auto read = read_schema();
        put_members(operations ? read : sent, read);
        put_answers();
    }

    // What a GET of the same path, or the change itself, answers; an envelope of one object is noted.
    ordered_json read_schema() {
        const auto get = item_->find("get");
        const auto* schema = get == item_->end() ? nullptr : success_schema(*get);
        if (schema == nullptr) schema = success_schema(*operation_);
        if (schema == nullptr) return ordered_json::object();
        auto read = schemas_.flat(*schema);
        const auto data = resolve(read, *parse_pointer("/properties/data"));
        if (!data) return read;
        auto inside = schemas_.flat(**data);
        if (!inside.contains("properties")) return read;
        profile_["envelope"] = "data";
        return inside;
    }

    void put_members(const ordered_json& sent, const ordered_json& read) {
        std::vector<std::string> read_only;
        auto members = schemas_.members(sent, "/members", read_only);
        const auto shown = read.find("properties");
        if (shown != read.end() && shown->is_object()) {
            for (const auto& [name, value] : shown->items()) {
                if (!members.contains(name)) read_only.push_back(name);
            }
        }
        std::sort(read_only.begin(), read_only.end());
        read_only.erase(std::unique(read_only.begin(), read_only.end()), read_only.end());
        if (members.empty()) note("/members", "the schema names no members: put them in");
        if (sent.value("additionalProperties", ordered_json(false)) != false) profile_["closed"] = false;
        profile_["members"] = std::move(members);
        if (!read_only.empty()) profile_["read_only"] = read_only;
    }

    void put_answers() {
        ordered_json success = ordered_json::array();
        const auto responses = operation_->find("responses");
        if (responses == operation_->end() || !responses->is_object()) return;
        for (const auto& [status, response] : responses->items()) {
            if (status.size() != 3 || status[0] != '2' || status == "2XX") continue;
            const auto& full = schemas_.follow(response);
            std::string type;
            const bool shows = content_of(full, type) != nullptr;
            const bool there = full.contains("headers") && full["headers"].contains("Location");
            ordered_json one = {{"status", std::stoi(status)},
                                {"gives", shows                      ? "resource"
                                          : there || status == "202" ? "location"
                                                                     : "nothing"}};
            if (shows && profile_.contains("envelope")) one["at"] = "/data";
            success.push_back(std::move(one));
        }
        profile_["answers"] = {
            {"success", success}, {"retry", {{"statuses", {429, 502, 503, 504}}}}, {"renew_token", {401}}};
        if (item_->contains("get")) profile_["answers"]["read_path"] = profile_["path"];
        note("/answers", "how errors look is not read from the document: see docs/profile-format.md");
    }

    void note(std::string path, const std::string& words) {
        notes_.push_back(
            {"look", "", one_line(words), std::move(path), finding::none, finding::subject::profile});
    }

    // The order of the format's own page.
    void reorder() {
        ordered_json out = ordered_json::object();
        for (const auto* name : {"profile", "vendor", "resource", "title", "documentation", "notes", "method",
                                 "base_url", "path", "content_type", "parameters", "headers", "envelope",
                                 "body", "closed", "members", "read_only", "answers"}) {
            if (profile_.contains(name)) out[name] = std::move(profile_[name]);
        }
        profile_ = std::move(out);
    }

    const ordered_json& document_;
    const openapi_operation& what_;
    findings errors_{};
    findings notes_{};
    openapi_schemas schemas_;
    const ordered_json* item_ = nullptr;
    const ordered_json* operation_ = nullptr;
    ordered_json profile_ = ordered_json::object();
    ordered_json parameters_ = ordered_json::object();
    ordered_json headers_ = ordered_json::array();
};

}  // namespace

tl::expected<drafted_profile, findings> draft_profile(const ordered_json& document,
                                                      const openapi_operation& what) {
    return drafter(document, what).draft();
}

}  // namespace emend::adapters
