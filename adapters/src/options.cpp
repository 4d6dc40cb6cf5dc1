// The options of a request: what every profile takes, as far as its form has a use for it.

#include <algorithm>

#include "context.hpp"
#include "formats.hpp"

namespace emend::adapters::detail {
namespace {

class option_reader {
public:
    option_reader(context& made, findings& mistakes) : made_(made), mistakes_(mistakes) {}

    void read(const std::string& name, const ordered_json& value) {
        const auto& r = *made_.rules;
        if (name == "desired") {
            made_.desired_is_complete = choose(name, value, {"complete", "partial"}) != 1;
        } else if (name == "base_url") {
            read_base_url(name, value);
        } else if (name == "mode" && !r.modes.empty()) {
            std::vector<std::string> names;
            for (const auto& m : r.modes) names.push_back(m.name);
            if (const auto i = choose(name, value, names); i < names.size()) made_.sends = r.modes[i].sends;
        } else if (name == "guard" && (r.form == body_form::operations || r.form == body_form::json_patch)) {
            made_.guard = flag(name, value);
        } else if (name == "allow_missing" && r.form == body_form::replace) {
            allow(name, value);
        } else if (name == r.variant_option && !name.empty()) {
            std::vector<std::string> names;
            for (const auto& v : r.variants) names.push_back(v.name);
            if (const auto i = choose(name, value, names); i < names.size())
                made_.members = &r.variants[i].members;
        } else {
            unknown(name);
        }
    }

private:
    void unknown(const std::string& name) {
        std::vector<std::string> names;
        for (const auto& o : profile({std::shared_ptr<void>{}, made_.rules}).options())
            names.push_back(o.name);
        mistakes_.push_back(usage(fault::unknown_member,
                                  "unknown option \"" + name + "\"" + did_you_mean(name, names), name));
    }

    void read_base_url(const std::string& name, const ordered_json& value) {
        made_.base_url = value.is_string() ? value.get<std::string>() : "";
        if (is_base_url(made_.base_url)) return;
        mistakes_.push_back(
            usage(fault::constraint,
                  "option \"" + name +
                      "\": an address such as https://host:8443/prefix is wanted, without user, "
                      "query or last slash",
                  name, "format"));
        made_.base_url.clear();
    }

    std::size_t choose(const std::string& name, const ordered_json& value,
                       const std::vector<std::string>& choices) {
        const std::string text = value.is_string() ? value.get<std::string>() : "";
        const auto found = std::find(choices.begin(), choices.end(), text);
        if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
        std::string words = "option \"" + name + "\": one of";
        for (const auto& c : choices) words += (&c == &choices.front() ? " \"" : ", \"") + c + "\"";
        words += " is wanted";
        if (value.is_string()) words += ", not \"" + text + "\"";
        mistakes_.push_back(usage(fault::constraint, std::move(words), name, "enum"));
        return choices.size();
    }

    bool flag(const std::string& name, const ordered_json& value) {
        if (value.is_boolean()) return value.get<bool>();
        if (value == "true") return true;
        if (value != "false") {
            mistakes_.push_back(
                usage(fault::type_mismatch, "option \"" + name + "\": true or false is wanted", name));
        }
        return false;
    }

    // true, or the names of the members that may be missing: an array, or text with commas
    void allow(const std::string& name, const ordered_json& value) {
        if (value.is_boolean() || value == "true" || value == "false") {
            made_.allow_missing = flag(name, value);
            return;
        }
        std::vector<std::string> names;
        if (value.is_string()) {
            names.emplace_back();
            for (const char c : value.get_ref<const std::string&>()) {
                if (c == ',') {
                    names.emplace_back();
                } else {
                    names.back() += c;
                }
            }
        } else if (value.is_array()) {
            for (const auto& v : value) names.push_back(v.is_string() ? v.get<std::string>() : "");
        }
        for (const auto& member : names) {
            if (made_.members->find(member) != nullptr) continue;
            names.clear();
            break;
        }
        if (names.empty()) {
            mistakes_.push_back(usage(fault::constraint,
                                      "option \"" + name + "\": true, false or names of members is wanted",
                                      name));
        }
        made_.allowed_missing = std::move(names);
    }

    context& made_;
    findings& mistakes_;
};

}  // namespace

finding usage(fault code, const std::string& message, std::string_view name, std::string rule) {
    return {
        std::string(to_string(code)), std::move(rule), one_line(message), std::string(name), finding::none,
        finding::subject::usage};
}

std::string did_you_mean(std::string_view name, const std::vector<std::string>& names) {
    const auto meant = nearest(name, names);
    if (!meant.empty()) return ", did you mean \"" + meant + "\"?";
    std::string all = " (known:";
    for (const auto& n : names) all += " " + n;
    return all + ")";
}

void read_options(context& into, const ordered_json& options, findings& mistakes) {
    if (options.is_null()) return;
    if (!options.is_object()) {
        mistakes.push_back(
            usage(fault::type_mismatch, "the options must be an object: name -> value", "options"));
        return;
    }
    option_reader reader(into, mistakes);
    for (const auto& [name, value] : *options.get_ptr<const ordered_json::object_t*>())
        reader.read(name, value);
}

}  // namespace emend::adapters::detail
