#include "member_reader.hpp"

#include <algorithm>

#include "change_reader.hpp"

namespace emend::adapters::detail {
namespace {

constexpr std::size_t deepest = 8;  // objects and arrays inside each other

object_rule read_object(const ordered_json& members, const std::string& path, const member_defaults& defaults,
                        std::size_t depth, findings& mistakes);

// "a-z" is a range; any other text its own characters.
char_set read_set(section& from, std::string_view name, std::string& words) {
    char_set set;
    for (const auto& text : from.texts(name)) {
        words += (words.empty() ? "" : " ") + text;
        if (text.size() == 3 && text[1] == '-' && text[0] < text[2]) {
            set.add_range(text[0], text[2]);
            continue;
        }
        for (const char c : text) {
            if (static_cast<unsigned char>(c) >= 0x80) {
                from.mistake(name, fault::constraint, "only ASCII characters can be listed");
                return set;
            }
            set.add(c);
        }
    }
    return set;
}

void read_pattern(section& from, member_rule& rule) {
    rule.prefix = from.text("prefix");
    std::string forbidden;
    std::string allowed;
    rule.forbidden = read_set(from, "forbidden", forbidden);
    rule.allowed = read_set(from, "allowed", allowed);
    if (!rule.prefix.empty()) rule.pattern_text = "\"" + rule.prefix + "\" in front";
    const auto also = [&rule] { return rule.pattern_text.empty() ? "" : " and "; };
    if (!forbidden.empty()) rule.pattern_text += also() + ("none of the characters " + forbidden);
    if (!allowed.empty()) rule.pattern_text += also() + ("only the characters " + allowed);
}

void read_empty(section& from, const member_defaults& defaults, member_rule& rule) {
    const auto* value = from.any("empty");
    if (value == nullptr) return;
    if (value->is_string() && *value == "refused") {
        rule.empty = when_empty::refused;
        return;
    }
    if (value->is_string() && *value == "allowed") return;
    if (!value->is_object()) {
        return from.mistake("empty", fault::constraint,
                            R"("allowed", "refused" or {"when": CONDITION} is wanted)");
    }
    section inner(*value, from.path_of("empty"), from.mistakes());
    const auto name = inner.needed_text("when");
    inner.finish();
    const auto& all = *defaults.conditions;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const condition& c) { return c.name == name; });
    if (found == all.end()) {
        return inner.mistake("when", fault::unknown_member, "no condition has the name \"" + name + "\"");
    }
    rule.empty = when_empty::conditional;
    rule.condition = static_cast<std::size_t>(found - all.begin());
}

void read_text_rules(section& from, const member_defaults& defaults, member_rule& rule) {
    rule.min_length = from.count("min_length");
    rule.max_length = from.count("max_length");
    if (rule.min_length && rule.max_length && *rule.min_length > *rule.max_length) {
        from.mistake("min_length", fault::constraint, "at most max_length is wanted");
    }
    rule.unit = static_cast<length_unit>(
        from.choice("length_unit", {"code_points", "utf16"}, static_cast<std::size_t>(defaults.unit)));
    read_pattern(from, rule);
    read_empty(from, defaults, rule);
}

void read_immutable(section& from, member_rule& rule) {
    const auto* value = from.any("immutable");
    if (value == nullptr) return;
    if (value->is_boolean()) {
        rule.immutable = value->get<bool>();
        return;
    }
    if (!value->is_object()) {
        return from.mistake("immutable", fault::type_mismatch,
                            R"(true, false or {"except": [VALUES]} is wanted)");
    }
    rule.immutable = true;
    section inner(*value, from.path_of("immutable"), from.mistakes());
    if (const auto* except = inner.array("except")) {
        rule.immutable_except.assign(except->begin(), except->end());
    }
    inner.finish();
}

void read_names(section& from, member_rule& rule) {
    const auto* names = from.array("names");
    if (names == nullptr) return;
    for (const auto& group : *names) {
        const bool texts =
            group.is_array() &&
            std::all_of(group.begin(), group.end(), [](const ordered_json& v) { return v.is_string(); });
        if (group.is_string()) {
            rule.names.push_back({group.get<std::string>()});
        } else if (texts) {
            rule.names.push_back(group.get<std::vector<std::string>>());
        } else {
            from.mistake("names", fault::type_mismatch,
                         "names, or arrays of names that mean the same, are wanted");
        }
    }
}

member_rule read_member(const std::string& name, const ordered_json& value, const std::string& path,
                        const member_defaults& defaults, std::size_t depth, findings& mistakes);

void read_array(section& from, const member_defaults& defaults, std::size_t depth, member_rule& rule) {
    rule.key = from.text("key");
    read_names(from, rule);
    rule.immutable_items = from.texts("immutable_items");
    if (rule.key.empty() && (!rule.names.empty() || !rule.immutable_items.empty())) {
        from.mistake("key", fault::required_missing,
                     "names and immutable_items need the member that names an element");
    }
    if (const auto* items = from.any("items")) {
        rule.items.push_back(
            read_member("", *items, from.path_of("items"), defaults, depth + 1, from.mistakes()));
    }
}

void read_typed(section& from, const member_defaults& defaults, std::size_t depth, member_rule& rule) {
    if (rule.type == value_type::string) read_text_rules(from, defaults, rule);
    if (rule.type == value_type::integer) {
        rule.minimum = from.integer("minimum");
        rule.maximum = from.integer("maximum");
    }
    if (const auto* values = from.array("enum")) rule.one_of.assign(values->begin(), values->end());
    if (rule.type == value_type::array) read_array(from, defaults, depth, rule);
    if (rule.type == value_type::object) {
        const auto* members = from.object("members");
        const bool closed = from.flag("closed", members != nullptr && defaults.closed);
        if (members != nullptr) {
            rule.inside =
                read_object(*members, from.path_of("members"), defaults, depth + 1, from.mistakes());
        }
        rule.inside.closed = closed;
    }
}

void read_access(section& from, const member_defaults& defaults, member_rule& rule) {
    rule.required = from.flag("required");
    rule.always = from.flag("always", rule.required);
    rule.read_only = from.flag("read_only");
    rule.nullable = from.flag("nullable");
    rule.secret = from.flag("secret");
    read_immutable(from, rule);
    rule.same_as_parameter = from.text("same_as_parameter");
    const auto& known = defaults.parameters;
    if (!rule.same_as_parameter.empty() &&
        std::find(known.begin(), known.end(), rule.same_as_parameter) == known.end()) {
        from.mistake("same_as_parameter", fault::unknown_member, "no parameter has this name");
    }
    if (rule.required && rule.nullable) {
        from.mistake("nullable", fault::constraint,
                     "a required member cannot be cleared: leave one of the two out");
    }
}

member_rule read_member(const std::string& name, const ordered_json& value, const std::string& path,
                        const member_defaults& defaults, std::size_t depth, findings& mistakes) {
    member_rule rule;
    rule.name = name;
    section from(value, path, mistakes);
    if (depth > deepest) {
        from.mistake("", fault::constraint,
                     "at most " + std::to_string(deepest) + " rules inside each other");
        return rule;
    }
    rule.type = static_cast<value_type>(
        from.choice("type", {"any", "string", "integer", "number", "boolean", "array", "object"}));
    rule.format =
        static_cast<value_format>(from.choice("format", {"none", "uuid", "email", "host", "int32", "int64"}));
    rule.send_as = from.text("send_as", name);
    static_cast<void>(from.text("description"));
    static_cast<void>(from.texts("aliases"));  // read_object() takes them
    read_access(from, defaults, rule);
    read_typed(from, defaults, depth, rule);
    read_changes(from, defaults, rule);
    from.finish();
    return rule;
}

// Other names of a member: its name in the request, and what the profile lists.
void add_aliases(object_rule& into, const ordered_json& value, const std::string& path, findings& mistakes) {
    const auto& rule = into.members.back();
    findings told;  // read_member() has noted a wrong type already
    section from(value, path, told);
    auto aliases = from.texts("aliases");
    if (rule.send_as != rule.name) aliases.push_back(rule.send_as);
    for (auto& alias : aliases) {
        if (into.by_alias.emplace(alias, into.members.size() - 1).second) continue;
        section(value, path, mistakes)
            .mistake("aliases", fault::ambiguous_alias, "\"" + alias + "\" is taken");
    }
}

object_rule read_object(const ordered_json& members, const std::string& path, const member_defaults& defaults,
                        std::size_t depth, findings& mistakes) {
    object_rule made;
    made.closed = defaults.closed;
    for (const auto& [name, value] : members.items()) {
        std::string at = path;
        append_token(at, name);
        made.members.push_back(read_member(name, value, at, defaults, depth, mistakes));
        made.by_name.emplace(name, made.members.size() - 1);
        if (value.is_object()) add_aliases(made, value, at, mistakes);
    }
    check_order(made, path, mistakes);
    return made;
}

}  // namespace

object_rule read_members(const ordered_json& members, const std::string& path,
                         const member_defaults& defaults, findings& mistakes) {
    return read_object(members, path, defaults, 0, mistakes);
}

void add_read_only(object_rule& into, const std::vector<std::string>& names, section& from) {
    for (const auto& name : names) {
        if (!into.by_name.emplace(name, into.members.size()).second) {
            from.mistake("read_only", fault::constraint, "\"" + name + "\" stands under members already");
            continue;
        }
        member_rule rule;
        rule.name = rule.send_as = name;
        rule.read_only = true;
        into.members.push_back(std::move(rule));
    }
}

}  // namespace emend::adapters::detail
