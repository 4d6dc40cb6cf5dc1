// emend invert: the patch that takes a patch back.

#include "emend/text_algebra.hpp"

#include "src/blame.hpp"
#include "src/command_line.hpp"
#include "src/output.hpp"
#include "src/pair.hpp"

namespace emend::cli {
namespace {

outcome<status> run(const arguments& args) {
    std::string patch;
    std::string before;
    command_line line(invert_verb);
    line.argument(patch, "PATCH", "the patch; - is standard input");
    line.argument(before, "BEFORE", "the document that it is for; - is standard input");
    if (auto over = line.parse(args)) return *over;
    const auto texts = read_two(patch, before);
    if (!texts) return fail(texts.error());
    const auto back = text::invert(texts->first.text, texts->second.text);
    if (!back) return fail(blame(back.error(), {&texts->second, &texts->first}));
    if (auto written = write_out(*back + "\n"); !written) return fail(std::move(written).error());
    return done;
}

}  // namespace

const verb invert_verb{"invert", "PATCH BEFORE", "Print the patch that takes a JSON Patch back.",
                       R"(Applied to what PATCH makes of BEFORE it gives BEFORE again.

Example:
  emend invert changes.json old.json > back.json

Exit status: 0 done, 1 PATCH does not apply to BEFORE, 2 unreadable or malformed input.)",
                       run};

}  // namespace emend::cli
