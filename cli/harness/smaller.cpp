// Exports smaller() and weight_of(): the steps by which a case is made small.

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "disagreement.hpp"
#include "features.hpp"
#include "parts.hpp"
#include "src/json_text.hpp"
#include "tree.hpp"

namespace emend::cli {
namespace {

class step_maker {
public:
    explicit step_maker(const question& asked) : of_(take_apart(asked)) {}

    std::vector<question> all() {
        if (of_.verb == "equal") narrow(of_.values[0], of_.values[1]);
        narrow_tests();
        peel();
        replace_everywhere();
        for (std::size_t i = 0; i < of_.names.size(); ++i) shorten(of_.values[i]);
        plain_names();
        each_value(of_, [this](tree& value) { simplify(value); });
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

    // Two values that are compared stay equal only when both change: to 0, to a child that they share, or
    // without it.
    void narrow(tree& one, tree& other) {
        if (one.what != other.what) return;
        if (one.text != "0") offer_with(one, scalar("0"), other, scalar("0"));
        for (std::size_t i = 0; i < one.children.size(); ++i) {
            auto twin = i;
            if (one.what == tree::kind::object)
                twin = static_cast<std::size_t>(
                    std::find(other.names.begin(), other.names.end(), one.names[i]) - other.names.begin());
            if (twin >= other.children.size()) continue;
            offer_with(one, tree(one.children[i]), other, tree(other.children[twin]));
            auto less = one;
            auto other_less = other;
            less.erase(i);
            other_less.erase(twin);
            offer_with(one, std::move(less), other, std::move(other_less));
            narrow(one.children[i], other.children[twin]);
        }
    }

    void offer_with(tree& place, tree other, tree& place_too, tree other_too) {
        std::swap(place_too, other_too);
        offer_with(place, std::move(other));
        std::swap(place_too, other_too);
    }

    // What a test expects, and what is there or was put there.
    void narrow_tests() {
        auto* const patch = find_part("patch");
        auto* const document = find_part("doc");
        if (patch == nullptr || document == nullptr) return;
        for (auto& test : patch->children) {
            if (member_text(test, "op") != "test" || test.find("value") == nullptr) continue;
            auto& expected = child_of(test, "value");
            const auto path = member_text(test, "path");
            if (auto* const there = descend(*document, path)) narrow(*there, expected);
            for (auto& op : patch->children)
                if (&op != &test && op.find("value") != nullptr && member_text(op, "path") == path)
                    narrow(child_of(op, "value"), expected);
        }
    }

    tree* find_part(std::string_view name) {
        const auto found = std::find(of_.names.begin(), of_.names.end(), name);
        return found == of_.names.end() ? nullptr
                                        : &of_.values[static_cast<std::size_t>(found - of_.names.begin())];
    }

    // A value that stands in several places may only go from all of them.
    void replace_everywhere() {
        std::map<std::string, std::size_t> times;
        each_value(of_, [&](tree& value) { count_values(value, times); });
        const auto kept = of_;
        for (const auto& counted : times) {
            const auto& text = counted.first;
            if (counted.second < 2 || text == "0") continue;
            each_value(of_, [&](tree& value) { replace_value(value, text); });
            offer();
            of_ = kept;
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
