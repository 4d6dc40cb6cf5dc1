// Exports what can be asked, and what emend holds right.

#include "question.hpp"

#include <algorithm>

#include "emend/text.hpp"
#include "emend/text_algebra.hpp"

#include "member_list.hpp"
#include "src/json_text.hpp"

namespace emend::cli {
namespace {

using text_result = result<std::string>;

text_result applied(text::editor& editor, std::string_view document, std::string_view patch) {
    return editor.apply(document, patch).map([](std::string_view made) { return std::string(made); });
}

expectation refusal(const error& e) {
    return {expectation::kind::refusal, {}, {}, std::string(to_string(e.code))};
}

expectation value(const result<std::string_view>& got) {
    return got ? expectation{expectation::kind::value, std::string(*got)} : refusal(got.error());
}

expectation leads(const text_result& start, const std::string& to) {
    return start ? expectation{expectation::kind::leads, to, *start} : refusal(start.error());
}

expectation of_compose(const question& q, text::editor& editor) {
    const auto* before = q.find("before");
    const auto patches = elements_of(*q.find("patches"));
    if (before == nullptr) return {expectation::kind::success};
    text_result after = *before;
    for (const auto patch : patches)
        after = after.and_then([&](const std::string& now) { return applied(editor, now, patch); });
    return after ? leads(*before, *after) : refusal(after.error());
}

// It must apply after `over`; with nothing to give way to, or nothing to do, the result is known.
expectation of_rebase(const question& q, text::editor& editor) {
    const auto& base = *q.find("base");
    const auto& patch = *q.find("patch");
    const auto& over = *q.find("over");
    const auto mine = applied(editor, base, patch);
    const auto theirs = applied(editor, base, over);
    if (!mine) return refusal(mine.error());
    if (!theirs) return refusal(theirs.error());
    auto right = leads(*theirs, {});
    if (elements_of(over).empty()) right.value = *mine;
    if (elements_of(patch).empty()) right.value = *theirs;
    const auto own = text::rebase(patch, over, base);
    return own ? right : expectation{};  // a conflict for us: what others make of it is theirs
}

expectation of_validate(const question& q) {
    const auto valid = text::validate(*q.find("patch"));
    return valid ? expectation{expectation::kind::value, "true"} : refusal(valid.error());
}

expectation of_get(const question& q) {
    return value(text::get(*q.find("doc"), without_quotes(*q.find("pointer"))));
}

expectation of_equal(const question& q) {
    const auto same = text::equal(*q.find("a"), *q.find("b"));
    if (!same) return refusal(same.error());
    return {expectation::kind::value, *same ? "true" : "false"};
}

expectation of_invert(const question& q, text::editor& editor) {
    const auto& before = *q.find("before");
    return leads(applied(editor, before, *q.find("patch")), before);
}

expectation of_merge_diff(const question& q) {
    const auto own = text::merge_diff(*q.find("before"), *q.find("after"));
    if (!own) return refusal(own.error());
    return {expectation::kind::merges, *q.find("after"), *q.find("before")};
}

}  // namespace

const std::string* question::find(std::string_view name) const {
    const auto found =
        std::find_if(members.begin(), members.end(), [&](const auto& m) { return m.first == name; });
    return found == members.end() ? nullptr : &found->second;
}

std::string question::line() const {
    std::string out = "\"do\":" + in_quotes(verb);
    for (const auto& [name, text] : members) out.append(",").append(in_quotes(name)).append(":").append(text);
    std::replace_if(  // line ends can only stand between tokens
        out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return out;
}

const std::vector<verb_form>& verb_forms() {
    static const std::vector<verb_form> all{
        {"apply", {"doc", "patch"}, {}, "doc"},
        {"merge", {"doc", "merge_patch"}, {}, "doc"},
        {"diff", {"before", "after"}, {"options"}, "patch"},
        {"merge_diff", {"before", "after"}, {}, "merge_patch"},
        {"equal", {"a", "b"}, {}, "equal"},
        {"validate", {"patch"}, {}, "valid"},
        {"get", {"doc", "pointer"}, {}, "value"},
        {"invert", {"patch", "before"}, {}, "patch"},
        {"compose", {"patches"}, {"before"}, "patch"},
        {"rebase", {"patch", "over", "base"}, {}, "patch"},
        {"merge3", {"base", "ours", "theirs"}, {"policy"}, "doc"},
    };
    return all;
}

const verb_form* find_form(std::string_view verb) {
    const auto& all = verb_forms();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const verb_form& f) { return f.name == verb; });
    return found == all.end() ? nullptr : &*found;
}

expectation expected_of(const question& q, text::editor& editor) {
    if (q.verb == "apply") return value(editor.apply(*q.find("doc"), *q.find("patch")));
    if (q.verb == "merge") return value(editor.merge(*q.find("doc"), *q.find("merge_patch")));
    if (q.verb == "diff") return leads(*q.find("before"), *q.find("after"));
    if (q.verb == "merge_diff") return of_merge_diff(q);
    if (q.verb == "equal") return of_equal(q);
    if (q.verb == "validate") return of_validate(q);
    if (q.verb == "get") return of_get(q);
    if (q.verb == "invert") return of_invert(q, editor);
    if (q.verb == "compose") return of_compose(q, editor);
    if (q.verb == "rebase") return of_rebase(q, editor);
    return {expectation::kind::unites};
}

}  // namespace emend::cli
