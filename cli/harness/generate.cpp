// Exports the generator's documents, and make_question().

#include "generate.hpp"

#include <algorithm>
#include <utility>

namespace emend::cli {
namespace {

constexpr int usual_depth = 4;
constexpr std::size_t most_children = 5;

question two(std::string_view verb, std::string_view first, const tree& a, std::string_view second,
             const tree& b) {
    return {std::string(verb), {{std::string(first), write(a)}, {std::string(second), write(b)}}};
}

question make_apply(generator& make) {
    auto document = write(make.document());
    const auto before = document;
    const auto patch = make.dice().percent(60) ? make.valid_patch(document) : make.broken_patch(document);
    return {"apply", {{"doc", before}, {"patch", write(patch)}}};
}

question make_compose(generator& make) {
    auto document = write(make.document());
    const auto before = document;
    auto patches = array_of({});
    for (std::size_t left = 2 + make.dice().below(2); left > 0; --left)
        patches.children.push_back(make.valid_patch(document));
    return {"compose", {{"patches", write(patches)}, {"before", before}}};
}

question make_rebase(generator& make) {
    const auto base = write(make.document());
    auto ours = base;
    auto theirs = base;
    auto patch = make.valid_patch(ours);
    auto over = make.valid_patch(theirs);
    if (make.dice().percent(10)) over = array_of({});
    if (make.dice().percent(10)) patch = array_of({});
    return {"rebase", {{"patch", write(patch)}, {"over", write(over)}, {"base", base}}};
}

question make_merge3(generator& make) {
    const auto base = make.document();
    auto ours = make.edited(base);
    auto theirs = make.edited(base);
    if (make.dice().percent(15)) ours = base;
    if (make.dice().percent(15)) theirs = base;
    return {"merge3", {{"base", write(base)}, {"ours", write(ours)}, {"theirs", write(theirs)}}};
}

question make_pair(std::string_view verb, generator& make) {
    const auto before = make.document();
    const auto after = make.dice().percent(85) ? make.edited(before) : make.document();
    return two(verb, "before", before, "after", after);
}

}  // namespace

std::string generator::name() {
    if (hazards_.odd_names && dice_.percent(60))
        return std::string(dice_.pick({"",
                                       "/",
                                       "~",
                                       "~0",
                                       "~1",
                                       "a/b",
                                       "m~n",
                                       "0",
                                       "1",
                                       "01",
                                       "-",
                                       "q\"q",
                                       "\\",
                                       "\n",
                                       "\t",
                                       std::string_view("a\0b", 3),
                                       "\xc3\xa9",
                                       "e\xcc\x81",
                                       "\xf0\x9f\x98\x80",
                                       " ",
                                       "A",
                                       "__proto__",
                                       "constructor",
                                       "length",
                                       "toString",
                                       "#",
                                       "%41"}));
    return std::string(dice_.pick({"a", "b", "c", "d", "e"}));
}

tree generator::number() {
    if (hazards_.odd_numbers && dice_.percent(60))
        return scalar(std::string(dice_.pick({"9007199254740993",
                                              "9007199254740992",
                                              "9223372036854775807",
                                              "-9223372036854775808",
                                              "18446744073709551615",
                                              "18446744073709551614",
                                              "123456789012345678901234567890",
                                              "123456789012345678901234567891",
                                              "1.0",
                                              "1.10",
                                              "100",
                                              "1e2",
                                              "1E2",
                                              "0.1",
                                              "-0",
                                              "-0.0",
                                              "0.0",
                                              "1e-7",
                                              "1.0000000000000002",
                                              "0.1000000000000000055511151231257827",
                                              "1e300",
                                              "1e400",
                                              "10e399",
                                              "5e-324",
                                              "0.30000000000000004"})));
    return scalar(std::to_string(static_cast<int>(dice_.below(8)) - 1));
}

tree generator::scalar_value() {
    switch (dice_.below(8)) {
        case 0:
            return scalar("null");
        case 1:
            return scalar(std::string(dice_.pick({"true", "false"})));
        case 2:
        case 3:
            if (hazards_.odd_strings)
                return string_of(dice_.pick({"", "\xc3\xa9", "e\xcc\x81", "\xf0\x9f\x98\x80", "\n", "\"",
                                             "\\", "/", std::string_view("x\0y", 3), "\x7f", "\xe2\x80\xa8",
                                             "<b>&", "1", "null", "~1"}));
            return string_of(dice_.pick({"", "x", "y", "xy"}));
        default:
            return number();
    }
}

tree generator::value(int depth) {
    if (depth <= 0 || dice_.percent(45)) return scalar_value();
    const auto size = dice_.below(most_children);
    if (dice_.percent(45)) {
        auto out = array_of({});
        for (std::size_t i = 0; i < size; ++i) out.children.push_back(value(depth - 1));
        return out;
    }
    auto out = object_of({}, {});
    for (std::size_t i = 0; i < size; ++i) {
        const auto called = name();  // before the value: the order decides what the seed makes
        out.set(called, value(depth - 1));
    }
    return out;
}

tree generator::document() {
    if (dice_.percent(4)) return scalar_value();
    auto out = dice_.percent(30) ? array_of({}) : object_of({}, {});
    for (std::size_t left = 1 + dice_.below(most_children); left > 0; --left) {
        auto child = value(usual_depth - 1);
        if (out.what == tree::kind::object) {
            out.set(name(), std::move(child));
        } else {
            out.children.push_back(std::move(child));
        }
    }
    return out;
}

void generator::change(tree& document) {
    auto* at = &document;
    while (!at->children.empty() && dice_.percent(70)) at = &at->children[dice_.below(at->children.size())];
    const bool object = at->what == tree::kind::object;
    const auto size = at->children.size();
    if (at->what == tree::kind::scalar || dice_.percent(10)) {
        *at = value(2);
    } else if (size == 0 || dice_.percent(35)) {
        if (object) {
            const auto called = name();
            at->set(called, value(2));
        } else {
            const auto index = static_cast<std::ptrdiff_t>(dice_.below(size + 1));
            at->children.insert(at->children.begin() + index, value(2));
        }
    } else if (dice_.percent(50)) {
        at->erase(dice_.below(size));
    } else {
        const auto one = dice_.below(size);
        std::swap(at->children[one], at->children[dice_.below(size)]);
    }
}

tree generator::edited(tree base) {
    for (std::size_t left = 1 + dice_.below(4); left > 0; --left) change(base);
    return base;
}

tree generator::respelled(tree value) {
    if (value.what == tree::kind::object && value.children.size() > 1) {
        const auto other = dice_.below(value.children.size());
        std::swap(value.names.front(), value.names[other]);
        std::swap(value.children.front(), value.children[other]);
    }
    const bool integer =
        value.what == tree::kind::scalar && value.text.find_first_not_of("-0123456789") == std::string::npos;
    if (integer && hazards_.odd_numbers && dice_.percent(50)) value.text += dice_.pick({".0", "e0", ".00"});
    for (auto& child : value.children) child = respelled(std::move(child));
    return value;
}

tree generator::merge_patch_for(const tree& base, int depth) {
    if (depth == 0 || dice_.percent(8)) return value(2);
    auto out = object_of({}, {});
    for (std::size_t i = 0; i < base.names.size(); ++i) {
        const auto choice = dice_.below(5);
        if (choice == 0) out.set(base.names[i], scalar("null"));
        if (choice == 1) out.set(base.names[i], value(2));
        if (choice == 2) out.set(base.names[i], merge_patch_for(base.children[i], depth - 1));
    }
    if (dice_.percent(60)) return out;
    const auto called = name();
    out.set(called, dice_.percent(25) ? scalar("null") : value(2));
    return out;
}

question make_question(std::string_view verb, std::uint64_t seed, temper hazards, generator_tools& tools) {
    generator make(seed, hazards, tools);
    if (verb == "apply") return make_apply(make);
    if (verb == "diff" || verb == "merge_diff") return make_pair(verb, make);
    if (verb == "compose") return make_compose(make);
    if (verb == "rebase") return make_rebase(make);
    if (verb == "merge3") return make_merge3(make);
    const auto document = make.document();
    auto text = write(document);
    if (verb == "merge") return two(verb, "doc", document, "merge_patch", make.merge_patch_for(document));
    if (verb == "equal")
        return two(verb, "a", document, "b",
                   make.dice().percent(50) ? make.respelled(document) : make.edited(document));
    if (verb == "get") return two(verb, "doc", document, "pointer", string_of(make.pointer_into(document)));
    if (verb == "validate")
        return {
            "validate",
            {{"patch", write(make.dice().percent(40) ? make.valid_patch(text) : make.broken_patch(text))}}};
    const auto before = text;  // invert
    return {"invert", {{"patch", write(make.valid_patch(text))}, {"before", before}}};
}

}  // namespace emend::cli
