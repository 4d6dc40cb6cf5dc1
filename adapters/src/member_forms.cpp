// Bodies whose members say changes by themselves: partial objects, merge patches and
// strategic merge patches. Recursion follows the rules; what has none is compared by the engine.

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "emend/document.hpp"
#include "emend/merge.hpp"

#include "element_changes.hpp"
#include "forms.hpp"
#include "paths.hpp"
#include "sides.hpp"

namespace emend::adapters::detail {
namespace {

using members_t = ordered_json::object_t;

// The body is new: nothing in it has the name yet.
void append(ordered_json& object, std::string name, ordered_json value) {
    object.get_ptr<members_t*>()->emplace_back(std::move(name), std::move(value));
}

class member_writer {
public:
    member_writer(const rules& r, findings& errors)
        : strategic_(r.form == body_form::strategic),
          merges_(strategic_ || r.form == body_form::merge_patch),
          errors_(errors) {}

    // Adds what says the change; for a list of elements that may be several members, or none.
    void put(ordered_json& into, const std::string& name, const member_rule& rule, const ordered_json* was,
             const ordered_json* is, const std::string& path) {
        if (is == nullptr || is->is_null()) return append(into, name, nullptr);
        const bool both_objects = was != nullptr && was->is_object() && is->is_object();
        const bool both_lists = was != nullptr && was->is_array() && is->is_array();
        if (is->is_object() && goes_in(rule)) {
            const bool by_rule = !rule.inside.members.empty() || rule.changes == changes::retain_keys;
            if (both_objects && by_rule) return put_members(into, name, rule, *was, *is, path);
            if (merges_)
                return put_merged(into, name, both_objects ? *was : ordered_json::object(), *is, path);
        }
        if (is->is_array() && rule.changes == changes::map) return put_map(into, name, rule, was, *is);
        if (is->is_array() && rule.changes == changes::elements) {
            if (!strategic_) return put_delta(into, name, rule, was, *is);
            if (both_lists) return put_strategic(into, name, rule, *was, *is, path);
        }
        append(into, name, without_old_secrets(rule, was, *is));
    }

private:
    static bool goes_in(const member_rule& rule) {
        return rule.changes == changes::members || rule.changes == changes::retain_keys;
    }

    static const member_rule& inner_rule(const member_rule& rule, const std::string& name) {
        const auto* inner = rule.inside.find(name);
        return inner != nullptr ? *inner : rule_of_anything();
    }

    ordered_json members(const member_rule& rule, const ordered_json& was, const ordered_json& is,
                         const std::string& path) {
        ordered_json made = ordered_json::object();
        for (const auto& [name, value] : *is.get_ptr<const members_t*>()) {
            const auto old = was.find(name);
            const auto* before = old == was.end() ? nullptr : &*old;
            if (same(before, &value)) continue;
            const auto& inner = inner_rule(rule, name);
            put(made, inner.send_as.empty() ? name : inner.send_as, inner, before, &value,
                path + member_path(name));
        }
        for (const auto& [name, value] : *was.get_ptr<const members_t*>()) {
            if (is.contains(name) || rule.changes == changes::retain_keys) continue;
            const auto& inner = inner_rule(rule, name);
            append(made, inner.send_as.empty() ? name : inner.send_as, nullptr);
        }
        return made;
    }

    void put_members(ordered_json& into, const std::string& name, const member_rule& rule,
                     const ordered_json& was, const ordered_json& is, const std::string& path) {
        auto made = members(rule, was, is, path);
        const bool fewer = rule.changes == changes::retain_keys && is.size() < was.size();
        if (made.empty() && !fewer) return;
        if (rule.changes == changes::retain_keys) {
            ordered_json stay = ordered_json::array();
            for (const auto& [key, value] : *is.get_ptr<const members_t*>()) stay.push_back(key);
            ordered_json whole = ordered_json::object();
            append(whole, "$retainKeys", std::move(stay));
            whole.update(made);
            made = std::move(whole);
        }
        append(into, name, std::move(made));
    }

    void put_merged(ordered_json& into, const std::string& name, const ordered_json& was,
                    const ordered_json& is, const std::string& path) {
        auto made = merge_diff(was, is);
        if (made) return append(into, name, std::move(*made));
        auto broken = to_finding(made.error());
        broken.code = to_string(fault::op_not_expressible);
        broken.path.insert(0, path);
        broken.about = finding::subject::resource;
        errors_.push_back(std::move(broken));
    }

    // Elements that are new or differ, whole; those taken away by their key and a mark.
    static void put_delta(ordered_json& into, const std::string& name, const member_rule& rule,
                          const ordered_json* was, const ordered_json& is) {
        const element_changes parts(rule, was, is);
        ordered_json list = ordered_json::array();
        const auto put = [&](ordered_json element, const ordered_json& mark) {
            if (mark.is_object()) element.update(mark);
            list.push_back(std::move(element));
        };
        std::vector<const ordered_json*> sent = parts.added;
        for (const auto& each : parts.changed) sent.push_back(each.is);
        std::sort(sent.begin(), sent.end());  // elements of one list: in its order
        for (const auto* element : sent) put(*element, rule.present);
        for (const auto* element : parts.removed) put({{rule.key, element->at(rule.key)}}, rule.gone);
        if (!list.empty()) append(into, name, std::move(list));
    }

    static void put_map(ordered_json& into, const std::string& name, const member_rule& rule,
                        const ordered_json* was, const ordered_json& is) {
        const element_changes parts(rule, was, is);
        ordered_json map = ordered_json::object();
        const auto set = [&](const ordered_json& element, bool gone) {
            const auto& key = element.at(rule.key);
            auto value = gone ? ordered_json() : element.value(rule.map_value, ordered_json());
            append(map, key.is_string() ? key.get<std::string>() : dump(key).value_or(""), std::move(value));
        };
        for (const auto& each : parts.changed) set(*each.is, false);
        for (const auto* element : parts.added) set(*element, false);
        for (const auto* element : parts.removed) set(*element, true);
        if (!map.empty()) append(into, name, std::move(map));
    }

    void put_strategic(ordered_json& into, const std::string& name, const member_rule& rule,
                       const ordered_json& was, const ordered_json& is, const std::string& path) {
        const element_changes parts(rule, &was, is);
        if (rule.key.empty() && parts.unclear && !same_doubles(rule, was, is)) return refuse_doubles(path);
        if (!rule.key.empty() && parts.unclear) return put_replaced(into, name, is);
        ordered_json list = ordered_json::array();
        ordered_json deleted = ordered_json::array();
        if (rule.key.empty()) {
            for (const auto* element : parts.added) list.push_back(*element);
            for (const auto* element : parts.removed) deleted.push_back(*element);
        } else {
            put_elements(list, parts, rule, path);
        }
        if (!parts.added.empty() || parts.reordered) {
            ordered_json order = ordered_json::array();
            for (const auto& element : is) order.push_back(named(rule, element));
            append(into, "$setElementOrder/" + name, std::move(order));
        }
        if (!deleted.empty()) append(into, "$deleteFromPrimitiveList/" + name, std::move(deleted));
        if (!list.empty()) append(into, name, std::move(list));
    }

    static ordered_json named(const member_rule& rule, const ordered_json& element) {
        if (rule.key.empty()) return element;
        return {{rule.key, element.at(rule.key)}};
    }

    void put_elements(ordered_json& list, const element_changes& parts, const member_rule& rule,
                      const std::string& path) {
        const auto& inner = rule.items.empty() ? rule_of_anything() : rule.items.front();
        // The server wants them in the order that it is to keep; elements of one list: in its order.
        std::vector<std::pair<const ordered_json*, const element_changes::pair*>> sent;
        for (const auto* element : parts.added) sent.emplace_back(element, nullptr);
        for (const auto& each : parts.changed) sent.emplace_back(each.is, &each);
        std::sort(sent.begin(), sent.end());
        for (const auto& [element, each] : sent) {
            if (each == nullptr) {
                list.push_back(*element);
                continue;
            }
            ordered_json change = named(rule, *element);
            ordered_json held = ordered_json::object();
            put(held, "", inner, each->was, element, path + "/" + std::to_string(each->index));
            if (!held.empty()) change.update(held.front());
            list.push_back(std::move(change));
        }
        for (const auto* element : parts.removed) {
            ordered_json gone = named(rule, *element);
            append(gone, "$patch", "delete");
            list.push_back(std::move(gone));
        }
    }

    // Elements that cannot be told apart: the whole list, and the word for it.
    static void put_replaced(ordered_json& into, const std::string& name, const ordered_json& is) {
        auto list = is;
        list.push_back({{"$patch", "replace"}});
        append(into, name, std::move(list));
    }

    // There is no such word for a list without a key: the server adds what it lacks, and takes away every
    // element of a value.
    void refuse_doubles(const std::string& path) {
        errors_.push_back({std::string(to_string(fault::op_not_expressible)), "",
                           "\"" + path +
                               "\": the server holds each value of this list once; one that stands "
                               "there several times can stay so or go altogether",
                           path});
    }

    // Whether every value that a list holds several times is as often in the other, or not at all.
    static bool same_doubles(const member_rule& rule, const ordered_json& was, const ordered_json& is) {
        std::map<std::string, std::pair<std::size_t, std::size_t>> counts;
        for (const auto& element : was) ++counts[key_of(rule, element).value_or("")].first;
        for (const auto& element : is) ++counts[key_of(rule, element).value_or("")].second;
        return std::all_of(counts.begin(), counts.end(), [](const auto& entry) {
            const auto [before, now] = entry.second;
            return before == now || now == 0 || (before == 0 && now == 1);
        });
    }

    bool strategic_;
    bool merges_;
    findings& errors_;
};

// The secrets of `value`, wherever the rules have some.
void collect_secrets(const member_rule& rule, const ordered_json& value,
                     std::vector<const ordered_json*>& into) {
    if (rule.secret) {
        if (!value.is_null()) into.push_back(&value);
        return;
    }
    if (!rule.holds_secret) return;
    if (value.is_array() && !rule.items.empty()) {
        for (const auto& element : value) collect_secrets(rule.items.front(), element, into);
    } else if (value.is_object()) {
        for (const auto& inner : rule.inside.members) {
            const auto found = value.find(inner.name);
            if (found != value.end()) collect_secrets(inner, *found, into);
        }
    }
}

void hush(const member_rule& rule, const std::vector<const ordered_json*>& old, ordered_json& value) {
    if (!rule.holds_secret) return;
    if (value.is_array() && !rule.items.empty()) {
        for (auto& element : value) hush(rule.items.front(), old, element);
        return;
    }
    if (!value.is_object()) return;
    for (const auto& inner : rule.inside.members) {
        const auto found = value.find(inner.name);
        if (found == value.end()) continue;
        const bool known =
            inner.secret && std::any_of(old.begin(), old.end(),
                                        [&](const ordered_json* secret) { return same(secret, &*found); });
        if (!known) {
            hush(inner, old, *found);
        } else if (inner.nullable) {
            *found = nullptr;
        } else {
            value.erase(found);
        }
    }
}

// Whether a value that did not change can be said: a list of what changed has no word for it.
bool stands_whole(changes how) {
    return how == changes::whole || how == changes::members || how == changes::additions;
}

}  // namespace

const member_rule& rule_of_anything() {
    static const member_rule rule = [] {
        member_rule made;
        made.nullable = true;
        made.changes = changes::members;
        made.inside.closed = false;
        return made;
    }();
    return rule;
}

ordered_json without_old_secrets(const member_rule& rule, const ordered_json* was,
                                 const ordered_json& value) {
    ordered_json copy = value;
    if (!rule.holds_secret || rule.secret || was == nullptr) return copy;
    std::vector<const ordered_json*> old;
    collect_secrets(rule, *was, old);
    if (!old.empty()) hush(rule, old, copy);
    return copy;
}

shaped say_members(const rules& r, const pieces& all, findings& errors) {
    member_writer writer(r, errors);
    ordered_json body = ordered_json::object();
    for (const auto& each : all) {
        const bool simple =
            each.is != nullptr && each.rule->changes == changes::whole && !each.rule->holds_secret;
        const bool unchanged = !simple && same(each.was, each.is);
        if (simple) {
            append(body, *each.name, std::move(*each.is));
        } else if (unchanged && stands_whole(each.rule->changes)) {
            append(body, *each.name, without_old_secrets(*each.rule, each.was, *each.is));
        } else if (!unchanged) {
            writer.put(body, *each.name, *each.rule, each.was, each.is,
                       member_path(each.rule->name.empty() ? *each.name : each.rule->name));
        }
    }
    const bool nothing = body.empty();
    return {std::move(body), "", nothing};
}

}  // namespace emend::adapters::detail
