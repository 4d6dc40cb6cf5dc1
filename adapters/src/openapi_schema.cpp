#include "openapi_schema.hpp"

#include <algorithm>

#include "emend/pointer.hpp"

namespace emend::adapters::detail {
namespace {

constexpr std::size_t deepest = 5;  // objects and lists inside each other

bool says(const ordered_json& schema, const char* name) {
    const auto found = schema.find(name);
    return found != schema.end() && found->is_boolean() && found->get<bool>();
}

// "string" of "string", of ["string", "null"], of {"nullable": true}; "" where it is not one type.
std::string type_of(const ordered_json& schema) {
    const auto type = schema.find("type");
    if (type == schema.end()) return schema.contains("properties") ? "object" : "";
    if (type->is_string()) return type->get<std::string>();
    std::string only;
    for (const auto& each : *type) {
        if (each == "null" || !each.is_string()) continue;
        if (!only.empty()) return "";
        only = each.get<std::string>();
    }
    return only;
}

bool takes_null(const ordered_json& schema) {
    const auto type = schema.find("type");
    const bool listed = type != schema.end() && type->is_array() &&
                        std::find(type->begin(), type->end(), "null") != type->end();
    return listed || says(schema, "nullable") || says(schema, "x-nullable") ||
           says(schema, "x-veeam-nullable");
}

bool sounds_secret(const std::string& name, const ordered_json& schema) {
    std::string lower;
    for (const char c : name) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool named =
        lower.find("password") != std::string::npos || lower.find("secret") != std::string::npos;
    return schema.value("format", ordered_json()) == "password" || (named && type_of(schema) == "string");
}

// "a-z\d_" between the brackets of a class -> texts of the format; false where there is more to it.
bool read_class(std::string_view text, ordered_json& into) {
    std::string others;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (static_cast<unsigned char>(c) >= 0x80 || c == '[') return false;
        if (c == '\\') {
            if (++i == text.size()) return false;
            c = text[i];
            if (c == 'd' || c == 'w') into.push_back("0-9");
            if (c == 'w') into.insert(into.end(), {"a-z", "A-Z", "_"});
            if (c == 'd' || c == 'w') continue;
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return false;
        } else if (i + 2 < text.size() && text[i + 1] == '-' && text[i + 2] != '\\' &&
                   text[i] < text[i + 2]) {
            into.push_back(std::string(text.substr(i, 3)));
            i += 2;
            continue;
        }
        others += c;
    }
    if (others.size() == 3 && others[1] == '-') std::swap(others[0], others[1]);  // no range is meant
    if (!others.empty()) into.push_back(others);
    return true;
}

}  // namespace

const ordered_json& openapi_schemas::follow(const ordered_json& value) const {
    const auto* at = &value;
    for (int steps = 0; steps < 16 && at->is_object() && at->contains("$ref"); ++steps) {
        const auto& ref = (*at)["$ref"];
        if (!ref.is_string() || ref.get<std::string>().substr(0, 1) != "#") break;
        const auto p = parse_pointer(ref.get<std::string>().substr(1));
        if (!p) break;
        const auto found = resolve(document_, *p);
        if (!found) break;
        at = *found;
    }
    return *at;
}

ordered_json openapi_schemas::flat(const ordered_json& schema, std::size_t depth) const {
    ordered_json made = follow(schema);
    if (!made.is_object() || depth > deepest) return ordered_json::object();
    const auto merge = [&](const ordered_json& other) {
        for (const auto& [name, value] : other.items()) {
            if (name == "properties" && made.contains(name)) {
                made[name].update(value);
            } else if (name == "required" && made.contains(name) && value.is_array()) {
                for (const auto& each : value) made[name].push_back(each);
            } else if (!made.contains(name)) {
                made[name] = value;
            }
        }
    };
    for (const auto* word : {"allOf", "anyOf", "oneOf"}) {
        const auto found = made.find(word);
        if (found == made.end() || !found->is_array()) continue;
        const ordered_json parts = *found;
        made.erase(word);
        const bool all = std::string_view(word) == "allOf";
        bool taken = false;
        for (const auto& part : parts) {
            const auto inner = flat(part, depth + 1);
            if (inner.value("type", ordered_json()) == "null") {
                made["nullable"] = true;
            } else if (all || !taken) {
                merge(inner);
                taken = true;
            }
        }
    }
    return made;
}

ordered_json openapi_schemas::members(const ordered_json& schema, const std::string& path,
                                      std::vector<std::string>& read_only, std::size_t depth) {
    ordered_json made = ordered_json::object();
    const auto properties = schema.find("properties");
    if (properties == schema.end() || !properties->is_object()) return made;
    const auto required = schema.value("required", ordered_json::array());
    for (const auto& [name, value] : properties->items()) {
        const auto full = flat(value);
        if (says(full, "readOnly")) {
            read_only.push_back(name);
            continue;
        }
        std::string at = path;
        append_token(at, name);
        auto one = rule(name, full, at, depth);
        const bool wanted =
            required.is_array() && std::find(required.begin(), required.end(), name) != required.end();
        if (wanted) one["required"] = true;
        if (wanted && one.contains("nullable")) {
            one.erase("nullable");  // such as .NET's "[Required] string?": null is refused all the same
            notes_.push_back({"look", "", "required and nullable at once: taken as not nullable", at,
                              finding::none, finding::subject::profile});
        }
        made[name] = std::move(one);
    }
    return made;
}

ordered_json openapi_schemas::rule(const std::string& name, const ordered_json& schema,
                                   const std::string& path, std::size_t depth) {
    ordered_json made = ordered_json::object();
    const auto type = type_of(schema);
    const bool known = type == "string" || type == "integer" || type == "number" || type == "boolean" ||
                       type == "array" || type == "object";
    if (known) made["type"] = type;
    if (takes_null(schema)) made["nullable"] = true;
    if (says(schema, "writeOnly") || sounds_secret(name, schema)) made["secret"] = true;
    if (schema.contains("enum") && schema["enum"].is_array()) {
        ordered_json values = ordered_json::array();
        for (const auto& value : schema["enum"]) {
            if (!value.is_null()) values.push_back(value);
        }
        made["enum"] = std::move(values);
    }
    if (type == "string") put_text(schema, path, made);
    if (type == "integer") {
        const auto format = schema.value("format", ordered_json());
        if (format == "int32" || format == "int64") made["format"] = format;
        for (const auto* word : {"minimum", "maximum"}) {
            if (schema.contains(word) && schema[word].is_number_integer()) made[word] = schema[word];
        }
    }
    if (depth >= deepest) return made;
    if (type == "array" && schema.contains("items")) {
        made["items"] = rule("", flat(schema["items"]), path + "/items", depth + 1);
    }
    if (type == "object" && schema.contains("properties")) {
        std::vector<std::string> inner_read_only;
        made["members"] = members(schema, path + "/members", inner_read_only, depth + 1);
        for (const auto& each : inner_read_only) made["members"][each] = {{"read_only", true}};
        if (schema.value("additionalProperties", ordered_json(false)) != false) made["closed"] = false;
    }
    return made;
}

void openapi_schemas::put_text(const ordered_json& schema, const std::string& path, ordered_json& into) {
    const auto format = schema.value("format", ordered_json());
    if (format == "uuid" || format == "email") into["format"] = format;
    for (const auto& [from, to] :
         {std::pair{"minLength", "min_length"}, std::pair{"maxLength", "max_length"}}) {
        if (schema.contains(from) && schema[from].is_number_unsigned()) into[to] = schema[from];
    }
    if (schema.contains("pattern") && schema["pattern"].is_string()) {
        put_pattern(schema["pattern"].get<std::string>(), path, into);
    }
}

// "^[a-z]+$" is a set of characters; anything more a person has to say in the format's words.
void openapi_schemas::put_pattern(const std::string& pattern, const std::string& path, ordered_json& into) {
    std::string_view text = pattern;
    const auto open = text.substr(0, 2) == "^[";
    const auto close = text.rfind(']');
    if (open && close != std::string_view::npos && close > 2) {
        const auto tail = text.substr(close + 1);
        auto inside = text.substr(2, close - 2);
        const bool negated = inside.substr(0, 1) == "^";
        if (negated) inside.remove_prefix(1);
        ordered_json set = ordered_json::array();
        if ((tail == "+$" || tail == "*$") && read_class(inside, set)) {
            into[negated ? "forbidden" : "allowed"] = std::move(set);
            if (tail == "+$" && !into.contains("min_length")) into["min_length"] = 1;
            return;
        }
    }
    notes_.push_back({"look", "",
                      one_line("the pattern " + pattern +
                               " is no set of characters: say it with prefix, forbidden or allowed"),
                      path, finding::none, finding::subject::profile});
}

}  // namespace emend::adapters::detail
