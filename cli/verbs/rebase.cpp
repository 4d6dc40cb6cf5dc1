// emend rebase: a patch for a document that another patch has changed meanwhile.

#include "emend/text_algebra.hpp"

#include "src/blame.hpp"
#include "src/command_line.hpp"
#include "src/files.hpp"
#include "src/output.hpp"

namespace emend::cli {
namespace {

outcome<status> run(const arguments& args) {
    std::string patch;
    std::string over;
    std::string base;
    command_line line(rebase_verb);
    line.argument(patch, "PATCH", "the patch, made for DOC; - is standard input");
    line.argument(over, "OVER", "the patch that came first, made for DOC too");
    line.option(base, "--base", "DOC", "the document that both are for");
    if (auto ended = line.parse(args)) return *ended;
    if (base.empty()) return fail(usage_error("emend rebase needs --base DOC"));
    reader files;
    const auto mine = files.read(patch);
    if (!mine) return fail(mine.error());
    const auto first = files.read(over);
    if (!first) return fail(first.error());
    const auto document = files.read(base);
    if (!document) return fail(document.error());
    const auto got = text::rebase(mine->text, first->text, document->text);
    if (!got) return fail(blame(got.error(), {&*document, &*first, &*mine}));
    if (auto written = write_out(*got + "\n"); !written) return fail(std::move(written).error());
    return done;
}

}  // namespace

const verb rebase_verb{
    "rebase", "PATCH OVER", "Print a JSON Patch as it must be after another one.",
    R"(Both are made for DOC. The result is for what OVER makes of DOC; together they give what
emend merge3 makes of the two sides.

Example:
  emend rebase mine.json theirs.json --base old.json

Exit status: 0 done, 1 conflict, or a patch does not apply, 2 unreadable or malformed input.)",
    run};

}  // namespace emend::cli
