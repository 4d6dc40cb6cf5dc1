// Exports judge(): an answer against what is right.

#include <array>
#include <optional>

#include "emend/text.hpp"

#include "question.hpp"
#include "src/json_text.hpp"

namespace emend::cli {
namespace {

using kind = judgement::kind;

constexpr text::read_options lenient{.on_duplicate = text::duplicates::last_wins};

judgement found(kind what, std::string_view got) { return {what, reply::kind::answer, std::string(got)}; }

judgement judge_change(judging_tools& tools, const expectation& right, std::string_view patch) {
    const auto made = right.what == expectation::kind::merges
                          ? tools.editor.merge(right.start, patch, lenient)
                          : tools.editor.apply(right.start, patch, lenient);
    const std::string got(patch);
    if (!made) return found(kind::leads_nowhere, got + ", which fails: " + to_string(made.error()));
    if (right.value.empty() || tools.same(*made, right.value)) return {};
    return found(kind::leads_astray, got + ", which gives " + std::string(*made));
}

bool same_member(judging_tools& tools, const std::optional<std::string_view>& a,
                 const std::optional<std::string_view>& b) {
    return a.has_value() == b.has_value() && (!a || tools.same(*a, *b));
}

// A member that one side left alone has the other's value, and one that both made equal has that.
bool is_united(judging_tools& tools, const member_list& base, const member_list& ours,
               const member_list& theirs, const member_list& got, std::string_view name) {
    const auto b = base.find(name);
    const auto o = ours.find(name);
    const auto t = theirs.find(name);
    if (same_member(tools, b, o)) return same_member(tools, got.find(name), t);
    if (same_member(tools, b, t) || same_member(tools, o, t)) return same_member(tools, got.find(name), o);
    return true;
}

judgement judge_merge3(judging_tools& tools, const question& asked, const member_list& answer,
                       std::string_view doc) {
    if (!answer.find("conflicts")) return found(kind::no_answer, "no \"conflicts\"");
    const auto& base = *asked.find("base");
    const auto& ours = *asked.find("ours");
    const auto& theirs = *asked.find("theirs");
    if (tools.same(base, ours))
        return tools.same(doc, theirs) ? judgement{} : found(kind::another_value, doc);
    if (tools.same(base, theirs) || tools.same(ours, theirs))
        return tools.same(doc, ours) ? judgement{} : found(kind::another_value, doc);
    std::array<member_list, 4> all;  // base, ours, theirs, what came
    if (!all[0].read(base) || !all[1].read(ours) || !all[2].read(theirs) || !all[3].read(doc)) return {};
    for (const auto& side : all)
        for (const auto& member : side.all())
            if (!is_united(tools, all[0], all[1], all[2], all[3], member.first))
                return found(kind::another_value, doc);
    return {};
}

judgement judge_value(judging_tools& tools, const question& asked, const expectation& right,
                      const member_list& answer, std::string_view got) {
    switch (right.what) {
        case expectation::kind::any:
        case expectation::kind::success:
            return {};
        case expectation::kind::value:
        case expectation::kind::either:
            return tools.same(got, right.value) ? judgement{} : found(kind::another_value, got);
        case expectation::kind::refusal:
            return found(kind::accepts, got);
        case expectation::kind::leads:
        case expectation::kind::merges:
            return judge_change(tools, right, got);
        case expectation::kind::unites:
            return judge_merge3(tools, asked, answer, got);
    }
    return {};
}

bool is_refusal_right(const expectation& right) {
    using wants = expectation::kind;
    return right.what == wants::any || right.what == wants::refusal || right.what == wants::either;
}

judgement judge_error(const expectation& right, std::string_view problem) {
    member_list members;
    const auto code = members.read(problem) ? members.find("code") : std::nullopt;
    if (code && *code == "\"unsupported\"") return {kind::unsupported, {}, {}};
    if (is_refusal_right(right)) return {};
    return found(kind::refuses, "error " + std::string(problem));
}

}  // namespace

std::string_view to_string(const judgement& j) {
    switch (j.what) {
        case kind::right:
            return "right";
        case kind::unsupported:
            return "unsupported";
        case kind::another_value:
            return "another_value";
        case kind::refuses:
            return "refuses";
        case kind::accepts:
            return "accepts";
        case kind::leads_nowhere:
            return "leads_nowhere";
        case kind::leads_astray:
            return "leads_astray";
        case kind::no_answer:
            return "no_answer";
        case kind::trouble:
            break;
    }
    return to_string(j.trouble);
}

judgement judge::operator()(const question& asked, const expectation& right, const reply& got) {
    if (got.what != reply::kind::answer) return {kind::trouble, got.what, got.text};
    if (!answer_.read(got.text))  // deeper than what we read
        return right.what == expectation::kind::any ? judgement{} : found(kind::no_answer, got.text);
    if (const auto problem = answer_.find("error"); problem && *problem != "null")
        return judge_error(right, *problem);
    const auto* form = find_form(asked.verb);
    const auto value = answer_.find(form->gives);
    if (!value) return found(kind::no_answer, got.text);
    return judge_value(tools_, asked, right, answer_, *value);
}

std::string got_words(const judgement& j) {
    if (j.what == kind::trouble) return std::string(to_string(j.trouble)) + ": " + j.got;
    if (j.what == kind::no_answer) return "no answer: " + j.got;
    return j.got;
}

std::string in_words(const expectation& right) {
    const auto refusal = right.reason.empty() ? std::string("an error") : "an error (" + right.reason + ")";
    switch (right.what) {
        case expectation::kind::any:
            return "any answer";
        case expectation::kind::success:
            return "success";
        case expectation::kind::value:
            return right.value;
        case expectation::kind::refusal:
            return refusal;
        case expectation::kind::either:
            return right.value + ", or " + refusal;
        case expectation::kind::leads:
            return right.value.empty() ? "a patch that applies to " + right.start
                                       : "a patch from " + right.start + " to " + right.value;
        case expectation::kind::merges:
            return "a merge patch from " + right.start + " to " + right.value;
        case expectation::kind::unites:
            return "the changes of both sides";
    }
    return {};
}

}  // namespace emend::cli
