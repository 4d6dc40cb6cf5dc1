#include "adapters/receiver.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include "emend/apply.hpp"
#include "emend/document.hpp"
#include "emend/merge.hpp"
#include "emend/pointer.hpp"

#include "adapters/receiver_parts.hpp"

namespace emend::adapters::tests {
namespace {

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
        for (const auto& operation : at(said, "Operations")) take_scim(before, operation);
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
