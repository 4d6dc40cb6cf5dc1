// A value against its rule. Recursion follows the rules, never the value.

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "check.hpp"
#include "formats.hpp"
#include "paths.hpp"

namespace emend::adapters::detail {
namespace {

std::string_view words_for(value_type type) {
    switch (type) {
        case value_type::any:
            return "any value";
        case value_type::string:
            return "a string";
        case value_type::integer:
            return "an integer";
        case value_type::number:
            return "a number";
        case value_type::boolean:
            return "true or false";
        case value_type::array:
            return "an array";
        case value_type::object:
            return "an object";
    }
    return "a value";
}

bool has_type(value_type type, const ordered_json& value) {
    switch (type) {
        case value_type::any:
            return true;
        case value_type::string:
            return value.is_string();
        case value_type::integer:
            return value.is_number_integer();
        case value_type::number:
            return value.is_number();
        case value_type::boolean:
            return value.is_boolean();
        case value_type::array:
            return value.is_array();
        case value_type::object:
            return value.is_object();
    }
    return false;
}

bool holds(const condition& c, const context& call, const sides& both) {
    const auto found = call.members->by_name.find(c.member);
    if (found == call.members->by_name.end()) return false;
    const ordered_json* value = both.is[found->second];
    if (c.key.empty()) return same(value, &c.equals);
    if (value == nullptr || !value->is_array()) return false;
    return std::any_of(value->begin(), value->end(), [&](const ordered_json& element) {
        if (!element.is_object()) return false;
        const auto name = element.find(c.key);
        const auto inner = element.find(c.element_member);
        return name != element.end() && name->is_string() && inner != element.end() &&
               std::find(c.elements.begin(), c.elements.end(), name->get_ref<const std::string&>()) !=
                   c.elements.end() &&
               same(&*inner, &c.equals);
    });
}

class value_check {
public:
    value_check(const context& call, const sides& both, reporter& to) : call_(call), both_(both), to_(to) {}

    void check(const member_rule& rule, const ordered_json* was, const ordered_json& is,
               const std::string& path) {
        own_ = same(was, &is);
        secret_ = secret_ || rule.secret;
        if (is.is_null()) {
            if (rule.nullable || rule.type == value_type::any) return;
            return report(fault::null_not_allowed, path, "cannot be null, " + wanted(rule) + " is wanted");
        }
        if (!has_type(rule.type, is)) {
            return report(fault::type_mismatch, path,
                          "must be " + std::string(words_for(rule.type)) + ", not " + is.type_name());
        }
        if (!rule.one_of.empty()) check_enum(rule, is, path);
        if (is.is_string()) check_text(rule, is.get_ref<const std::string&>(), path);
        if (is.is_number_integer()) check_integer(rule, is, path);
        if (is.is_array()) check_array(rule, was, is, path);
        if (is.is_object() && rule.type == value_type::object) check_object(rule, was, is, path);
    }

private:
    void report(fault code, const std::string& path, const std::string& words, std::string rule = {}) {
        to_.report(own_, code, path, "\"" + path + "\" " + words, std::move(rule));
    }

    static std::string wanted(const member_rule& rule) { return std::string(words_for(rule.type)); }

    // Values are quoted short, and a secret never.
    std::string quoted(const std::string& text) const {
        if (secret_) return "(not shown)";
        constexpr std::size_t longest = 60;
        if (text.size() <= longest) return "\"" + text + "\"";
        std::size_t end = longest;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
        return "\"" + text.substr(0, end) + "...\"";
    }

    void check_enum(const member_rule& rule, const ordered_json& is, const std::string& path) {
        const bool listed = std::any_of(rule.one_of.begin(), rule.one_of.end(),
                                        [&](const ordered_json& value) { return same(&value, &is); });
        if (listed) return;
        std::string words = "must be one of";
        for (const auto& value : rule.one_of)
            words += (&value == &rule.one_of.front() ? " " : ", ") + value.dump();
        report(fault::constraint, path, words, "enum");
    }

    void check_text(const member_rule& rule, const std::string& text, const std::string& path) {
        if (text.empty() && rule.empty != when_empty::allowed) {
            if (rule.empty == when_empty::refused) {
                return report(fault::empty_not_allowed, path, "cannot be empty");
            }
            const auto& c = call_.rules->conditions[rule.condition];
            if (holds(c, call_, both_)) return;
            return report(fault::empty_not_allowed, path, "can be empty only when " + c.words);
        }
        check_length(rule, text, path);
        check_pattern(rule, text, path);
        if (!fits(rule.format, text)) {
            report(fault::constraint, path,
                   "must be " + std::string(detail::words_for(rule.format)) + ", not " + quoted(text),
                   "format");
        }
    }

    void check_length(const member_rule& rule, const std::string& text, const std::string& path) {
        if (!rule.min_length && !rule.max_length) return;
        const auto length = length_in(rule.unit, text);
        const std::string unit = rule.unit == length_unit::utf16 ? " UTF-16 units" : " characters";
        if (rule.max_length && length > *rule.max_length) {
            report(fault::constraint, path,
                   "can have at most " + std::to_string(*rule.max_length) + unit + ", not " +
                       std::to_string(length),
                   "max_length");
        }
        if (rule.min_length && length < *rule.min_length) {
            report(fault::constraint, path,
                   "must have at least " + std::to_string(*rule.min_length) + unit + ", not " +
                       std::to_string(length),
                   "min_length");
        }
    }

    void check_pattern(const member_rule& rule, const std::string& text, const std::string& path) {
        const bool right = text.compare(0, rule.prefix.size(), rule.prefix) == 0 &&
                           rule.forbidden.find(text, true) == std::string::npos &&
                           (rule.allowed.empty() || rule.allowed.find(text, false) == std::string::npos);
        if (right) return;
        report(fault::constraint, path, "must have " + rule.pattern_text + ", not be " + quoted(text),
               "pattern");
    }

    void check_integer(const member_rule& rule, const ordered_json& is, const std::string& path) {
        if (rule.type != value_type::integer) return;
        constexpr auto top = std::numeric_limits<std::int64_t>::max();
        const bool huge =
            is.is_number_unsigned() && is.get<std::uint64_t>() > static_cast<std::uint64_t>(top);
        const std::int64_t value = huge ? top : is.get<std::int64_t>();
        const bool wide = value > std::numeric_limits<std::int32_t>::max() ||
                          value < std::numeric_limits<std::int32_t>::min();
        if ((huge && rule.format != value_format::none) || (wide && rule.format == value_format::int32)) {
            report(fault::constraint, path, "must be " + std::string(detail::words_for(rule.format)),
                   "format");
        } else if (rule.minimum && value < *rule.minimum) {
            report(fault::constraint, path, "must be at least " + std::to_string(*rule.minimum), "minimum");
        } else if (rule.maximum && (huge || value > *rule.maximum)) {
            report(fault::constraint, path, "must be at most " + std::to_string(*rule.maximum), "maximum");
        }
    }

    void check_array(const member_rule& rule, const ordered_json* was, const ordered_json& is,
                     const std::string& path) {
        const bool own = own_;
        if (!rule.items.empty()) {
            const partners old(rule, was);
            for (std::size_t i = 0; i < is.size(); ++i) {
                const auto* before = own ? &is[i] : old.of(is, i);
                check(rule.items.front(), before, is[i], path + "/" + std::to_string(i));
            }
        }
        if (!rule.key.empty() && !own) check_names(rule, was, is, path, to_);
        if (!own) check_list(call_, rule, was, is, path, to_);
        own_ = own;
    }

    void check_object(const member_rule& rule, const ordered_json* was, const ordered_json& is,
                      const std::string& path) {
        const bool own = own_;
        const auto before = [&](const std::string& name) -> const ordered_json* {
            if (was == nullptr || !was->is_object()) return nullptr;
            const auto found = was->find(name);
            return found == was->end() ? nullptr : &*found;
        };
        for (const auto& [name, value] : is.items()) {
            std::string at = path;
            append_token(at, name);
            const auto* inner = rule.inside.find(name);
            const auto* old = own ? &value : before(name);
            if (inner == nullptr && rule.inside.closed && !same(old, &value)) {
                own_ = false;
                report(fault::unknown_member, at, "is no member here");
            } else if (inner != nullptr && !check_inner_access(call_, rule, *inner, old, &value, at, to_)) {
                check(*inner, old, value, at);
            }
        }
        own_ = own;
        for (const auto& inner : rule.inside.members) {
            if (is.contains(inner.name)) continue;
            std::string at = path;
            append_token(at, inner.name);
            if (inner.required) {
                report(fault::required_missing, at, "is missing, " + wanted(inner) + " is wanted");
            } else if (!own) {
                static_cast<void>(
                    check_inner_access(call_, rule, inner, before(inner.name), nullptr, at, to_));
            }
        }
    }

    // Finds what an element was before: by name where elements have names, else the element
    // at the same distance from the front or the end.
    class partners {
    public:
        partners(const member_rule& rule, const ordered_json* was)
            : key_(rule.key), was_(was != nullptr && was->is_array() ? was : nullptr) {
            if (was_ == nullptr || key_.empty()) return;
            for (const auto& element : *was_) {
                if (const auto* name = name_of(element)) by_name_.emplace(*name, &element);
            }
        }

        const ordered_json* of(const ordered_json& is, std::size_t i) const {
            if (was_ == nullptr) return nullptr;
            if (!key_.empty()) {
                const auto* name = name_of(is[i]);
                const auto found = name == nullptr ? by_name_.end() : by_name_.find(*name);
                return found == by_name_.end() ? nullptr : found->second;
            }
            const auto behind = is.size() - i;
            const ordered_json* same_front = i < was_->size() ? &(*was_)[i] : nullptr;
            if (same(same_front, &is[i])) return same_front;
            const ordered_json* same_end = behind <= was_->size() ? &(*was_)[was_->size() - behind] : nullptr;
            return same(same_end, &is[i]) ? same_end : same_front;
        }

    private:
        const std::string* name_of(const ordered_json& element) const {
            if (!element.is_object()) return nullptr;
            const auto found = element.find(key_);
            return found != element.end() && found->is_string() ? &found->get_ref<const std::string&>()
                                                                : nullptr;
        }

        const std::string& key_;
        const ordered_json* was_;
        std::unordered_map<std::string_view, const ordered_json*> by_name_{};
    };

    const context& call_;
    const sides& both_;
    reporter& to_;
    bool own_ = false;
    bool secret_ = false;
};

}  // namespace

void check_value(const context& call, const sides& both, const member_rule& rule, const ordered_json* was,
                 const ordered_json& is, const std::string& path, reporter& to) {
    value_check(call, both, to).check(rule, was, is, path);
}

}  // namespace emend::adapters::detail
