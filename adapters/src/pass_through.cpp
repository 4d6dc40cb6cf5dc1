// The caller's own operations, one by one: order and tests are kept; what the
// vendor does not take is said another way, or refused with the operation's index.

#include <algorithm>
#include <numeric>

#include "emend/apply.hpp"

#include "paths.hpp"
#include "shape.hpp"

namespace emend::adapters::detail {
namespace {

class passer {
public:
    passer(const context& call, const sides& both, reporter& to, findings& errors)
        : call_(call), both_(both), to_(to), errors_(errors), now_(both.whole_before()) {}

    std::optional<ordered_json> run() {
        bool writes = false;
        for (at_ = 0; at_ < both_.patch().size(); ++at_) {
            const auto& operation = both_.patch()[at_];
            if (!apply_in_place(now_, ordered_patch{operation})) break;  // the whole patch was applied before
            const bool test = std::holds_alternative<op::basic_test<ordered_json>>(operation);
            std::visit([this](const auto& o) { emit(o); }, operation);
            writes = writes || !test;
        }
        if (!writes) return std::nullopt;
        return std::move(body_);
    }

    // Of each operation of the body: which of the patch it came from.
    [[nodiscard]] const std::vector<std::size_t>& origins() const { return origins_; }

private:
    void emit(const op::basic_add<ordered_json>& o) { set("add", o.path); }
    void emit(const op::basic_replace<ordered_json>& o) { set("replace", o.path); }
    void emit(const op::remove& o) { gone(o.path); }
    void emit(const op::copy& o) { set("replace", o.path); }

    void emit(const op::move& o) {
        set("replace", o.path);
        if (o.from != o.path) gone(o.from);
    }

    void emit(const op::basic_test<ordered_json>& o) {
        if (o.path.tokens.empty() || list_above(o.path) < o.path.tokens.size()) {
            errors_.push_back(
                {std::string(to_string(fault::op_not_expressible)), "",
                 one_line("operation " + std::to_string(at_) + " at \"" + to_string(o.path) +
                          "\": the vendor can test members, not the whole document or elements of a list"),
                 to_string(o.path), at_, finding::subject::patch});
        } else if (writable(o.path) != nullptr) {
            push("test", o.path, o.value);
        }
    }

    // How many tokens lead to the first list on the way, or all of them.
    std::size_t list_above(const pointer& p) const {
        const ordered_json* value = &now_;
        for (std::size_t i = 0; i < p.tokens.size(); ++i) {
            if (value->is_array()) return i;
            const auto found = value->is_object() ? value->find(p.tokens[i]) : value->end();
            if (!value->is_object() || found == value->end()) break;
            value = &*found;
        }
        return p.tokens.size();
    }

    // The member that the path begins with; what nobody may send is reported.
    const member_rule* writable(const pointer& p) {
        const auto& name = p.tokens.front();
        const auto alias = call_.members->by_alias.find(name);
        const auto* rule = alias == call_.members->by_alias.end() ? call_.members->find(name)
                                                                  : &call_.members->members[alias->second];
        if (rule == nullptr) {
            refuse(fault::unknown_member, p, "is no member of this resource");
        } else if (rule->read_only) {
            refuse(fault::read_only_member, p, "is read-only: only the server sets it");
        } else {
            return rule;
        }
        return nullptr;
    }

    void refuse(fault code, const pointer& p, const std::string& words) {
        const auto path = to_string(p);
        errors_.push_back({std::string(to_string(code)), "", one_line("\"" + path + "\" " + words), path, at_,
                           finding::subject::resource});
    }

    // An index never goes out: the whole list does.
    void set(std::string_view verb, pointer p) {
        const auto* rule = writable(p);
        if (rule == nullptr) return;
        const auto list = list_above(p);
        if (list < p.tokens.size()) {
            p.tokens.resize(list);
            verb = "replace";
        }
        const auto value = resolve(now_, p);
        if (!value) return;
        if (p.tokens.size() == 1) {
            const auto before = errors_.size();
            const auto whole = rule->type == value_type::object ? both_.whole_before().find(rule->name)
                                                                : both_.whole_before().end();
            const auto* was = whole == both_.whole_before().end() ? nullptr : &*whole;
            check_value(call_, both_, *rule, was, **value, member_path(rule->name), to_);
            for (auto i = before; i < errors_.size(); ++i) errors_[i].operation = at_;
        }
        push(verb, p, **value);
    }

    void gone(pointer p) {
        const auto* rule = writable(p);
        if (rule == nullptr) return;
        if (list_above(p) < p.tokens.size()) return set("replace", std::move(p));
        bool secret = false;
        const auto* exact = rule_at(*call_.members, p, secret);
        if (exact != nullptr && exact->nullable) return push("replace", p, nullptr);
        refuse(rule->required ? fault::required_missing : fault::null_not_allowed, p, "cannot be removed");
    }

    // What must be set before another member must not come behind it.
    void keep_order(const pointer& p) {
        bool secret = false;
        auto parent = p;
        parent.tokens.pop_back();
        const auto* outer = rule_at(*call_.members, parent, secret);
        const auto& all = outer != nullptr ? outer->inside : *call_.members;
        for (const auto& rule : all.members) {
            if (std::find(rule.after.begin(), rule.after.end(), p.tokens.back()) == rule.after.end())
                continue;
            auto later = parent;
            later.tokens.push_back(rule.name);
            if (std::find(written_.begin(), written_.end(), later) == written_.end()) continue;
            refuse(fault::op_not_expressible, p, "must be set before \"" + to_string(later) + "\"");
        }
        written_.push_back(p);
    }

    void push(std::string_view verb, pointer p, ordered_json value) {
        if (verb != "test") keep_order(p);
        const auto& name = p.tokens.front();
        if (const auto* rule = call_.members->find(name)) p.tokens.front() = rule->send_as;
        ordered_json made = ordered_json::object();
        made["op"] = verb;
        made["path"] = to_string(p);
        made["value"] = std::move(value);
        body_.push_back(std::move(made));
        origins_.push_back(at_);
    }

    const context& call_;
    const sides& both_;
    reporter& to_;
    findings& errors_;
    ordered_json now_;
    ordered_json body_ = ordered_json::array();
    std::vector<pointer> written_{};
    std::vector<std::size_t> origins_{};
    std::size_t at_ = 0;
};

void rename(const context& call, pointer& p) {
    if (p.tokens.empty()) return;
    if (const auto* rule = call.members->find(p.tokens.front())) p.tokens.front() = rule->send_as;
}

// A vendor that takes any operation gets them as they are.
std::optional<ordered_json> as_they_are(const context& call, const sides& both) {
    auto patch = both.patch();
    bool writes = false;
    for (auto& operation : patch) {
        writes = writes || !written_paths(operation).empty();
        std::visit(
            [&](auto& o) {
                rename(call, o.path);
                if constexpr (requires { o.from; }) rename(call, o.from);
            },
            operation);
    }
    if (!writes) return std::nullopt;
    return to_document(patch);
}

}  // namespace

std::optional<ordered_json> pass_through(const context& call, const sides& both, reporter& to,
                                         findings& errors, explainer* watcher) {
    passer made(call, both, to, errors);
    const bool any = call.rules->form == body_form::json_patch;
    auto body = any ? as_they_are(call, both) : made.run();
    if (watcher == nullptr || !body) return body;
    std::vector<std::size_t> each(any ? body->size() : 0);
    std::iota(each.begin(), each.end(), std::size_t{0});
    watcher->see(*body, any ? std::move(each) : made.origins());
    return body;
}

}  // namespace emend::adapters::detail
