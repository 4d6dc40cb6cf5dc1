// Exports smaller() and weight_of(): the steps by which a case is made small.

#include <algorithm>
#include <functional>
#include <utility>

#include "disagreement.hpp"
#include "src/json_text.hpp"
#include "tree.hpp"

namespace emend::cli {
namespace {

// A question as trees.
struct parts {
    std::string verb{};
    std::vector<std::string> names{};
    std::vector<tree> values{};
};

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

// Calls `use` for each pointer of the operations, and for the one that a get has.
void each_pointer(tree& value, bool in_patch, const std::function<void(tree&)>& use) {
    for (std::size_t i = 0; i < value.children.size(); ++i) {
        const bool named =
            value.what == tree::kind::object && (value.names[i] == "path" || value.names[i] == "from");
        if (in_patch && named && value.children[i].is_string()) use(value.children[i]);
        if (value.what == tree::kind::array) each_pointer(value.children[i], in_patch, use);
    }
}

void each_pointer(parts& of, const std::function<void(tree&)>& use) {
    for (std::size_t i = 0; i < of.names.size(); ++i) {
        if (of.names[i] == "pointer" && of.values[i].is_string()) use(of.values[i]);
        if (is_patch_member(of.names[i])) each_pointer(of.values[i], true, use);
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

void each_value(parts& of, const std::function<void(tree&)>& use) {
    for (std::size_t i = 0; i < of.names.size(); ++i)
        if (of.names[i] != "pointer") each_value(of.values[i], is_patch_member(of.names[i]), use);
}

void rename_in(tree& value, const std::string& from, const std::string& to) {
    for (auto& name : value.names)
        if (name == from) name = to;
    for (auto& child : value.children) rename_in(child, from, to);
}

void names_in(const tree& value, std::set<std::string>& into) {
    into.insert(value.names.begin(), value.names.end());
    for (const auto& child : value.children) names_in(child, into);
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

class step_maker {
public:
    explicit step_maker(const question& asked) : of_(take_apart(asked)) {}

    std::vector<question> all() {
        if (of_.verb == "equal") narrow_both();
        peel();
        for (std::size_t i = 0; i < of_.names.size(); ++i) shorten(of_.values[i]);
        plain_names();
        for (std::size_t i = 0; i < of_.names.size(); ++i)
            if (of_.names[i] != "pointer")
                each_value(of_.values[i], is_patch_member(of_.names[i]),
                           [this](tree& value) { simplify(value); });
        shorten_pointers();
        return std::move(out_);
    }

private:
    void offer() { out_.push_back(put_together(of_)); }

    // Offers the case with another value at one place.
    void offer_with(tree& place, tree other) {
        std::swap(place, other);
        offer();
        std::swap(place, other);
    }

    // Two documents that are one value stay so only when both change: into a child that they share, or
    // without it.
    void narrow_both() {
        const auto kept = of_;
        const auto& one = kept.values[0];
        const auto& other = kept.values[1];
        if (one.what != other.what) return;
        for (std::size_t i = 0; i < one.children.size(); ++i) {
            auto twin = i;
            if (one.what == tree::kind::object)
                twin = static_cast<std::size_t>(
                    std::find(other.names.begin(), other.names.end(), one.names[i]) - other.names.begin());
            if (twin >= other.children.size()) continue;
            of_.values = {one.children[i], other.children[twin]};
            offer();
            of_.values = kept.values;
            of_.values[0].erase(i);
            of_.values[1].erase(twin);
            offer();
            of_.values = kept.values;
        }
    }

    // Without children: all, a half, one.
    void shorten(tree& at) {
        const auto size = at.children.size();
        if (size > 1) {
            for (const auto& [from, to] :
                 {std::pair(size_t{0}, size), std::pair(size / 2, size), std::pair(size_t{0}, size / 2)}) {
                auto other = at;
                for (auto i = to; i > from; --i) other.erase(i - 1);
                offer_with(at, std::move(other));
            }
        }
        for (std::size_t i = 0; i < size; ++i) {
            auto other = at;
            other.erase(i);
            offer_with(at, std::move(other));
        }
        for (std::size_t i = 0; i < size; ++i) shorten(at.children[i]);
    }

    // Values become 0, a letter, an empty container, or one of their own children.
    void simplify(tree& at) {
        if (at.what != tree::kind::scalar) {
            for (const auto& child : std::vector<tree>(at.children)) offer_with(at, child);
            offer_with(at, scalar("0"));
            for (std::size_t i = 0; i < at.children.size(); ++i) simplify(at.children[i]);
            return;
        }
        for (const auto text : {"0", "1", "2", "\"\"", "\"a\"", "false", "null"})
            if (at.text != text) offer_with(at, scalar(text));
        if (at.text.find_first_of(".eE") != std::string::npos || at.text.size() > 3)
            for (const auto text : {"1.0", "0.1", "9007199254740993"})
                if (at.text != text) offer_with(at, scalar(text));
    }

    void offer_renamed(const std::string& from, const std::string& to) {
        const auto kept = of_;
        each_value(of_, [&](tree& value) { rename_in(value, from, to); });
        each_pointer(of_, [&](tree& pointer) {
            auto tokens = pointer_tokens(text_of(pointer));
            const bool whole = pointer_of(tokens) == text_of(pointer);
            std::replace(tokens.begin(), tokens.end(), from, to);
            if (whole) pointer = string_of(pointer_of(tokens));
        });
        offer();
        of_ = kept;
    }

    void plain_names() {
        const auto used = names_of(of_);
        std::string spare;
        for (char c = 'a'; c <= 'z' && spare.empty(); ++c)
            if (!used.contains(std::string(1, c))) spare = std::string(1, c);
        for (const auto& name : used) {
            if (!is_plain_name(name) || (!spare.empty() && spare < name)) offer_renamed(name, spare);
            if (name.size() > 2 && !is_plain_name(name))
                for (const auto to : {"/", "~", "\xc3\xa9"})
                    if (name.find(to) != std::string::npos) offer_renamed(name, to);
        }
    }

    // A document without its outermost container, where all pointers go into one child.
    void peel() {
        std::set<std::string> first;
        each_pointer(of_, [&](tree& pointer) {
            const auto tokens = pointer_tokens(text_of(pointer));
            first.insert(tokens.empty() ? std::string(1, '\0') + "root" : tokens.front());
        });
        if (first.size() != 1) return;
        const auto token = *first.begin();
        const auto kept = of_;
        for (std::size_t i = 0; i < of_.names.size(); ++i) {
            if (is_patch_member(of_.names[i]) || of_.names[i] == "pointer") continue;
            auto& document = of_.values[i];
            const auto* child = document.find(token);
            const bool element = document.what == tree::kind::array && is_index(token) && token.size() < 6 &&
                                 std::stoul(token) < document.children.size();
            if (child == nullptr && !element) {
                of_ = kept;
                return;
            }
            document = tree(child != nullptr ? *child : document.children[std::stoul(token)]);
        }
        each_pointer(of_, [&](tree& pointer) {
            auto text = text_of(pointer);
            const auto slash = text.find('/', 1);
            pointer = string_of(slash == std::string::npos ? "" : text.substr(slash));
        });
        offer();
        of_ = kept;
    }

    void shorten_pointers() {
        std::vector<tree*> all;
        each_pointer(of_, [&](tree& pointer) { all.push_back(&pointer); });
        for (auto* pointer : all) {
            const auto text = text_of(*pointer);
            if (const auto last = text.rfind('/'); last != std::string::npos)
                offer_with(*pointer, string_of(text.substr(0, last)));
            if (const auto second = text.find('/', 1); second != std::string::npos)
                offer_with(*pointer, string_of(text.substr(second)));
            if (text.size() > 3) offer_with(*pointer, string_of("/0"));
        }
    }

    parts of_;
    std::vector<question> out_{};
};

std::size_t weight(const tree& value) {
    std::size_t sum = 2;
    for (const auto& name : value.names)
        sum += is_plain_name(name) ? 1 + static_cast<std::size_t>(name[0] - 'a') / 5 : 4 + 3 * name.size();
    for (const auto& child : value.children) sum += 2 + weight(child);
    if (value.what != tree::kind::scalar) return sum;
    if (value.text == "0") return 1;
    if (value.text == "1" || value.text == "2" || value.text == "\"\"") return 2;
    return 3 + value.text.size() +
           (value.is_string() || value.text.find_first_of(".eE") == std::string::npos ? 0U : 2U);
}

}  // namespace

std::size_t weight_of(const question& asked) {
    std::size_t sum = 0;
    for (const auto& value : take_apart(asked).values) sum += weight(value);
    return sum;
}

std::vector<question> smaller(const question& asked) { return step_maker(asked).all(); }

}  // namespace emend::cli
