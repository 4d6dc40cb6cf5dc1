#include "suite.hpp"

#include <optional>

#include "emend/text.hpp"

#include "json_text.hpp"

namespace emend::cli {
namespace {

struct record {
    std::optional<std::string_view> doc{};
    std::optional<std::string_view> patch{};
    std::optional<std::string_view> expected{};
    std::optional<std::string_view> error{};
    std::string name{};
    bool disabled = false;
};

void read_member(std::string_view text, const text::node& member, record& into) {
    const auto name = text.substr(member.key + 1, text.find('"', member.key + 1) - member.key - 1);
    const auto value = text.substr(member.begin, member.end - member.begin);
    if (name == "doc") into.doc = value;
    if (name == "patch") into.patch = value;
    if (name == "expected") into.expected = value;
    if (name == "error") into.error = value;
    if (name == "disabled") into.disabled = value == "true";
    if ((name == "comment" || name == "id") && value.front() == '"')
        into.name += ": " + without_quotes(value);
}

verdict failed(std::string name, std::string story) {
    return {verdict::kind::failed, std::move(name), std::move(story)};
}

verdict judge(const record& r) {
    if (!r.doc || !r.patch || r.disabled) return {verdict::kind::skipped, r.name};
    const auto got = text::apply(*r.doc, *r.patch);
    if (r.error) {
        if (!got) return {verdict::kind::passed, r.name};
        return failed(r.name, "must fail (" + std::string(*r.error) + "), gave " + *got);
    }
    if (!got) return failed(r.name, "must succeed, failed: " + to_string(got.error()));
    if (!r.expected) return {verdict::kind::passed, r.name};
    const auto same = text::equal(*got, *r.expected);
    if (same && *same) return {verdict::kind::passed, r.name};
    return failed(r.name, "must give " + std::string(*r.expected) + ", gave " + *got);
}

}  // namespace

result<std::vector<verdict>> run_suite(std::string_view suite) {
    text::read_options options;
    options.on_duplicate = text::duplicates::last_wins;  // a record may hold a document that has them
    text::index index;
    if (auto parsed = index.parse(suite, options); !parsed) return emend::fail(parsed.error());
    const auto& nodes = index.nodes();
    if (suite[nodes.front().begin] != '[')
        return emend::fail({.code = errc::invalid_patch,
                            .offset = nodes.front().begin,
                            .expected = "an array of records",
                            .actual = std::string(kind_name(suite.substr(nodes.front().begin)))});
    std::vector<verdict> verdicts;
    for (std::uint32_t at = 1; at < nodes.size(); at = nodes[at].next) {
        record one;
        one.name = "record " + std::to_string(verdicts.size());
        if (suite[nodes[at].begin] == '{')
            for (auto member = at + 1; member < nodes[at].next; member = nodes[member].next)
                read_member(suite, nodes[member], one);
        verdicts.push_back(judge(one));
    }
    return verdicts;
}

}  // namespace emend::cli
