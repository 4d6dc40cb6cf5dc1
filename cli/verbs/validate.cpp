// emend validate: whether a file is a JSON Patch.

#include "emend/text.hpp"

#include "src/blame.hpp"
#include "src/command_line.hpp"
#include "src/files.hpp"

namespace emend::cli {
namespace {

outcome<status> run(const arguments& args) {
    std::string patch;
    command_line line(validate_verb);
    line.argument(patch, "PATCH", "the patch; - is standard input");
    if (auto over = line.parse(args)) return *over;
    const auto text = reader().read(patch);
    if (!text) return fail(text.error());
    if (const auto valid = text::validate(text->text); !valid) return fail(blame(valid.error(), {&*text}));
    return done;
}

}  // namespace

const verb validate_verb{"validate", "PATCH", "Check that a file is a JSON Patch (RFC 6902).",
                         R"(Prints nothing when it is; else what is wrong and where.

Example:
  emend validate changes.json

Exit status: 0 it is, 2 it is not, or cannot be read.)",
                         run};

}  // namespace emend::cli
