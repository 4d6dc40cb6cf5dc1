#include "suite.hpp"

#include <algorithm>
#include <utility>

#include "emend/text.hpp"

#include "src/json_text.hpp"

namespace emend::cli {
namespace {

bool is_true(const std::optional<std::string_view>& member) { return member && *member == "true"; }

std::string words(const std::optional<std::string_view>& member) {
    if (!member) return {};
    return member->front() == '"' ? without_quotes(*member) : std::string(*member);
}

// A member of the question: as it stands, or its text in a string.
std::optional<std::string> asked_member(const member_list& record, std::string_view name) {
    if (const auto plain = record.find(name)) return std::string(*plain);
    const auto text = record.find(std::string(name) + "_text");
    if (text && text->front() == '"') return without_quotes(*text);
    return std::nullopt;
}

bool read_question(const member_list& record, question& into) {
    const auto verb = record.find("do");
    into.verb = verb ? words(verb) : "apply";
    const auto* form = find_form(into.verb);
    if (form == nullptr) return false;
    for (const auto name : form->takes) {
        auto member = asked_member(record, name);
        if (!member) return false;
        into.members.emplace_back(name, std::move(*member));
    }
    for (const auto name : form->may_take)
        if (auto member = asked_member(record, name)) into.members.emplace_back(name, std::move(*member));
    return true;
}

bool has_law(const question& asked) {
    static constexpr std::string_view with_one_answer[] = {"apply", "merge", "equal", "validate", "get"};
    return std::find(std::begin(with_one_answer), std::end(with_one_answer), asked.verb) ==
           std::end(with_one_answer);
}

expectation read_expectation(const member_list& record, const question& asked) {
    using kind = expectation::kind;
    const auto error = record.find("error");
    const auto expected = record.find("expected");
    if (is_true(record.find("survives"))) return {};
    if (error && expected) return {kind::either, std::string(*expected), {}, words(error)};
    if (error) return {kind::refusal, {}, {}, words(error)};
    if (has_law(asked)) return expected_of(asked);
    if (!expected) return {kind::success};
    return {kind::value, std::string(*expected)};
}

test_case read_case(const member_list& record, std::size_t place) {
    test_case one;
    one.name = "record " + std::to_string(place);
    for (const auto name : {"comment", "id"})
        if (const auto text = record.find(name)) one.name += ": " + words(text);
    one.why = words(record.find("why"));
    if (is_true(record.find("disabled"))) {
        one.skipped = "disabled";
    } else if (!read_question(record, one.asked)) {
        one.skipped = "asks nothing";
    } else {
        one.right = read_expectation(record, one.asked);
    }
    return one;
}

}  // namespace

result<suite> read_suite(std::string name, std::string_view text) {
    text::read_options options;
    options.on_duplicate = text::duplicates::last_wins;  // a record may hold a document that has them
    options.limit.depth += 8;
    text::index index;
    if (auto parsed = index.parse(text, options); !parsed) return emend::fail(parsed.error());
    const auto nodes = index.nodes();
    if (text[nodes.front().begin] != '[')
        return emend::fail({.code = errc::invalid_patch,
                            .offset = nodes.front().begin,
                            .expected = "an array of records",
                            .actual = std::string(kind_name(text.substr(nodes.front().begin)))});
    suite all{std::move(name), {}};
    member_list record;
    for (std::uint32_t at = 1; at < nodes.size(); at = nodes[at].next) {
        record.clear();
        if (text[nodes[at].begin] == '{') record.take(index, at);
        all.cases.push_back(read_case(record, all.cases.size()));
    }
    return all;
}

outcome<std::vector<verdict>> run_suite(const suite& cases, const respondent& ask) {
    std::vector<verdict> all;
    judge judged;
    for (const auto& each : cases.cases) {
        all.push_back({&each, {}});
        if (!each.skipped.empty()) continue;
        auto got = ask(each.asked);
        if (!got) return fail(std::move(got).error());
        all.back().found = judged(each.asked, each.right, *got);
    }
    return all;
}

}  // namespace emend::cli
