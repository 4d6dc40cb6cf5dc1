// Exports the walks over a question's parts.

#include "parts.hpp"

#include <algorithm>

#include "src/json_text.hpp"

namespace emend::cli {
namespace {

// Calls `use` for each pointer of the operations, and for the one that a get has.
void each_pointer(tree& value, bool in_patch, const std::function<void(tree&)>& use) {
    for (std::size_t i = 0; i < value.children.size(); ++i) {
        const bool named =
            value.what == tree::kind::object && (value.names[i] == "path" || value.names[i] == "from");
        if (in_patch && named && value.children[i].is_string()) use(value.children[i]);
        if (value.what == tree::kind::array) each_pointer(value.children[i], in_patch, use);
    }
}

// Calls `use` for each place that holds a document or a value, not for operations themselves.
void each_value(tree& value, bool in_patch, const std::function<void(tree&)>& use) {
    if (!in_patch) return use(value);
    for (std::size_t i = 0; i < value.children.size(); ++i) {
        if (value.what == tree::kind::array) each_value(value.children[i], true, use);
        if (value.what == tree::kind::object && value.names[i] == "value") use(value.children[i]);
    }
}

void names_in(const tree& value, std::set<std::string>& into) {
    into.insert(value.names.begin(), value.names.end());
    for (const auto& child : value.children) names_in(child, into);
}

}  // namespace

parts take_apart(const question& asked) {
    parts out{asked.verb, {}, {}};
    for (const auto& [name, text] : asked.members) {
        out.names.push_back(name);
        out.values.push_back(read_tree(text));
    }
    return out;
}

question put_together(const parts& of) {
    question out{of.verb, {}};
    for (std::size_t i = 0; i < of.names.size(); ++i)
        out.members.emplace_back(of.names[i], write(of.values[i]));
    return out;
}

bool is_patch_member(std::string_view name) { return name == "patch" || name == "patches" || name == "over"; }

void each_pointer(parts& of, const std::function<void(tree&)>& use) {
    for (std::size_t i = 0; i < of.names.size(); ++i) {
        if (of.names[i] == "pointer" && of.values[i].is_string()) use(of.values[i]);
        if (is_patch_member(of.names[i])) each_pointer(of.values[i], true, use);
    }
}

void each_value(parts& of, const std::function<void(tree&)>& use) {
    for (std::size_t i = 0; i < of.names.size(); ++i)
        if (of.names[i] != "pointer") each_value(of.values[i], is_patch_member(of.names[i]), use);
}

void rename_in(tree& value, const std::string& from, const std::string& to) {
    for (auto& name : value.names)
        if (name == from) name = to;
    for (auto& child : value.children) rename_in(child, from, to);
}

std::string text_of(const tree& pointer) { return without_quotes(pointer.text); }

bool is_index(const std::string& token) {
    return !token.empty() && token.find_first_not_of("0123456789") == std::string::npos;
}

std::set<std::string> names_of(parts& of) {
    std::set<std::string> all;
    each_value(of, [&](tree& value) { names_in(value, all); });
    each_pointer(of, [&](tree& pointer) {
        for (const auto& token : pointer_tokens(text_of(pointer)))
            if (!is_index(token) && token != "-") all.insert(token);
    });
    return all;
}

std::string member_text(const tree& object, std::string_view name) {
    const auto* value = object.find(name);
    return value != nullptr && value->is_string() ? without_quotes(value->text) : std::string(1, '\0');
}

tree& child_of(tree& object, std::string_view name) {
    const auto at = std::find(object.names.begin(), object.names.end(), name) - object.names.begin();
    return object.children[static_cast<std::size_t>(at)];
}

tree* descend(tree& document, const std::string& pointer) {
    tree* at = &document;
    for (const auto& token : pointer_tokens(pointer)) {
        const bool element = at->what == tree::kind::array && is_index(token) && token.size() < 6;
        const auto index = element ? std::stoul(token) : 0;
        if (element ? index >= at->children.size() : at->find(token) == nullptr) return nullptr;
        at = element ? &at->children[index] : &child_of(*at, token);
    }
    return at;
}

void count_values(const tree& value, std::map<std::string, std::size_t>& times) {
    ++times[write(value)];
    for (const auto& child : value.children) count_values(child, times);
}

void replace_value(tree& value, const std::string& text) {
    if (write(value) == text) {
        value = scalar("0");
    } else {
        for (auto& child : value.children) replace_value(child, text);
    }
}

}  // namespace emend::cli
