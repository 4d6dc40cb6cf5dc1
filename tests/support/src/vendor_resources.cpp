#include "emend/testing/vendor_resources.hpp"

#include <algorithm>
#include <limits>
#include <ostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "emend/patch.hpp"

#include "formats.hpp"
#include "rules.hpp"

namespace emend::testing {
namespace {

namespace gen = rc::gen;
using adapters::detail::body_form;
using adapters::detail::changes;
using adapters::detail::length_unit;
using adapters::detail::member_rule;
using adapters::detail::object_rule;
using adapters::detail::on_removal;
using adapters::detail::parameter_rule;
using adapters::detail::rules;
using adapters::detail::value_format;
using adapters::detail::value_type;
using adapters::detail::when_empty;

// What follows picks inside of gen::exec; rarely used choices come last, since picks shrink to the first.

bool chance(int percent) { return *gen::inRange(0, 100) >= 100 - percent; }
std::size_t below(std::size_t end) { return *gen::inRange<std::size_t>(0, end); }

template <class All>
const auto& one_of(const All& all) {
    return all[below(std::size(all))];
}

// ---- Values

std::string uuid() {
    std::string text = "00000000-0000-4000-8000-000000000000";
    for (const std::size_t i : {0U, 10U, 20U, 35U}) text[i] = one_of(std::string("0123456789abcdefABCDEF"));
    return text;
}

std::string formatted(value_format format) {
    if (format == value_format::uuid) return uuid();
    if (format == value_format::host) return *gen::element<std::string>("h.example", "10.0.0.1", "[::1]");
    return *gen::element<std::string>("a@b.example", "o'hara+x@b", "\"q\"@\xc3\xa9.example");
}

// Pieces of texts: each a code point, and for some reader not what it seems.
std::vector<std::string> alphabet(const member_rule& rule) {
    std::vector<std::string> usable;
    for (const char* piece :
         {"a", "A", "7", " ", "-", "+", "_", ".",  "\xc3\xa9", "\xf0\x9f\x98\x80", "\"", "\\", "'",
          "$", "<", "&", "=", "%", "~", "/", "\n", "\x7f",     "\xe2\x80\xa8"}) {
        const bool allowed = rule.allowed.empty() || rule.allowed.find(piece, false) == std::string::npos;
        if (allowed && rule.forbidden.find(piece, true) == std::string::npos) usable.emplace_back(piece);
    }
    return usable;
}

std::size_t wanted_length(const member_rule& rule) {
    const bool may_be_empty = rule.empty == when_empty::allowed && rule.prefix.empty();
    const auto least = std::max<std::size_t>(rule.min_length.value_or(0), may_be_empty ? 0 : 1);
    constexpr std::size_t roomy = 40;
    const auto most = std::max(least, rule.max_length.value_or(roomy));
    if (chance(15)) return most;
    return *gen::inRange(least, std::min(most, least + 8) + 1);
}

std::string text_for(const member_rule& rule) {
    if (rule.format != value_format::none) return formatted(rule.format);
    const auto pieces = alphabet(rule);
    const auto plain = pieces.front();
    const auto wanted = wanted_length(rule);
    std::string text = wanted == 0 ? "" : rule.prefix;
    auto length = adapters::detail::length_in(rule.unit, text);
    const bool varied = wanted < 12;  // a long one is long enough: fewer picks shrink faster
    while (length < wanted) {
        const auto& piece = varied ? one_of(pieces) : pieces[length * 7 % pieces.size()];
        const auto size = adapters::detail::length_in(rule.unit, piece);
        text += length + size <= wanted ? piece : plain;
        length += length + size <= wanted ? size : 1;
    }
    return text;
}

ordered_json integer_for(const member_rule& rule) {
    using wide = std::numeric_limits<std::int64_t>;
    using narrow = std::numeric_limits<std::int32_t>;
    const bool small = rule.format == value_format::int32;
    const auto least = rule.minimum.value_or(small ? narrow::min() : wide::min());
    const auto most = rule.maximum.value_or(small ? narrow::max() : wide::max());
    switch (*gen::inRange(0, 4)) {
        case 0:
            return std::clamp<std::int64_t>(*gen::inRange(0, 10), least, most);
        case 1:
            return std::clamp<std::int64_t>(9007199254740993, least, most);
        case 2:
            return most;
        default:
            return least;
    }
}

ordered_json anything() {
    return *gen::element<ordered_json>("x", 0, true, 1.5, ordered_json::array({1, "a"}),
                                       ordered_json::object({{"k", 1}}));
}

ordered_json value_for(const member_rule& rule, bool servers);

// Elements with a key have it, each its own; of several spellings of a name one is used.
ordered_json elements_for(const member_rule& rule, bool servers) {
    auto list = ordered_json::array();
    if (!rule.names.empty()) {
        for (const auto& spellings : rule.names) {
            auto element = value_for(rule.items.front(), servers);
            element[rule.key] = one_of(spellings);
            list.push_back(std::move(element));
        }
        return list;
    }
    std::set<ordered_json> keys;
    const auto wanted = *gen::inRange(0, 4);
    for (int i = 0; i < wanted; ++i) {
        auto element =
            rule.items.empty() ? ordered_json(std::to_string(i)) : value_for(rule.items.front(), servers);
        if (!rule.key.empty()) {
            if (!element.is_object()) element = ordered_json::object();
            if (!element.contains(rule.key)) {
                const auto* key = rule.items.empty() ? nullptr : rule.items.front().inside.find(rule.key);
                element[rule.key] =
                    key == nullptr ? ordered_json(std::to_string(i)) : value_for(*key, servers);
            }
            if (!keys.insert(element[rule.key]).second) continue;
        }
        if (!servers && !rule.fixed_by.empty()) element.erase(rule.fixed_by);
        list.push_back(std::move(element));
    }
    return list;
}

// What an open object may hold beside the members that the rules name.
void add_others(ordered_json& object, const object_rule& of, int percent) {
    if (of.closed) return;
    for (const auto* name : {"app", "a b", "m~n/o", "x\"y"}) {
        if (of.find(name) == nullptr && chance(percent))
            object[name] = *gen::element<std::string>("x", "", "\xc3\xa9");
    }
}

ordered_json object_for(const object_rule& of, bool servers) {
    auto made = ordered_json::object();
    for (const auto& inner : of.members) {
        if (inner.read_only && !servers) continue;
        if (inner.required || chance(40)) made[inner.name] = value_for(inner, servers);
    }
    add_others(made, of, 15);
    return made;
}

// A value that the rule takes, never null. The server's own may hold what a caller may not set.
ordered_json value_for(const member_rule& rule, bool servers) {
    if (!rule.one_of.empty()) return one_of(rule.one_of);
    switch (rule.type) {
        case value_type::any:
            return anything();
        case value_type::string:
            return text_for(rule);
        case value_type::integer:
            return integer_for(rule);
        case value_type::number:
            return *gen::element<ordered_json>(0, 1.5, -2, 9007199254740993, 1e300);
        case value_type::boolean:
            return *gen::arbitrary<bool>();
        case value_type::array:
            return elements_for(rule, servers);
        case value_type::object:
            break;
    }
    return object_for(rule.inside, servers);
}

// ---- The call

ordered_json parameter_value(const parameter_rule& rule) {
    if (rule.type == value_type::integer) return *gen::inRange(1, 100000);
    if (rule.type == value_type::boolean) return *gen::arbitrary<bool>();
    if (rule.format != value_format::none) return formatted(rule.format);
    if (rule.in_header) return *gen::element<std::string>("t", "portal.example.com", "a b\"c");
    return *gen::element<std::string>("7", "bde7f8c2-d063-4a4a-9a8f-c2ea5aff42f3-198", "a/b c",
                                      "\xc3\xa9?&#%2f");
}

const object_rule& members_of(const rules& of, const ordered_json& options) {
    const auto chosen = options.value(of.variant_option, of.variants[of.default_variant].name);
    return std::find_if(of.variants.begin(), of.variants.end(),
                        [&](const auto& v) { return v.name == chosen; })
        ->members;
}

// ---- Edits

class editor {
public:
    editor(const rules& of, const object_rule& members) : rules_(of), members_(members) {}

    void edit(ordered_json& resource) const {
        const auto wanted = *gen::inRange(0, 4);
        for (int i = 0; i < wanted; ++i) edit_member(resource, one_of(members_.members), true);
        add_others(resource, members_, 10);
    }

private:
    [[nodiscard]] bool can_go(const member_rule& rule, bool at_top) const {
        if (rule.required || rule.secret) return false;  // a secret that is absent was not read: no wish
        if (rules_.removal == on_removal::remove) return true;
        if (!at_top) return false;
        return rules_.removal == on_removal::null && rule.nullable;
    }

    void edit_member(ordered_json& object, const member_rule& rule, bool at_top) const {
        if (rule.read_only || rule.immutable || rule.action) return;
        const auto found = object.find(rule.name);
        if (found == object.end()) {
            object[rule.name] = value_for(rule, false);
        } else if (can_go(rule, at_top) && !protects(rule, *found) && chance(20)) {
            object.erase(found);
        } else if (rules_.removal == on_removal::null && rule.nullable && chance(10)) {
            *found = nullptr;
        } else {
            edit_value(*found, rule);
        }
    }

    // Whether something inside may not go.
    [[nodiscard]] static bool protects(const member_rule& rule, const ordered_json& value) {
        if (!value.is_object()) return value.is_array() && !value.empty() && rule.changes != changes::whole;
        return std::any_of(
            rule.inside.members.begin(), rule.inside.members.end(), [&](const member_rule& inner) {
                if (!value.contains(inner.name)) return false;
                return inner.read_only || inner.immutable || protects(inner, value[inner.name]);
            });
    }

    void edit_value(ordered_json& value, const member_rule& rule) const {
        if (value.is_object() && rule.type == value_type::object) return edit_object(value, rule);
        if (value.is_array() && rule.type == value_type::array) return edit_list(value, rule);
        value = value_for(rule, false);
    }

    void edit_object(ordered_json& object, const member_rule& rule) const {
        if (!rule.inside.members.empty()) edit_member(object, one_of(rule.inside.members), false);
        add_others(object, rule.inside, 15);
    }

    void edit_list(ordered_json& list, const member_rule& rule) const {
        const bool grows_only = rule.changes == changes::additions;
        const bool stays_whole =
            rule.changes == changes::elements && rules_.form == body_form::partial && rule.gone.is_null();
        if (!list.empty() && !grows_only && chance(60)) return edit_element(list, rule, !stays_whole);
        if (!rule.names.empty()) return;
        for (auto& element : elements_for(rule, false)) {
            if (!holds(list, rule, element)) list.push_back(std::move(element));
        }
    }

    void edit_element(ordered_json& list, const member_rule& rule, bool may_go) const {
        const auto at = below(list.size());
        auto& element = list[at];
        if (!rule.key.empty() && element.is_object()) {
            const auto name = element.value(rule.key, ordered_json());
            const auto& fixed = rule.immutable_items;
            if (name.is_string() &&
                std::find(fixed.begin(), fixed.end(), name.get<std::string>()) != fixed.end())
                return;
            if (!rule.fixed_by.empty() && element.value(rule.fixed_by, ordered_json()) == true) return;
        }
        if (may_go && rule.names.empty() && chance(30)) {
            list.erase(at);
        } else if (rule.items.empty()) {
            if (element.is_object()) element["note"] = anything();
        } else if (rule.key.empty()) {
            element = value_for(rule.items.front(), false);
        } else if (rule.changes == changes::map) {
            element[rule.map_value] = value_for(*rule.items.front().inside.find(rule.map_value), false);
        } else {
            const auto& inner = one_of(rule.items.front().inside.members);
            if (inner.name != rule.key) edit_member(element, inner, false);
        }
    }

    // Whether the list has the element already, where it may have it only once.
    static bool holds(const ordered_json& list, const member_rule& rule, const ordered_json& element) {
        if (rule.key.empty() && rule.changes != changes::elements) return false;
        return std::any_of(list.begin(), list.end(), [&](const ordered_json& other) {
            if (rule.key.empty()) return other == element;
            return other.is_object() && other.value(rule.key, ordered_json()) == element[rule.key];
        });
    }

    const rules& rules_;
    const object_rule& members_;
};

ordered_json* inside(ordered_json& document, const rules& of) {
    const bool wrapped = !of.envelope.empty() && document.contains(of.envelope);
    return wrapped ? &document[of.envelope] : &document;
}

}  // namespace

rc::Gen<adapters::request_input> vendor_resource(adapters::profile of) {
    return gen::exec([of] {
        const auto& all = of.rules();
        adapters::request_input made;
        for (const auto& parameter : all.parameters) {
            if (parameter.required || chance(30)) made.params[parameter.name] = parameter_value(parameter);
        }
        if (!all.variant_option.empty() && chance(50))
            made.options[all.variant_option] = one_of(all.variants).name;
        if (all.modes.size() > 1 && chance(50)) made.options["mode"] = one_of(all.modes).name;

        auto resource = ordered_json::object();
        const auto& members = members_of(all, made.options);
        for (const auto& rule : members.members) {
            const bool needed = rule.required || (all.form == body_form::replace && !rule.read_only);
            if (!needed && !chance(60)) continue;
            if (!rule.same_as_parameter.empty()) {
                if (made.params.contains(rule.same_as_parameter))
                    resource[rule.name] = made.params[rule.same_as_parameter];
            } else {
                const bool null = rule.nullable && chance(20);
                resource[rule.name] = null ? ordered_json() : value_for(rule, true);
            }
        }
        add_others(resource, members, 15);
        const bool wrapped = !all.envelope.empty() && chance(50);
        made.current =
            wrapped ? ordered_json::object({{all.envelope, std::move(resource)}}) : std::move(resource);
        return made;
    });
}

rc::Gen<ordered_json> edited_resource(adapters::profile of, adapters::request_input read) {
    return gen::exec([of, read] {
        auto wanted = read.current;
        const auto& all = of.rules();
        editor(all, members_of(all, read.options)).edit(*inside(wanted, all));
        return wanted;
    });
}

}  // namespace emend::testing

namespace emend::adapters {

void showValue(const request_input& input, std::ostream& out) {
    ordered_json shown{{"params", input.params}, {"current", input.current}};
    if (input.patch) shown["patch"] = to_document(*input.patch);
    if (input.desired) shown["desired"] = *input.desired;
    shown["options"] = input.options;
    out << shown.dump();
}

}  // namespace emend::adapters
