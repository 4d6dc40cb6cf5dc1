// emend convert: between JSON Patch and merge patch.

#include "emend/text_algebra.hpp"

#include "src/blame.hpp"
#include "src/command_line.hpp"
#include "src/output.hpp"
#include "src/pair.hpp"

namespace emend::cli {
namespace {

outcome<status> run(const arguments& args) {
    std::string file;
    std::string to;
    std::string base;
    command_line line(convert_verb);
    line.argument(file, "FILE", "the patch or merge patch; - is standard input");
    line.option(to, "--to", "FORM", "patch: FILE is a merge patch; merge: FILE is a JSON Patch");
    line.option(base, "--base", "DOC", "the document that it is for");
    if (auto over = line.parse(args)) return *over;
    if (to.empty() || base.empty()) return fail(usage_error("emend convert needs --to FORM and --base DOC"));
    const auto form = pick("form", to, {"patch", "merge"});
    if (!form) return fail(form.error());
    const auto texts = read_two(file, base);
    if (!texts) return fail(texts.error());
    const auto got = *form == 0 ? text::to_patch(texts->first.text, texts->second.text)
                                : text::to_merge_patch(texts->first.text, texts->second.text);
    if (!got) return fail(blame(got.error(), {&texts->second, &texts->first}));
    if (auto written = write_out(*got + "\n"); !written) return fail(std::move(written).error());
    return done;
}

}  // namespace

const verb convert_verb{"convert", "FILE", "Turn a merge patch into a JSON Patch, or the other way round.",
                        R"(A merge patch (RFC 7396) cannot store a null: such a JSON Patch is not expressible.

Example:
  emend convert --to merge --base old.json changes.json

Exit status: 0 done, 1 not expressible, or it does not apply, 2 unreadable or malformed input.)",
                        run};

}  // namespace emend::cli
