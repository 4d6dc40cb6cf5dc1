// emend compose: several patches as one.

#include "emend/text_algebra.hpp"

#include "src/blame.hpp"
#include "src/command_line.hpp"
#include "src/files.hpp"
#include "src/output.hpp"

namespace emend::cli {
namespace {

outcome<std::vector<source>> read_several(const std::vector<std::string>& paths) {
    reader files;
    std::vector<source> all;
    for (const auto& path : paths) {
        auto next = files.read(path);
        if (!next) return fail(std::move(next).error());
        all.push_back(std::move(*next));
    }
    return all;
}

outcome<status> run(const arguments& args) {
    std::vector<std::string> paths;
    std::string base;
    command_line line(compose_verb);
    line.arguments(paths, "PATCH", "the patches in their order; - is standard input", 1);
    line.option(base, "--base", "DOC", "the document that they are for: says each change once");
    if (auto over = line.parse(args)) return *over;
    const bool based = !base.empty();
    if (based) paths.push_back(base);
    const auto texts = read_several(paths);
    if (!texts) return fail(texts.error());
    std::vector<const source*> sources;
    std::vector<std::string_view> patches;
    for (const auto& each : *texts) {
        sources.push_back(&each);
        patches.emplace_back(each.text);
    }
    if (based) patches.pop_back();
    const auto got = based ? text::compose(patches, texts->back().text) : text::compose(patches);
    if (!got) return fail(blame(got.error(), sources));
    if (auto written = write_out(*got + "\n"); !written) return fail(std::move(written).error());
    return done;
}

}  // namespace

const verb compose_verb{
    "compose", "PATCH...", "Print one JSON Patch with the effect of several in turn.",
    R"(Operations that a later one provably undoes are left out. With --base each value is followed: one
that was moved twice is moved once, what came and went is not said, and what was tested of DOC is
tested first.

Example:
  emend compose monday.json tuesday.json --base old.json

Exit status: 0 done, 1 a patch does not apply (--base), 2 unreadable or malformed input.)",
    run};

}  // namespace emend::cli
