// Bodies that name what changes by its path: field masks, {set, unset}, operations, SCIM.
// Recursion follows the rules.

#include "emend/diff.hpp"
#include "emend/document.hpp"

#include "context.hpp"
#include "element_changes.hpp"
#include "forms.hpp"
#include "paths.hpp"
#include "sides.hpp"

namespace emend::adapters::detail {
namespace {

using members_t = ordered_json::object_t;

const std::string& sent_name(const member_rule& rule) {
    return rule.send_as.empty() ? rule.name : rule.send_as;
}

// Calls `say(name, rule, was, is)` for each member that differs, by the name it is sent with: those of the
// rules in their order, then what an open object holds beside them.
template <class Say>
void each_change(const member_rule& rule, const ordered_json& was, const ordered_json& is, Say say) {
    const auto member = [](const ordered_json& object, const std::string& name) {
        const auto found = object.find(name);
        return found == object.end() ? nullptr : &*found;
    };
    const auto one = [&](const std::string& name, const std::string& sent, const member_rule& inner) {
        const auto* before = member(was, name);
        const auto* after = member(is, name);
        if (!same(before, after)) say(sent, inner, before, after);
    };
    for (const auto& inner : rule.inside.members) one(inner.name, sent_name(inner), inner);
    for (const auto& [name, value] : *is.get_ptr<const members_t*>()) {
        if (rule.inside.find(name) == nullptr) one(name, name, rule_of_anything());
    }
    for (const auto& [name, value] : *was.get_ptr<const members_t*>()) {
        if (rule.inside.find(name) == nullptr && !is.contains(name)) one(name, name, rule_of_anything());
    }
}

// Calls `say(path tokens, rule, was, is)` for each change, as deep as the rules go into objects.
template <class Say>
class walker {
public:
    explicit walker(Say say) : say_(std::move(say)) {}

    void walk(const member_rule& rule, const ordered_json* was, const ordered_json* is) {
        const bool deep = rule.changes == changes::members && !rule.inside.members.empty() &&
                          was != nullptr && was->is_object() && is != nullptr && is->is_object();
        if (!deep) return say_(tokens_, rule, was, is);
        each_change(rule, *was, *is, [&](const std::string& name, const auto&... inner) {
            tokens_.push_back(name);
            walk(inner...);
            tokens_.pop_back();
        });
    }

    void start(const piece& each) {
        tokens_.assign(1, *each.name);
        walk(*each.rule, each.was, each.is);
    }

private:
    Say say_;
    std::vector<std::string> tokens_{};
};

std::string joined(const std::vector<std::string>& tokens) {
    std::string path;
    for (const auto& token : tokens) path += (path.empty() ? "" : ".") + token;
    return path;
}

ordered_json operation(std::string_view verb, std::string path, ordered_json value) {
    ordered_json made = ordered_json::object();
    made["op"] = verb;
    made["path"] = std::move(path);
    made["value"] = std::move(value);
    return made;
}

// AIP-161: a field that is no identifier stands between back quotes.
std::string mask_path(const std::vector<std::string>& tokens) {
    std::string path;
    for (const auto& token : tokens) {
        const bool plain =
            token.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") ==
            std::string::npos;
        if (!path.empty()) path += '.';
        path += plain ? token : "`" + token + "`";
    }
    return path;
}

// ---- SCIM

constexpr std::string_view scim_schema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

class scim_writer {
public:
    void start(const piece& each) {
        schema_ = each.name->starts_with("urn:") ? *each.name : "";
        put(*each.name, *each.rule, each.was, each.is);
    }

    [[nodiscard]] ordered_json take() { return std::move(operations_); }

private:
    void put(const std::string& path, const member_rule& rule, const ordered_json* was,
             const ordered_json* is) {
        if (is == nullptr || is->is_null()) return remove(path);
        if (was == nullptr || was->is_null()) return set("add", path, without_old_secrets(rule, was, *is));
        const bool objects = was->is_object() && is->is_object();
        if (objects && rule.changes == changes::members && !rule.inside.members.empty())
            return put_members(path, rule, *was, *is);
        const bool lists = was->is_array() && is->is_array();
        if (lists && rule.changes == changes::elements) return put_elements(path, rule, *was, *is);
        set("replace", path, without_old_secrets(rule, was, *is));
    }

    // A schema's URN ends with ":", an attribute with ".".   RFC 7644 §3.10
    [[nodiscard]] std::string below(const std::string& path, const std::string& name) const {
        return path + (path == schema_ ? ":" : ".") + name;
    }

    void put_members(const std::string& path, const member_rule& rule, const ordered_json& was,
                     const ordered_json& is) {
        each_change(rule, was, is,
                    [&](const std::string& name, const auto&... inner) { put(below(path, name), inner...); });
    }

    // Values of a list are found by a filter, never by an index; their order means nothing.
    void put_elements(const std::string& path, const member_rule& rule, const ordered_json& was,
                      const ordered_json& is) {
        if (is.empty()) return remove(path);
        const element_changes parts(rule, &was, is);
        if (parts.unclear) return set("replace", path, is);
        for (const auto* gone : parts.removed) remove(filtered(path, rule, *gone));
        for (const auto& each : parts.changed) {
            const auto at = filtered(path, rule, *each.is);
            if (rule.items.empty() || rule.items.front().inside.members.empty()) {
                set("replace", at, *each.is);
            } else {
                put_members(at, rule.items.front(), *each.was, *each.is);
            }
        }
        if (parts.added.empty()) return;
        ordered_json values = ordered_json::array();
        for (const auto* element : parts.added) values.push_back(*element);
        set("add", path, std::move(values));
    }

    static std::string filtered(const std::string& path, const member_rule& rule,
                                const ordered_json& element) {
        const auto value = key_of(rule, element).value_or("null");
        return path + "[" + (rule.key.empty() ? std::string("value") : rule.key) + " eq " + value + "]";
    }

    void remove(const std::string& path) { operations_.push_back({{"op", "remove"}, {"path", path}}); }
    void set(std::string_view verb, const std::string& path, ordered_json value) {
        operations_.push_back(operation(verb, path, std::move(value)));
    }

    std::string schema_{};  ///< the extension whose members are being said, if it is one
    ordered_json operations_ = ordered_json::array();
};

}  // namespace

shaped say_operations(const pieces& all) {
    shaped made{ordered_json::array(), "", false};
    walker walk([&](const std::vector<std::string>& tokens, const member_rule& rule, const ordered_json* was,
                    const ordered_json* is) {
        made.body.push_back(operation("replace", to_string(pointer{tokens}),
                                      is == nullptr ? ordered_json() : without_old_secrets(rule, was, *is)));
    });
    for (const auto& each : all) walk.start(each);
    made.nothing = made.body.empty();
    return made;
}

// Member by member, so that no operation ever says the whole resource.
shaped say_json_patch(const pieces& all, bool guarded, findings& errors) {
    ordered_patch patch;
    for (const auto& each : all) {
        const pointer at{{*each.name}};
        const bool tested = guarded && !each.rule->holds_secret;  // a test of an old value would tell it
        if (each.was == nullptr) {
            patch.emplace_back(op::basic_add<ordered_json>{at, *each.is});
            continue;
        }
        if (each.is == nullptr) {
            if (tested) patch.emplace_back(op::basic_test<ordered_json>{at, *each.was});
            patch.emplace_back(op::remove{at});
            continue;
        }
        diff_options options;
        options.tests = tested ? test_mode::old_values : test_mode::none;
        auto inner = diff(*each.was, without_old_secrets(*each.rule, each.was, *each.is), options);
        if (!inner) {
            errors.push_back(to_finding(inner.error()));
            return {};
        }
        for (auto& operation : *inner) {
            std::visit(
                [&](auto& o) {
                    o.path.tokens.insert(o.path.tokens.begin(), *each.name);
                    if constexpr (requires { o.from; })
                        o.from.tokens.insert(o.from.tokens.begin(), *each.name);
                },
                operation);
            patch.push_back(std::move(operation));
        }
    }
    return {to_document(patch), "", patch.empty()};
}

shaped say_field_mask(const rules& r, const pieces& all) {
    shaped made{ordered_json::object(), "", false};
    std::string mask;
    walker walk([&](const std::vector<std::string>& tokens, const member_rule& rule, const ordered_json* was,
                    const ordered_json* is) {
        if (!mask.empty()) mask += ',';
        append_encoded(mask, mask_path(tokens));
        if (is == nullptr || is->is_null()) return;  // in the mask and not in the body: cleared
        auto* at = &made.body;
        for (const auto& token : tokens) at = &(*at)[token];
        *at = without_old_secrets(rule, was, *is);
    });
    for (const auto& each : all) walk.start(each);
    made.nothing = mask.empty();
    made.query = "?" + r.mask + "=" + mask;
    return made;
}

shaped say_set_unset(const pieces& all) {
    ordered_json set = ordered_json::object();
    ordered_json unset = ordered_json::array();
    walker walk([&](const std::vector<std::string>& tokens, const member_rule& rule, const ordered_json* was,
                    const ordered_json* is) {
        if (is == nullptr) {
            unset.push_back(joined(tokens));
        } else {
            set[joined(tokens)] = without_old_secrets(rule, was, *is);
        }
    });
    for (const auto& each : all) walk.start(each);
    shaped made{ordered_json::object(), "", set.empty() && unset.empty()};
    if (!set.empty()) made.body["set"] = std::move(set);
    if (!unset.empty()) made.body["unset"] = std::move(unset);
    return made;
}

shaped say_scim(const pieces& all) {
    scim_writer writer;
    for (const auto& each : all) writer.start(each);
    shaped made{ordered_json::object(), "", false};
    made.body["schemas"] = ordered_json::array({scim_schema});
    made.body["Operations"] = writer.take();
    made.nothing = made.body["Operations"].empty();
    return made;
}

}  // namespace emend::adapters::detail
