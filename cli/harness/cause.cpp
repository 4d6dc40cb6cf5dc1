// Exports way_of(), cause_of(), record_of(): what a disagreement is about, in words.

#include <algorithm>
#include <array>
#include <iterator>

#include "emend/text.hpp"

#include "disagreement.hpp"
#include "features.hpp"
#include "parts.hpp"
#include "src/json_text.hpp"
#include "tree.hpp"

namespace emend::cli {
namespace {

using kind = judgement::kind;

std::string text_at(const tree& op, std::string_view member) {
    const auto* value = op.find(member);
    return value != nullptr && value->is_string() ? without_quotes(value->text) : std::string();
}

std::vector<tree> operations_of(const question& asked) {
    std::vector<tree> all;
    for (const auto& [name, text] : asked.members) {
        if (!is_patch_member(name)) continue;
        for (auto& op : read_tree(text).children) {
            if (op.what != tree::kind::array || name != "patches") {
                all.push_back(std::move(op));
            } else {
                std::move(op.children.begin(), op.children.end(), std::back_inserter(all));
            }
        }
    }
    return all;
}

// What breaks the grammar of operations, whichever operation it is.
std::string malformed(const tree& op) {
    if (op.what != tree::kind::object) return "an operation that is no object";
    const auto* name = op.find("op");
    if (name == nullptr) return "an operation without op";
    if (!name->is_string()) return "op that is no string";
    const auto which = without_quotes(name->text);
    static constexpr std::array<std::string_view, 6> known{"add",  "remove", "replace",
                                                           "move", "copy",   "test"};
    if (std::find(known.begin(), known.end(), which) == known.end()) return "an unknown op";
    for (const std::string member : {"path", "from"}) {
        if (member == "from" && which != "move" && which != "copy") continue;
        const auto* pointer = op.find(member);
        if (pointer == nullptr) return "an operation without " + member;
        if (!pointer->is_string()) return member + " that is no string";
    }
    const bool wants_value = which == "add" || which == "replace" || which == "test";
    return wants_value && op.find("value") == nullptr ? "an operation without value" : "";
}

std::string malformed_in(const question& asked) {
    const auto* patch = asked.find("patch");
    if (patch != nullptr && read_tree(*patch).what != tree::kind::array) return "a patch that is no array";
    for (const auto& op : operations_of(asked))
        if (auto fault = malformed(op); !fault.empty()) return fault;
    return {};
}

std::vector<std::string> pointers_of(const question& asked) {
    std::vector<std::string> all;
    if (const auto* one = asked.find("pointer")) all.push_back(without_quotes(*one));
    for (const auto& op : operations_of(asked))
        for (const auto* const member : {"from", "path"})
            if (const auto* value = op.find(member); value != nullptr && value->is_string())
                all.push_back(without_quotes(value->text));
    return all;
}

// Where emend says that it cannot be done: the operation, the pointer, and the document at that time.
struct refused_at {
    std::string document{};
    std::string pointer{};
    tree operation{};
};

refused_at place_of_refusal(const question& asked) {
    refused_at out;
    if (const auto* doc = asked.find("doc")) out.document = *doc;
    if (const auto* pointer = asked.find("pointer")) out.pointer = without_quotes(*pointer);
    const auto* patch = asked.find("patch");
    if (patch == nullptr || out.document.empty()) return out;
    const auto done = text::apply(out.document, *patch);
    const auto all = elements_of(*patch);
    if (done || done.error().operation >= all.size()) return out;
    std::string before;
    for (std::size_t i = 0; i < done.error().operation; ++i)
        before.append(before.empty() ? "[" : ",").append(all[i]);
    if (!before.empty())
        if (auto then = text::apply(out.document, before + "]")) out.document = std::move(*then);
    out.pointer = done.error().path;
    out.operation = read_tree(all[done.error().operation]);
    return out;
}

// What the first part of the pointer that leads nowhere would have to be in.
std::string below_what(const refused_at& place) {
    const auto tokens = pointer_tokens(place.pointer);
    std::string parent = place.document;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto next =
            text::get(place.document,
                      pointer_of({tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1}));
        if (!next) break;
        parent = *next;
    }
    if (parent == "null") return "below null";
    return !parent.empty() && (parent.front() == '{' || parent.front() == '[') ? "a member that is not there"
                                                                               : "below a scalar";
}

// Names that an implementation may read otherwise than they are written explain more than the rule does.
std::string misread_name(const question& asked) {
    features all;
    for (const auto& pointer : pointers_of(asked)) note_pointer(pointer, all);
    const bool misread =
        !all.empty() && (all.begin()->what == hazard::nul || all.begin()->what == hazard::lent_name);
    return misread ? all.begin()->words : std::string();
}

// What is compared, and found equal.
std::string wrongly_equal(const question& asked) {
    const auto place = place_of_refusal(asked);
    features all;
    if (const auto* value = place.operation.find("value")) note_value(*value, all);
    if (const auto found = text::get(place.document, text_at(place.operation, "path")))
        note_value(read_tree(*found), all);
    return most_telling(all, true);
}

// Why it must be refused, as exactly as a cause is.
std::string refusal_of(const question& asked, const std::string& reason) {
    std::string what;
    if (reason == "invalid_patch") {
        what = malformed_in(asked);
    } else if (reason == "invalid_pointer") {
        for (const auto& pointer : pointers_of(asked))
            if (what.empty()) what = pointer_fault(pointer);
    } else if (reason == "invalid_index") {
        what = index_fault(place_of_refusal(asked).pointer);
    } else if (reason == "index_out_of_range") {
        const auto pointer = place_of_refusal(asked).pointer;
        what = pointer.size() - pointer.rfind('/') > 9 ? "an index beyond 32 bits" : "";
    } else if (reason == "path_not_found") {
        what = below_what(place_of_refusal(asked));
    }
    return "accepts what must be refused (" + reason + ")" + (what.empty() ? "" : ": ") + what;
}

std::string accepted(const disagreement& d) {
    if (auto name = misread_name(d.asked); !name.empty() && d.right.reason != "invalid_pointer") return name;
    if (d.right.reason == "test_failed")
        if (auto equal = wrongly_equal(d.asked); !equal.empty()) return equal;
    return refusal_of(d.asked, d.right.reason);
}

features all_features(const question& asked) {
    features all;
    for (const auto& [name, text] : asked.members)
        if (!is_patch_member(name) && name != "pointer") note_value(read_tree(text), all);
    for (const auto& pointer : pointers_of(asked)) note_pointer(pointer, all);
    for (const auto& op : operations_of(asked))  // members that must be ignored are read, too
        for (std::size_t i = 0; i < op.names.size(); ++i)
            if (op.names[i] != "op" && op.names[i] != "path" && op.names[i] != "from")
                note_value(op.children[i], all);
    return all;
}

// What the operations do, where the values are ordinary.
std::string shape_of_patch(const disagreement& d) {
    const auto ops = operations_of(d.asked);
    const bool tests =
        std::any_of(ops.begin(), ops.end(), [](const tree& op) { return text_at(op, "op") == "test"; });
    if (tests && ops.size() > 1 && d.found.what == kind::another_value)
        return "a test that changes what follows";
    for (const auto& op : ops) {
        const auto name = text_at(op, "op");
        const bool to = text_at(op, "path").empty();
        const bool carries = op.find("from") != nullptr;
        const bool of = carries && text_at(op, "from").empty();
        if (of) return name + (to ? " of the root to itself" : " of the root");
        if (to) return name + (carries ? " to the root" : " at the root");
    }
    return ops.empty() ? "no operations" : text_at(ops.back(), "op");
}

// What a diff is of.
std::string shape_of_pair(const question& asked) {
    const auto& before = *asked.find("before");
    const auto& after = *asked.find("after");
    const auto is_container = [](const std::string& text) {
        return text.front() == '{' || text.front() == '[';
    };
    if (!is_container(before) || !is_container(after)) return "the root is a scalar";
    return before.front() == after.front() ? "" : "the root changes its kind";
}

std::string wrong_kind(const disagreement& d) {
    const bool wrong = d.found.what == kind::leads_nowhere || d.found.what == kind::leads_astray;
    return wrong ? d.asked.verb + ": its patch is wrong" : way_of(d);
}

std::string wrong(const disagreement& d) {
    const auto all = all_features(d.asked);
    if (auto words = most_telling(all, false); !words.empty()) return words;
    std::string shape;
    if (d.asked.verb == "apply" || d.asked.verb == "invert") shape = shape_of_patch(d);
    if (d.asked.verb == "diff") shape = shape_of_pair(d.asked);
    if (shape.empty()) shape = most_telling(all, true);
    return wrong_kind(d) + (shape.empty() ? "" : ": ") + shape;
}

std::string what_it_does(const disagreement& d) {
    switch (d.found.what) {
        case kind::another_value:
            return "gives another result";
        case kind::refuses:
            return "refuses what is right";
        case kind::accepts:
            return "accepts what must be refused (" + d.right.reason + ")";
        case kind::leads_nowhere:
            return "its patch does not apply";
        case kind::leads_astray:
            return "its patch makes something else";
        case kind::no_answer:
            return "answers without a result";
        case kind::right:
        case kind::unsupported:
        case kind::trouble:
            break;
    }
    return std::string(to_string(d.found));
}

std::string trouble(const disagreement& d) {
    std::string out(to_string(d.found));
    if (d.found.trouble == reply::kind::crashed)
        out += " (" + d.found.got.substr(0, d.found.got.find(':')) + ")";
    auto about = malformed_in(d.asked);
    if (about.empty()) about = most_telling(all_features(d.asked), false);
    if (about.empty() && d.right.what == expectation::kind::refusal)
        about = "where it must refuse (" + d.right.reason + ")";
    if (about.empty()) about = d.asked.verb;
    return out + ": " + about;
}

}  // namespace

std::string way_of(const disagreement& d) { return d.asked.verb + ": " + what_it_does(d); }

std::string cause_of(const disagreement& d) {
    if (d.found.what == kind::trouble) return trouble(d);
    return d.found.what == kind::accepts ? accepted(d) : wrong(d);
}

std::string record_of(const disagreement& d, const std::string& comment) {
    std::string out = "{\"comment\":" + in_quotes(comment);
    if (d.asked.verb != "apply") out += ",\"do\":" + in_quotes(d.asked.verb);
    for (const auto& [name, text] : d.asked.members)
        out.append(",").append(in_quotes(name)).append(":").append(text);
    if (d.right.what == expectation::kind::value) out += ",\"expected\":" + d.right.value;
    if (d.right.what == expectation::kind::refusal) out += ",\"error\":" + in_quotes(d.right.reason);
    return out + "}";
}

}  // namespace emend::cli
