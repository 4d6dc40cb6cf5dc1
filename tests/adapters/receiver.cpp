#include "adapters/receiver.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include "emend/apply.hpp"
#include "emend/document.hpp"
#include "emend/merge.hpp"
#include "emend/pointer.hpp"

namespace emend::adapters::tests {
namespace {

using json = ordered_json;

const json nothing = json::object();

const json& at(const json& of, const char* name) { return of.contains(name) ? of[name] : nothing; }
std::string text(const json& of, const char* name) { return of.value(name, ""); }

const json& inner(const json& rule, const std::string& name) { return at(at(rule, "members"), name.c_str()); }
const json& items(const json& rule) { return at(rule, "items"); }

json* element_of(json& list, const std::string& key, const json& name) {
    for (auto& element : list) {
        if (element.is_object() ? element.contains(key) && element[key] == name : element == name)
            return &element;
    }
    return nullptr;
}

void take_away(json& list, const std::string& key, const json& name) {
    const auto* gone = element_of(list, key, name);
    if (gone == nullptr) throw std::logic_error("no element " + name.dump());
    list.erase(list.begin() + (gone - &list[0]));
}

// ---- Partial objects

void take_delta(json& list, const json& rule, const json& sent) {
    const auto key = text(rule, "key");
    const auto& flag = at(rule, "gone");
    for (auto element : sent) {
        const bool gone = !flag.empty() && element.contains(flag.begin().key()) &&
                          element[flag.begin().key()] == flag.front();
        for (const auto& [name, value] : at(rule, "present").items()) element.erase(name);
        if (gone) {
            take_away(list, key, element[key]);
        } else if (auto* old = element_of(list, key, element[key])) {
            *old = element;
        } else {
            list.push_back(element);
        }
    }
}

void take_map(json& list, const json& rule, const json& sent) {
    const auto key = text(rule, "key");
    const auto member = text(rule, "value");
    for (const auto& [name, value] : sent.items()) {
        if (value.is_null()) {
            take_away(list, key, name);
        } else if (auto* old = element_of(list, key, name)) {
            (*old)[member] = value;
        } else {
            list.push_back({{key, name}, {member, value}});
        }
    }
}

void take_partial(json& resource, const json& members, const json& sent) {
    for (const auto& [name, rule] : members.items()) {
        const auto sent_as = rule.is_object() ? rule.value("send_as", name) : name;
        if (!sent.contains(sent_as)) continue;
        const auto& value = sent[sent_as];
        const auto how = text(rule, "changes");
        if ((how == "map" || how == "elements") && !resource.contains(name)) resource[name] = json::array();
        if (how == "map") {
            take_map(resource[name], rule, value);
        } else if (how == "elements") {
            take_delta(resource[name], rule, value);
        } else {
            resource[name] = value;
        }
    }
}

json replaced(const json& profile, const json& before, const json& sent) {
    auto after = json::object();
    take_partial(after, at(profile, "members"), sent);
    for (const auto& [name, value] : before.items()) {
        const auto& own = at(profile, "read_only");
        const bool servers = std::find(own.begin(), own.end(), name) != own.end() ||
                             inner(profile, name).value("read_only", false);
        if (servers) after[name] = value;
    }
    return after;
}

// ---- Paths

json* reach(json& from, const std::vector<std::string>& tokens) {
    auto* here = &from;
    for (const auto& token : tokens) here = &(*here)[token];
    return here;
}

void drop(json& from, std::vector<std::string> tokens) {
    const auto last = tokens.back();
    tokens.pop_back();
    reach(from, tokens)->erase(last);
}

std::vector<std::string> split(const std::string& path, char by) {
    std::vector<std::string> parts(1);
    bool quoted = false;
    for (const char c : path) {
        if (c == '`') {
            quoted = !quoted;
        } else if (c == by && !quoted) {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

std::string decoded(const std::string& query) {
    std::string out;
    for (std::size_t i = 0; i < query.size(); ++i) {
        if (query[i] != '%') {
            out += query[i];
            continue;
        }
        out += static_cast<char>(std::stoi(query.substr(i + 1, 2), nullptr, 16));
        i += 2;
    }
    return out;
}

// google.aip.dev/134: what the mask names and the body lacks is cleared.
void take_masked(json& resource, const std::string& address, json sent) {
    const auto mask = address.find("?updateMask=");
    if (mask == std::string::npos) throw std::logic_error("no mask in " + address);
    for (const auto& path : split(decoded(address.substr(address.find('=', mask) + 1)), ',')) {
        const auto tokens = split(path, '.');
        const json::json_pointer where(to_string(pointer{tokens}));
        if (sent.contains(where)) {
            *reach(resource, tokens) = sent[where];
        } else {
            drop(resource, tokens);
        }
    }
}

void take_set_unset(json& resource, const json& sent) {
    for (const auto& [path, value] : at(sent, "set").items()) *reach(resource, split(path, '.')) = value;
    for (const auto& path : at(sent, "unset")) drop(resource, split(path, '.'));
}

// ASP.NET sets what an operation names, there or not.
void take_operations(json& resource, const json& sent) {
    for (const auto& operation : sent) {
        const auto where = parse_pointer(operation["path"].get<std::string>()).value();
        if (operation["op"] == "replace") *reach(resource, where.tokens) = operation["value"];
    }
}

// ---- SCIM: RFC 7644 section 3.5.2

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

// ---- Kubernetes' strategic merge

void merge_strategic(json& target, const json& rule, const json& sent);

void merge_list(json& list, const json& rule, const json& sent) {
    const auto key = text(rule, "key");
    if (!list.is_array()) list = json::array();
    for (const auto& element : sent) {
        if (element.is_object() && element.value("$patch", "") == "replace") {
            list = json::array();
            for (const auto& other : sent) {
                if (&other != &element) list.push_back(other);
            }
            return;
        }
    }
    for (const auto& element : sent) {
        if (key.empty()) {
            list.push_back(element);
        } else if (element.value("$patch", "") == "delete") {
            take_away(list, key, element[key]);
        } else if (auto* old = element_of(list, key, element[key])) {
            merge_strategic(*old, items(rule), element);
        } else {
            list.push_back(element);
        }
    }
}

void put_in_order(json& list, const json& rule, const json& order) {
    auto sorted = json::array();
    for (const auto& named : order) {
        const auto key = text(rule, "key");
        if (const auto* element = element_of(list, key, key.empty() ? named : named[key]))
            sorted.push_back(*element);
    }
    if (sorted.size() != list.size()) throw std::logic_error("the order does not name all of " + list.dump());
    list = sorted;
}

void merge_strategic(json& target, const json& rule, const json& sent) {
    if (!target.is_object()) target = json::object();
    if (sent.contains("$retainKeys")) {
        auto kept = json::object();
        for (const auto& name : sent["$retainKeys"]) {
            if (target.contains(name.get<std::string>()))
                kept[name.get<std::string>()] = target[name.get<std::string>()];
        }
        target = kept;
    }
    for (const auto& [name, value] : sent.items()) {
        if (name.rfind("$deleteFromPrimitiveList/", 0) == 0) {
            for (const auto& gone : value) take_away(target[name.substr(name.find('/') + 1)], "", gone);
        }
    }
    for (const auto& [name, value] : sent.items()) {
        if (name[0] == '$') continue;
        const auto& known = inner(rule, name);
        if (value.is_null()) {
            target.erase(name);
        } else if (value.is_array() && text(known, "changes") == "elements") {
            merge_list(target[name], known, value);
        } else if (value.is_object()) {
            merge_strategic(target[name], known, value);
        } else {
            target[name] = value;
        }
    }
    for (const auto& [name, value] : sent.items()) {
        if (name.rfind("$setElementOrder/", 0) != 0) continue;
        const auto list = name.substr(name.find('/') + 1);
        put_in_order(target[list], inner(rule, list), value);
    }
}

// ---- All forms

json unwrapped(const json& body, json sent) {
    const auto wrapper = text(body, "wrapper");
    const auto as = text(body, "wrapped_as");
    if (!wrapper.empty()) {
        json inside = sent[wrapper];
        if (as == "text") inside = json::parse(inside.get<std::string>());
        if (as == "list") inside = json(inside.at(0));
        sent = std::move(inside);
    } else if (sent.is_object()) {
        for (const auto& [name, parameter] : at(body, "beside").items()) sent.erase(name);
    }
    if (sent.is_object()) {
        for (const auto& [name, parameter] : at(body, "inside").items()) sent.erase(name);
    }
    return sent;
}

const json& only_writable(const json& members, std::string& name) {
    for (const auto& [each, rule] : members.items()) {
        if (!rule.value("read_only", false)) name = each;
    }
    return members[name];
}

bool is_keyed(const json& rule) {
    const auto how = text(rule, "changes");
    return how == "elements" || how == "additions" || how == "map";
}

// Whether the absence of a member says what this value of it says.
bool says_nothing(const json& rule, const json& value) {
    const auto how = text(rule, "changes");
    const bool only_changes = how == "elements" || how == "map";
    return value.is_null() || rule.contains("same_as_parameter") || (only_changes && value.empty());
}

json evened_value(const json& rule, const json& value, bool sorts) {
    auto made = value;
    if (value.is_object()) {
        made = json::object();
        for (const auto& [name, member] : value.items()) {
            if (!says_nothing(inner(rule, name), member))
                made[name] = evened_value(inner(rule, name), member, sorts);
        }
    } else if (value.is_array()) {
        for (auto& element : made) element = evened_value(items(rule), element, sorts);
        if (sorts && is_keyed(rule)) std::sort(made.begin(), made.end());
    }
    return made;
}

}  // namespace

ordered_json received(const ordered_json& profile, const request& sent, ordered_json before) {
    const auto& body = profile["body"];
    const auto form = text(body, "form");
    const auto& members = at(profile, "members");
    auto said = unwrapped(body, sent.body);
    if (form == "replace") return replaced(profile, before, said);
    if (form == "value") {
        std::string name;
        static_cast<void>(only_writable(members, name));
        before[name] = said;
    } else if (form == "json_patch") {
        return emend::apply(before, parse_patch(said).value()).value();
    } else if (form == "merge_patch") {
        return merge(before, said).value();
    } else if (form == "partial") {
        take_partial(before, members, said);
    } else if (form == "operations") {
        take_operations(before, said);
    } else if (form == "field_mask") {
        take_masked(before, sent.path, said);
    } else if (form == "set_unset") {
        take_set_unset(before, said);
    } else if (form == "scim") {
        for (const auto& operation : at(said, "Operations")) scim_server(before).take(operation);
    } else if (form == "strategic") {
        merge_strategic(before, profile, said);
    } else {
        throw std::logic_error("no server for " + form);
    }
    return before;
}

ordered_json evened(const ordered_json& profile, const ordered_json& resource) {
    return evened_value(profile, resource, text(profile["body"], "form") != "strategic");
}

}  // namespace emend::adapters::tests
