#include "change.hpp"

#include "blame.hpp"
#include "command_line.hpp"
#include "output.hpp"
#include "pair.hpp"

namespace emend::cli {
namespace {

outcome<void> deliver(const std::string& path, const source& before, const std::string& after,
                      bool in_place) {
    if (!in_place) return write_out(after);
    if (before.text == after) return {};
    return replace_file(path, after);
}

}  // namespace

outcome<status> run_change(const verb& of, const arguments& args, const std::string& patch_name, change how) {
    std::string document;
    std::string patch;
    bool in_place = false;
    command_line line(of);
    line.argument(document, "DOC", "the document; - is standard input");
    line.argument(patch, patch_name, "the patch; - is standard input");
    line.flag(in_place, "--in-place",
              "write the result to DOC itself, atomically, instead of standard output");
    if (auto over = line.parse(args)) return *over;
    if (in_place && document == "-") return fail(usage_error("--in-place needs a file to write to, not -"));
    const auto texts = read_two(document, patch);
    if (!texts) return fail(texts.error());
    const auto changed = how(texts->first.text, texts->second.text);
    if (!changed) return fail(blame(changed.error(), {&texts->first, &texts->second}));
    if (auto delivered = deliver(document, texts->first, *changed, in_place); !delivered)
        return fail(std::move(delivered).error());
    return done;
}

}  // namespace emend::cli
