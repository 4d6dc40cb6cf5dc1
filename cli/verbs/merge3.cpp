// emend merge3: what two sides made of one document, put together.

#include "emend/text_algebra.hpp"

#include "src/blame.hpp"
#include "src/command_line.hpp"
#include "src/conflicts.hpp"
#include "src/files.hpp"
#include "src/output.hpp"

namespace emend::cli {
namespace {

outcome<status> merge(const std::string& base, const std::string& ours, const std::string& theirs,
                      const merge3_options& options, bool conflicts_alone) {
    reader files;
    const auto o = files.read(base);
    if (!o) return fail(o.error());
    const auto a = files.read(ours);
    if (!a) return fail(a.error());
    const auto b = files.read(theirs);
    if (!b) return fail(b.error());
    const auto got = text::merge3(o->text, a->text, b->text, options);
    if (!got) return fail(blame(got.error(), {&*o, &*a, &*b}));
    if (conflicts_alone) {
        if (auto written = write_out(conflicts_json(got->conflicts) + "\n"); !written)
            return fail(written.error());
        return got->conflicts.empty() ? done : refused;
    }
    if (auto written = write_out(got->document); !written) return fail(std::move(written).error());
    if (!got->conflicts.empty()) return fail(conflicts_failure(got->conflicts));
    return done;
}

outcome<status> run(const arguments& args) {
    std::string base;
    std::string ours;
    std::string theirs;
    std::string policy = "fail";
    bool conflicts = false;
    command_line line(merge3_verb);
    line.argument(base, "BASE", "the document that both sides changed");
    line.argument(ours, "OURS", "what one side made of it; its layout is kept");
    line.argument(theirs, "THEIRS", "what the other side made of it");
    line.option(policy, "--policy", "WORD", "at a conflict: fail (default), ours, theirs, union");
    line.flag(conflicts, "--conflicts", "print the conflicts, with all values, instead of the document");
    if (auto over = line.parse(args)) return *over;
    merge3_options options;
    const auto read = read_policy(policy);
    if (!read) return fail(read.error());
    options.policy = *read;
    return merge(base, ours, theirs, options, conflicts);
}

}  // namespace

const verb merge3_verb{
    "merge3", "BASE OURS THEIRS", "Merge what two sides made of one document.",
    R"(Elements of arrays are followed by identity, records by their key. Where both sides changed
one thing the document takes ours, the conflict is told on standard error, and the status is 1;
--policy decides instead: ours, theirs, or union, which keeps what either side has.

Examples:
  emend merge3 base.json mine.json yours.json > merged.json
  emend merge3 --conflicts base.json mine.json yours.json

Exit status: 0 merged, 1 conflicts, 2 unreadable or malformed input.)",
    run};

}  // namespace emend::cli
