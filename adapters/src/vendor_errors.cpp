// Error bodies -> vendor_error, members mapped back to where they stand in the resource.

#include "vendor_errors.hpp"

#include <algorithm>

#include "emend/equal.hpp"

#include "paths.hpp"
#include "sides.hpp"

namespace emend::adapters::detail {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

// A vendor may end its lines as it likes; ours are one line each.
std::string one_line(std::string text) {
    std::string out;
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x20) {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

class error_reader {
public:
    error_reader(const rules& r, const asked& what) : rules_(r), what_(what), patch_(what.patch) {
        const auto& envelope = r.envelope;
        if (!patch_ || envelope.empty() || members().find(envelope) != nullptr) return;
        for (auto& operation : *patch_) {  // "/data/phone" is "/phone"
            std::visit(
                [&](auto& o) {
                    strip(o.path, envelope);
                    if constexpr (requires { o.from; }) strip(o.from, envelope);
                },
                operation);
        }
    }

    error_report read(const ordered_json& body) {
        if (body.is_array()) {
            for (const auto& part : body) read_one(part);
        } else {
            read_one(body);
        }
        for (auto& e : report_.errors) {
            if (e.operation == finding::none) blame_caller(e, nullptr);
        }
        return std::move(report_);
    }

private:
    static void strip(pointer& p, const std::string& envelope) {
        if (!p.tokens.empty() && p.tokens.front() == envelope) p.tokens.erase(p.tokens.begin());
    }

    void read_one(const ordered_json& body) {
        const auto& rule = rules_.answers.errors;
        const auto before = report_.errors.size();
        for (const auto& list : rule.lists) {
            if (const auto* items = look_up(body, list)) read_list(*items);
        }
        if (report_.reference.empty()) report_.reference = first(body, rule.references);
        const auto message = one_line(first(body, rule.messages));
        if (message.empty() && report_.errors.size() > before) return;
        vendor_error whole{first(body, rule.codes), first(body, rule.types), message};
        if (whole == vendor_error{}) return;
        report_.errors.insert(report_.errors.begin() + static_cast<std::ptrdiff_t>(before), std::move(whole));
    }

    void read_list(const ordered_json& items) {
        if (items.is_array()) {
            for (const auto& item : items) read_item(item);
        } else if (items.is_object()) {
            for (const auto& [member, messages] : items.items()) say(messages, {"", "", "", path_of(member)});
        }
    }

    void read_item(const ordered_json& item) {
        if (!item.is_object()) return say(item, {});
        const auto& rule = rules_.answers.errors;
        vendor_error made;
        made.code = text_of(pick(item, rule.item_codes));
        made.type = text_of(pick(item, rule.item_types));
        made.path = path_of(text_of(pick(item, rule.item_members)));
        if (const auto* operation = pick(item, rule.item_operations)) blame(*operation, made);
        if (const auto* seconds = pick(item, rule.item_seconds);
            seconds != nullptr && seconds->is_number_unsigned()) {
            report_.retry_after = std::max(report_.retry_after.value_or(0), seconds->get<std::size_t>());
        }
        if (const auto* retryable = pick(item, rule.item_retryable);
            retryable != nullptr && retryable->is_boolean()) {
            report_.retryable = retryable->get<bool>() && report_.retryable.value_or(true);
        }
        const auto* message = pick(item, rule.item_messages);
        if (message == nullptr) return report_.errors.push_back(std::move(made));
        say(*message, std::move(made));
    }

    // A message, or several of them: one error each.
    void say(const ordered_json& messages, vendor_error made) {
        if (!messages.is_array()) {
            made.message = one_line(text_of(&messages));
            return report_.errors.push_back(std::move(made));
        }
        for (const auto& message : messages) {
            made.message = one_line(text_of(&message));
            report_.errors.push_back(made);
        }
    }

    // {"op","path","value"} of what was sent; vendors leave out the slash.
    void blame(const ordered_json& operation, vendor_error& made) const {
        auto path = text_of(pick(operation, {"path"}));
        if (!path.empty() && path.front() != '/') path.insert(path.begin(), '/');
        const auto end = path.find('/', 1);
        if (!path.empty()) {
            made.path = path_of(path.substr(1, end == std::string::npos ? end : end - 1));
            if (end != std::string::npos) made.path += path.substr(end);
        }
        blame_caller(made, pick(operation, {"value"}));
        const auto* sent = sent_operations();
        if (sent == nullptr) return;
        for (std::size_t i = 0; i < sent->size(); ++i) {
            const auto& each = (*sent)[i];
            if (!same_name(text_of(pick(each, {"path"})), path)) continue;
            if (!same_name(text_of(pick(each, {"op"})), text_of(pick(operation, {"op"})))) continue;
            made.sent = i;
            if (same(pick(each, {"value"}), pick(operation, {"value"}))) return;
        }
    }

    // The operations in the body, under whatever wrapper.
    const ordered_json* sent_operations() const {
        const auto& wrapper = rules_.wrapper;
        if (wrapper.empty()) return what_.body.is_array() ? &what_.body : nullptr;
        const auto* inside = pick(what_.body, {wrapper});
        return inside != nullptr && inside->is_array() ? inside : nullptr;
    }

    // The caller's operation: of those that wrote there the last, or the one with the very value.
    void blame_caller(vendor_error& e, const ordered_json* value) const {
        if (!patch_ || e.path.empty()) return;
        findings one(1);
        one.front().path = e.path;
        blame_operations(one, *patch_, members());
        e.operation = one.front().operation;
        if (value == nullptr) return;
        for (std::size_t i = 0; i < patch_->size(); ++i) {
            const auto& operation = (*patch_)[i];
            const auto* own = std::visit(
                [](const auto& o) -> const ordered_json* {
                    if constexpr (requires { o.value; }) {
                        return &o.value;
                    } else {
                        return nullptr;
                    }
                },
                operation);
            const auto path = std::visit([](const auto& o) { return to_string(o.path); }, operation);
            if (same_name(path, e.path) && same(own, value)) e.operation = i;
        }
    }

    const object_rule& members() const { return rules_.variants[rules_.default_variant].members; }

    // A member as the vendor names it in errors -> pointer: the case may differ, the wrapper may stand in
    // front.
    std::string path_of(std::string name) const {
        if (name.empty()) return "";
        const auto& wrapper = rules_.wrapper;
        if (!wrapper.empty() && name.size() > wrapper.size() && name[wrapper.size()] == '.' &&
            same_name(std::string_view(name).substr(0, wrapper.size()), wrapper)) {
            name.erase(0, wrapper.size() + 1);
        }
        for (const auto& rule : members().members) {
            if (same_name(name, rule.send_as) || same_name(name, rule.name)) return member_path(rule.name);
        }
        return member_path(name);
    }

    static const ordered_json* pick(const ordered_json& item, const std::vector<std::string>& names) {
        if (!item.is_object()) return nullptr;
        for (const auto& name : names) {
            const auto found = item.find(name);
            if (found != item.end() && !found->is_null()) return &*found;
        }
        return nullptr;
    }

    static std::string first(const ordered_json& body, const std::vector<pointer>& places) {
        for (const auto& p : places) {
            auto text = text_of(look_up(body, p));
            if (!text.empty()) return text;
        }
        return {};
    }

    const rules& rules_;
    const asked& what_;
    std::optional<ordered_patch> patch_;  ///< the caller's, without the envelope
    error_report report_;
};

}  // namespace

const ordered_json* look_up(const ordered_json& body, const pointer& p) {
    const auto found = resolve(body, p);
    return found ? *found : nullptr;
}

std::string text_of(const ordered_json* value) {
    if (value == nullptr) return {};
    if (value->is_string()) return value->get<std::string>();
    if (value->is_number_unsigned()) return std::to_string(value->get<std::uint64_t>());
    if (value->is_number_integer()) return std::to_string(value->get<std::int64_t>());
    return {};
}

error_report read_errors(const rules& r, const ordered_json& body, const asked& what) {
    return error_reader(r, what).read(body);
}

}  // namespace emend::adapters::detail
