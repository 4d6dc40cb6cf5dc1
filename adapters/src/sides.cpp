// Current and patch, or current and desired -> both sides, lined up by member.

#include "sides.hpp"

#include <algorithm>

#include "emend/apply.hpp"
#include "emend/document.hpp"
#include "emend/equal.hpp"

#include "paths.hpp"

namespace emend::adapters::detail {
namespace {

using members_t = ordered_json::object_t;

finding patch_finding(fault code, const std::string& message, std::string path, std::size_t operation) {
    return {std::string(to_string(code)), "", one_line(message), std::move(path), operation,
            finding::subject::patch};
}

// Every pointer in an operation.
std::vector<pointer*> all_paths(basic_operation<ordered_json>& operation) {
    return std::visit(
        [](auto& o) -> std::vector<pointer*> {
            if constexpr (requires { o.from; }) {
                return {&o.from, &o.path};
            } else {
                return {&o.path};
            }
        },
        operation);
}

// Whether a message about the value at `path` could quote a secret.
bool shows_secret(const object_rule& members, const std::string& path) {
    bool secret = false;
    const auto p = parse_pointer(path);
    if (p) static_cast<void>(rule_at(members, *p, secret));
    return secret;
}

}  // namespace

bool same(const ordered_json* a, const ordered_json* b) {
    if (a == b) return true;
    return a != nullptr && b != nullptr && equal(*a, *b);
}

std::vector<const pointer*> written_paths(const basic_operation<ordered_json>& operation) {
    if (const auto* m = std::get_if<op::move>(&operation)) return {&m->from, &m->path};
    if (std::holds_alternative<op::basic_test<ordered_json>>(operation)) return {};
    return {std::visit([](const auto& o) { return &o.path; }, operation)};
}

sides::~sides() {
    for (auto* each : {&before_, &after_, &whole_before_}) discard(*each);
}

bool sides::unwrap(ordered_json& document, const std::string& what, findings& errors, bool& wrapped) const {
    const auto& envelope = call_.rules->envelope;
    if (document.is_object() && !envelope.empty() && call_.members->find(envelope) == nullptr) {
        if (auto* inside = find_member(document, envelope); inside != nullptr && inside->is_object()) {
            ordered_json resource = std::move(*inside);
            document = std::move(resource);
            wrapped = true;
        }
    }
    if (document.is_object()) return true;
    errors.push_back({std::string(to_string(fault::type_mismatch)), "",
                      "the " + what + " resource must be an object, not " + document.type_name(), "",
                      finding::none, finding::subject::resource});
    return false;
}

bool sides::evaluate(request_input& input, findings& errors) {
    bool wrapped = false;
    if (!unwrap(input.current, "current", errors, wrapped)) return false;
    if (input.patch) {
        after_ = std::move(input.current);
        patch_ = std::move(*input.patch);
        if (wrapped) strip_envelope();
        if (!apply_patch(errors)) return false;
        line_up_patched();
        return true;
    }
    if (!input.desired) {
        errors.push_back({std::string(to_string(fault::missing_context)), "",
                          "neither a patch nor a desired resource is given", "patch", finding::none,
                          finding::subject::usage});
        return false;
    }
    before_ = std::move(input.current);
    if (!take_desired(std::move(*input.desired), errors)) return false;
    line_up_desired();
    return true;
}

// A patch made between two enveloped documents says "/data/phone".
void sides::strip_envelope() {
    const auto& envelope = call_.rules->envelope;
    for (auto& operation : patch_) {
        for (auto* p : all_paths(operation)) {
            if (p->tokens.empty() || p->tokens.front() != envelope) continue;
            p->tokens.erase(p->tokens.begin());
            whole_envelope_ = whole_envelope_ || p->tokens.empty();
        }
    }
}

void sides::touch(const pointer& p) {
    if (p.tokens.empty()) {
        all_touched_ = true;
    } else if (std::find(touched_.begin(), touched_.end(), p.tokens.front()) == touched_.end()) {
        touched_.push_back(p.tokens.front());
    }
}

void sides::collect_touched() {
    for (auto& operation : patch_) {
        for (const auto* p : written_paths(operation)) touch(*p);
        for (const auto* p : all_paths(operation)) {
            if (p->tokens.empty() || call_.members->find(p->tokens.front()) != nullptr) continue;
            const auto found = call_.members->by_alias.find(p->tokens.front());
            if (found == call_.members->by_alias.end()) continue;
            aliases_.emplace_back(found->first, found->second);
        }
    }
    std::sort(aliases_.begin(), aliases_.end());
    aliases_.erase(std::unique(aliases_.begin(), aliases_.end()), aliases_.end());
    for (const auto& [alias, member] : aliases_) {
        touch(pointer{{alias}});
        touch(pointer{{call_.members->members[member].name}});
    }
}

// An alias stands in the document, with the member's value, while the patch runs.
void sides::add_aliases() {
    for (const auto& [alias, member] : aliases_) {
        if (find_member(after_, alias) != nullptr) continue;
        const auto* value = find_member(after_, call_.members->members[member].name);
        if (value == nullptr) continue;
        ordered_json copy = *value;
        after_.emplace(alias, std::move(copy));
    }
}

bool sides::snapshot(findings& errors) {
    constexpr auto deepest = limits{}.depth;
    const bool whole = all_touched_ || call_.sends == sends::caller_operations;
    const auto too_deep = [&](const ordered_json& value, const std::string& path) {
        if (!deeper_than(value, deepest)) return false;
        errors.push_back(to_finding(
            {errc::too_deep, error::none, path, error::none, "at most " + std::to_string(deepest), "more"}));
        return true;
    };
    if (whole) {
        if (too_deep(after_, "")) return false;
        before_ = after_;
        whole_before_ = before_;
        return true;
    }
    before_ = ordered_json::object();
    for (const auto& name : touched_) {
        const auto* value = find_member(after_, name);
        if (value == nullptr) continue;
        if (too_deep(*value, member_path(name))) return false;
        before_.get_ptr<members_t*>()->emplace_back(name, *value);
    }
    return true;
}

bool sides::apply_patch(findings& errors) {
    if (!refuse_operations(errors)) return false;
    collect_touched();
    if (!snapshot(errors)) return false;
    add_aliases();
    auto applied = emend::apply(std::move(after_), patch_);
    if (!applied) {
        auto& e = applied.error();
        if (shows_secret(*call_.members, e.path)) e.expected = e.actual = "";
        errors.push_back(to_finding(e));
        return false;
    }
    after_ = std::move(*applied);
    if (!after_.is_object()) {
        errors.push_back(patch_finding(
            fault::type_mismatch,
            std::string("the patch turns the resource into ") + after_.type_name() + ", an object is wanted",
            "", patch_.size() - 1));
        return false;
    }
    return resolve_aliases(errors);
}

bool sides::refuse_operations(findings& errors) const {
    const auto before = errors.size();
    const bool operations = call_.rules->form == body_form::operations;
    for (std::size_t i = 0; i < patch_.size(); ++i) {
        for (const auto* p : written_paths(patch_[i])) {
            const bool hole = std::find(p->tokens.begin(), p->tokens.end(), "") != p->tokens.end();
            const bool root = p->tokens.empty() && !(whole_envelope_ && call_.sends == sends::changed);
            if (!operations || (!root && !hole)) continue;
            errors.push_back(patch_finding(fault::op_not_expressible,
                                           "operation " + std::to_string(i) + " at \"" + to_string(*p) +
                                               "\": the vendor has no way to say the whole document or an "
                                               "empty member name; change members one by one",
                                           to_string(*p), i));
        }
        const pointer* from = nullptr;
        if (const auto* m = std::get_if<op::move>(&patch_[i])) from = &m->from;
        if (const auto* c = std::get_if<op::copy>(&patch_[i])) from = &c->from;
        if (from == nullptr || from->tokens.empty()) continue;
        bool secret = false;
        static_cast<void>(rule_at(*call_.members, *from, secret));
        if (!secret) continue;
        errors.push_back(patch_finding(fault::op_not_expressible,
                                       "operation " + std::to_string(i) + " from \"" + to_string(*from) +
                                           "\": a secret that was read is never sent; give the value itself",
                                       to_string(*from), i));
    }
    return errors.size() == before;
}

bool sides::resolve_aliases(findings& errors) {
    for (const auto& [alias, member] : aliases_) {
        const auto& name = call_.members->members[member].name;
        const auto* old = find_member(before_, name);
        const auto* by_alias = find_member(after_, alias);
        const auto* by_name = find_member(after_, name);
        const bool alias_changed = !same(old, by_alias);
        if (alias_changed && !same(old, by_name) && !same(by_alias, by_name)) {
            errors.push_back(
                {std::string(to_string(fault::ambiguous_alias)), "",
                 one_line("\"" + alias + "\" and \"" + name +
                          "\" are two names of one member and get different values: set one of them"),
                 member_path(name), finding::none, finding::subject::resource});
        } else if (alias_changed && by_alias == nullptr) {
            after_.erase(name);
        } else if (alias_changed) {
            ordered_json value = *by_alias;
            after_[name] = std::move(value);
        }
        after_.erase(alias);
    }
    return true;
}

}  // namespace emend::adapters::detail
