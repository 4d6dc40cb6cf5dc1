// emend diff: the patch between two documents.

#include "emend/text.hpp"

#include "src/blame.hpp"
#include "src/command_line.hpp"
#include "src/diff_arguments.hpp"
#include "src/operations.hpp"
#include "src/output.hpp"
#include "src/pair.hpp"

namespace emend::cli {
namespace {

struct plan {
    std::string before{};
    std::string after{};
    diff_words words{};
    bool merge = false;
    bool exit_code = false;
    std::string format{"json"};
};

void declare(command_line& line, plan& p) {
    line.argument(p.before, "BEFORE", "the document as it was; - is standard input");
    line.argument(p.after, "AFTER", "the document as it is to be");
    line.flag(p.merge, "--merge", "give a merge patch (RFC 7396) instead of operations");
    declare(line, p.words);
    line.option(p.format, "--format", "KIND", "json (default), pretty: a listing to read, html: a page");
    line.flag(p.exit_code, "--exit-code", "exit with status 1 if there are differences");
}

outcome<void> check(const plan& p) {
    if (const auto format = pick("format", p.format, {"json", "pretty", "html"}); !format)
        return fail(format.error());
    if (!p.merge) return {};
    if (!(p.words == diff_words{}))
        return fail(
            usage_error("--merge gives a merge patch: options that choose operations do not go with it"));
    if (p.format != "json")
        return fail(usage_error("--format " + p.format + " shows operations: not with --merge"));
    return {};
}

outcome<std::string> shown(const plan& p, const std::string& patch, const two_sources& texts) {
    if (p.format == "json") return patch + "\n";
    const auto operations = read_operations(patch);
    if (!operations) return fail(operations.error());
    if (p.format == "html") return html_page(*operations, texts.first.name, texts.second.name);
    return listing(*operations, colours_wanted());
}

// A merge patch of equal documents is not always {}, see merge_diff().
bool says_nothing(const plan& p, const std::string& patch, const two_sources& texts) {
    if (!p.merge) return patch == "[]";
    const auto same = text::equal(texts.first.text, texts.second.text);
    return same && *same;
}

outcome<status> run(const arguments& args) {
    plan p;
    command_line line(diff_verb);
    declare(line, p);
    if (auto over = line.parse(args)) return *over;
    if (auto right = check(p); !right) return fail(std::move(right).error());
    const auto options = to_options(p.words);
    if (!options) return fail(options.error());
    const auto texts = read_two(p.before, p.after);
    if (!texts) return fail(texts.error());
    const auto patch = p.merge ? text::merge_diff(texts->first.text, texts->second.text)
                               : text::diff(texts->first.text, texts->second.text, *options);
    if (!patch) return fail(blame(patch.error(), {&texts->first, &texts->second}));
    const auto out = shown(p, *patch, *texts);
    if (!out) return fail(out.error());
    if (auto written = write_out(*out); !written) return fail(std::move(written).error());
    return p.exit_code && !says_nothing(p, *patch, *texts) ? refused : done;
}

}  // namespace

const verb diff_verb{
    "diff", "BEFORE AFTER", "Print the JSON Patch (RFC 6902) that turns one document into another.",
    R"(Array modes: aligned finds insertions and removals; keyed pairs elements by a member, such
as "id" (--key); positional pairs them by index; set ignores their order; whole replaces
arrays that differ.

Examples:
  emend diff old.json new.json > changes.json
  emend diff --key /orders=id --ignore '/**/updatedAt' --format pretty old.json new.json

Exit status: 0 done, 1 not expressible (--merge) or differences (--exit-code),
2 unreadable or malformed input.)",
    run};

}  // namespace emend::cli
