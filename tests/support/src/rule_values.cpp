#include "rule_values.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <set>
#include <vector>

#include "formats.hpp"

namespace emend::testing {
namespace {

using adapters::detail::length_in;
using adapters::detail::value_type;
using adapters::detail::when_empty;

std::string uuid() {
    std::string text = "00000000-0000-4000-8000-000000000000";
    for (const std::size_t i : {0U, 10U, 20U, 35U}) text[i] = one_of(std::string("0123456789abcdefABCDEF"));
    return text;
}

// Those that the lengths allow, if any does.
std::string formatted(const member_rule& rule) {
    if (rule.format == value_format::uuid) return uuid();
    const std::vector<std::string> hosts{"h", "h.example", "10.0.0.1", "[::1]"};
    const std::vector<std::string> mails{"a@b", "a@b.example", "o'hara+x@b", "\"q\"@\xc3\xa9.example"};
    const auto& all = rule.format == value_format::host ? hosts : mails;
    auto text = one_of(all);
    if (length_in(rule.unit, text) > rule.max_length.value_or(text.size())) text = all.front();
    while (length_in(rule.unit, text) < rule.min_length.value_or(0)) text.insert(0, "a");
    return text;
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
    for (char c = ' '; usable.empty() && c <= '~'; ++c) {
        if (rule.allowed.has(c) && !rule.forbidden.has(c)) usable.emplace_back(1, c);
    }
    if (usable.empty()) usable.emplace_back("a");
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
    if (rule.format != value_format::none) return formatted(rule);
    const auto pieces = alphabet(rule);
    const auto plain = pieces.front();
    const auto wanted = wanted_length(rule);
    std::string text = wanted == 0 ? "" : rule.prefix;
    auto length = length_in(rule.unit, text);
    const bool varied = wanted < 12;  // a long one is long enough: fewer picks shrink faster
    while (length < wanted) {
        const auto& piece = varied ? one_of(pieces) : pieces[length * 7 % pieces.size()];
        const auto size = length_in(rule.unit, piece);
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
        const bool is_set = rule.key.empty() && rule.changes == changes::elements;
        if (is_set && std::find(list.begin(), list.end(), element) != list.end()) continue;
        if (!servers && !rule.fixed_by.empty()) element.erase(rule.fixed_by);
        list.push_back(std::move(element));
    }
    return list;
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

}  // namespace

bool chance(int percent) { return *gen::inRange(0, 100) >= 100 - percent; }
std::size_t below(std::size_t end) { return *gen::inRange<std::size_t>(0, end); }

std::string text_of(value_format format) {
    member_rule rule;
    rule.format = format;
    return formatted(rule);
}

ordered_json anything() {
    return *gen::element<ordered_json>("x", 0, true, 1.5, ordered_json::array({1, "a"}),
                                       ordered_json::object({{"k", 1}}));
}

// What an open object may hold beside the members that the rules name.
void add_others(ordered_json& object, const object_rule& of, int percent) {
    if (of.closed) return;
    for (const auto* name : {"app", "a b", "m~n/o", "x\"y"}) {
        if (of.find(name) == nullptr && chance(percent))
            object[name] = *gen::element<std::string>("x", "", "\xc3\xa9");
    }
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

}  // namespace emend::testing
