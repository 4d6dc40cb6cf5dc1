// Exports the generator's patches: right ones, and ones that are nearly right.

#include <algorithm>
#include <utility>

#include "emend/text.hpp"

#include "generate.hpp"
#include "src/json_text.hpp"

namespace emend::cli {
namespace {

tree op_of(std::string_view name, const std::string& path) {
    return object_of({"op", "path"}, {string_of(name), string_of(path)});
}

std::string text_of(const tree* pointer) {
    return pointer != nullptr && pointer->is_string() ? without_quotes(pointer->text) : std::string();
}

}  // namespace

generator::place generator::walk(const tree& document, std::size_t root_percent) {
    place here{{}, &document, nullptr};
    if (dice_.percent(root_percent)) return here;
    while (!here.value->children.empty()) {
        const auto& at = *here.value;
        const auto child = dice_.below(at.children.size());
        here.pointer +=
            at.what == tree::kind::object ? pointer_token(at.names[child]) : "/" + std::to_string(child);
        here.parent = &at;
        here.value = &at.children[child];
        if (dice_.percent(40)) break;
    }
    return here;
}

// A place to add to: mostly new, at times an existing one.
std::string generator::target(const tree& document) {
    auto at = walk(document, 30);
    if (at.value->what == tree::kind::scalar && at.parent != nullptr) {
        at.pointer.erase(at.pointer.rfind('/'));
        at.value = at.parent;
    }
    const auto size = at.value->children.size();
    if (at.value->what == tree::kind::array)
        return at.pointer + (dice_.percent(20) ? "/-" : "/" + std::to_string(dice_.below(size + 1)));
    if (at.value->what == tree::kind::object) return at.pointer + pointer_token(name());
    return at.pointer;
}

tree generator::operation(const tree& document) {
    switch (dice_.below(6)) {
        case 0: {
            auto op = op_of("add", dice_.percent(3) ? "" : target(document));
            op.set("value", value(2));
            return op;
        }
        case 1:
            return op_of("remove", walk(document, 0).pointer);
        case 2: {
            auto op = op_of("replace", walk(document, 3).pointer);
            op.set("value", value(2));
            return op;
        }
        case 3:
        case 4: {
            const std::string_view which = dice_.percent(50) ? "move" : "copy";
            auto op = op_of(which, target(document));
            op.set("from", string_of(walk(document, 2).pointer));
            return op;
        }
        default:
            break;
    }
    const auto at = walk(document, 5);
    auto op = op_of("test", at.pointer);
    op.set("value", respelled(*at.value));
    return op;
}

tree generator::valid_patch(std::string& document) {
    auto patch = array_of({});
    tree now;
    bool is_old = true;
    for (std::size_t tries = 1 + dice_.below(6); tries > 0; --tries) {
        if (std::exchange(is_old, false)) now = read_tree(document, tools_.table);
        auto op = operation(now);
        const auto after = tools_.editor.apply(document, "[" + write(op) + "]");
        if (!after) continue;
        document = *after;
        is_old = true;
        patch.children.push_back(std::move(op));
    }
    return patch;
}

tree generator::broken_patch(std::string document) {
    if (dice_.percent(2)) return value(1);
    auto patch = valid_patch(document);
    if (dice_.percent(60) && patch.children.size() > 1) patch.children.clear();
    const auto now = read_tree(document, tools_.table);
    auto op = operation(now);
    if (write(op).find("\"path\":\"\"") != std::string::npos && dice_.percent(80)) op = operation(now);
    break_operation(op, now);
    // What the root becomes when it is removed is left open: it is no case to differ in.
    const auto removes = text_of(op.find("op"));
    const bool root = (removes == "remove" && op.find("path") != nullptr && text_of(op.find("path")).empty());
    if (!root) patch.children.push_back(std::move(op));
    return patch;
}

void generator::break_operation(tree& op, const tree& document) {
    switch (dice_.below(10)) {
        case 0:
        case 1:
        case 2:
            return break_index(op, document);
        case 3:
            return break_pointer(op);
        case 4:
        case 5:
            return break_members(op);
        case 6: {  // into itself
            const auto from = walk(document, 5);
            op = op_of("move", from.pointer + std::string(dice_.pick({"/0", "/a", "/-", "/a/b", ""})));
            op.set("from", string_of(from.pointer));
            return;
        }
        case 7: {  // a test of something near
            const auto at = walk(document, 5);
            op = op_of("test", at.pointer);
            op.set("value", near(*at.value));
            return;
        }
        case 8: {  // below something that has no children, or beside what is there
            const auto at = walk(document, 0);
            op.set("path",
                   string_of(at.pointer +
                             std::string(dice_.pick({"/a", "/0", "/zz", "/-", "/__proto__/x",
                                                     "/constructor/prototype/x", "/toString", "/length"}))));
            return;
        }
        default:  // no mistake, but members that must be ignored
            op.set(dice_.pick({"comment", "Value", "from ", "xyz"}), value(1));
            return;
    }
}

// A token that is no index, or none of this array, where a pointer goes into an array.
void generator::break_index(tree& op, const tree& document) {
    place at;
    for (int tries = 0; tries < 8; ++tries) {
        at = walk(document, 20);
        if (at.value->what == tree::kind::array) break;
    }
    const auto size = at.value->children.size();
    const auto end = std::to_string(size);
    const auto behind = std::to_string(size + 1);
    const auto token = std::string(dice_.pick({"01",
                                               "00",
                                               "-1",
                                               "+1",
                                               "+0",
                                               "1.0",
                                               "1e0",
                                               " 1",
                                               "1 ",
                                               "1x",
                                               "0x1",
                                               "",
                                               "-",
                                               "length",
                                               "a",
                                               "4294967296",
                                               "4294967297",
                                               "18446744073709551616",
                                               "18446744073709551617",
                                               end,
                                               behind}));
    if (op.find("from") != nullptr && dice_.percent(50)) {
        op.set("from", string_of(at.pointer + "/" + token));
    } else {
        op.set("path", string_of(at.pointer + "/" + token));
    }
}

void generator::break_pointer(tree& op) {
    const std::string which = op.find("from") != nullptr && dice_.percent(50) ? "from" : "path";
    auto pointer = text_of(op.find(which));
    switch (dice_.below(5)) {
        case 0:
            pointer.erase(0, 1);  // a name, where it has a slash no more
            break;
        case 1:
            pointer += "~";
            break;
        case 2:
            pointer += "~2";
            break;
        case 3:
            pointer.insert(0, "#");
            break;
        default:
            pointer.insert(0, dice_.pick({" ", ".", "x"}));
    }
    op.set(which, string_of(pointer));
}

void generator::break_members(tree& op) {
    switch (dice_.below(4)) {
        case 0:
            op.erase(dice_.below(op.children.size()));
            break;
        case 1:
            op.set("op", string_of(dice_.pick({"spam", "Add", "REMOVE", "", "add ", "delete", "_get"})));
            break;
        case 2: {
            const auto which =
                op.find("from") != nullptr ? dice_.pick({"op", "path", "from"}) : dice_.pick({"op", "path"});
            op.set(which, read_tree(dice_.pick({"5", "null", "true", "[]", "{}", "[\"a\"]"})));
            break;
        }
        default:
            op = read_tree(dice_.pick({"1", "null", "\"add\"", "[]", "{}", "[[]]"}));
    }
}

// Another value that careless equality takes for the same.
tree generator::near(const tree& value) {
    auto other = value;
    if (value.what == tree::kind::object) {
        other.set("zz", scalar("null"));
    } else if (value.what == tree::kind::array) {
        if (value.children.empty()) return dice_.percent(50) ? object_of({}, {}) : scalar("null");
        const auto at = dice_.below(value.children.size());
        if (dice_.percent(40)) {
            other.erase(at);
        } else {
            other.children[at] = near(value.children[at]);
        }
    } else if (value.text == "true" || value.text == "1") {
        return scalar(value.text == "1" ? "true" : "1");
    } else if (value.text == "false" || value.text == "0") {
        return scalar(std::string(value.text == "0" ? dice_.pick({"false", "null", "\"\""}) : "0"));
    } else if (value.text == "null") {
        return scalar(std::string(dice_.pick({"0", "false", "\"\"", "\"null\""})));
    } else if (value.is_string()) {
        return string_of(without_quotes(value.text) +
                         std::string(dice_.pick({" ", "\xcc\x81", std::string_view("\0", 1)})));
    } else {
        const bool digits = value.text.find_first_not_of("-0123456789") == std::string::npos;
        return scalar(digits ? value.text + ".0000000000000002" : "\"" + value.text + "\"");
    }
    return other;
}

std::string generator::pointer_into(const tree& document) {
    auto pointer = walk(document, 5).pointer;
    if (dice_.percent(30)) {
        auto op = op_of("test", pointer);
        if (dice_.percent(50)) {
            break_index(op, document);
        } else {
            break_pointer(op);
        }
        pointer = text_of(op.find("path"));
    }
    return pointer;
}

}  // namespace emend::cli
