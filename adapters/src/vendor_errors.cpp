// Error bodies -> vendor_error, members mapped back to where they stand in the resource.

#include "vendor_errors.hpp"

#include <algorithm>

#include "emend/equal.hpp"

#include "paths.hpp"

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
    error_reader(const rules& r, const ordered_json& sent) : rules_(r), sent_(sent) {}

    error_report read(const ordered_json& body) {
        if (body.is_array()) {
            for (const auto& part : body) read_one(part);
        } else {
            read_one(body);
        }
        return std::move(report_);
    }

private:
    void read_one(const ordered_json& body) {
        const auto& rule = rules_.answers.errors;
        const auto before = report_.errors.size();
        for (const auto& list : rule.lists) {
            if (const auto* items = look_up(body, list)) read_list(*items);
        }
        if (report_.reference.empty()) report_.reference = first(body, rule.references);
        const auto message = one_line(first(body, rule.messages));
        if (message.empty() && report_.errors.size() > before) return;
        vendor_error whole{first(body, rule.codes), first(body, rule.types), message, "", finding::none};
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
        if (!sent_.is_array()) return;
        for (std::size_t i = 0; i < sent_.size(); ++i) {
            if (!same_name(text_of(pick(sent_[i], {"path"})), path)) continue;
            if (!same_name(text_of(pick(sent_[i], {"op"})), text_of(pick(operation, {"op"})))) continue;
            made.operation = i;
        }
    }

    // A member as the vendor names it in errors -> pointer: the case may differ, the wrapper may stand in
    // front.
    std::string path_of(std::string name) const {
        if (name.empty()) return "";
        const auto& wrapper = rules_.wrapper;
        if (!wrapper.empty() && name.size() > wrapper.size() && name[wrapper.size()] == '.' &&
            same_name(std::string_view(name).substr(0, wrapper.size()), wrapper)) {
            name.erase(0, wrapper.size() + 1);
        }
        for (const auto& rule : rules_.variants[rules_.default_variant].members.members) {
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
    const ordered_json& sent_;
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

error_report read_errors(const rules& r, const ordered_json& body, const ordered_json& body_sent) {
    return error_reader(r, body_sent).read(body);
}

}  // namespace emend::adapters::detail
