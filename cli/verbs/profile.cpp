// emend profile: a vendor of your own.

#include "emend/adapters/openapi.hpp"
#include "emend/document.hpp"

#include "src/blame.hpp"
#include "src/command_line.hpp"
#include "src/output.hpp"
#include "src/request_words.hpp"
#include "src/yaml.hpp"

namespace emend::cli {
namespace {

struct plan {
    std::string what{};
    std::string file{};
    adapters::openapi_operation operation{};
};

outcome<status> check(const plan& p, reader& files) {
    const auto loaded = load_profile_file(files, p.file);
    if (!loaded) return fail(loaded.error());
    std::string out = loaded->vendor() + " " + loaded->resource() + ": " + loaded->title() + "\n";
    for (const auto& input : loaded->parameters()) {
        out += "  --param " + input.name + (input.required ? " (required)\n" : "\n");
    }
    for (const auto& input : loaded->options()) out += "  --option " + input.name + "\n";
    if (auto written = write_out(out); !written) return fail(std::move(written).error());
    return done;
}

outcome<ordered_json> read_document(const source& file) {
    if (!looks_like_json(file.text)) return parse_yaml(file);
    auto document = parse_ordered(file.text);
    if (!document) return fail(blame(document.error(), {&file}));
    return std::move(*document);
}

outcome<status> draft(const plan& p, reader& files) {
    if (p.operation.path.empty() || p.operation.method.empty())
        return fail(usage_error("emend profile from-openapi needs --path PATH and --method METHOD"));
    const auto text = files.read(p.file);
    if (!text) return fail(text.error());
    const auto document = read_document(*text);
    if (!document) return fail(document.error());
    const auto made = adapters::draft_profile(*document, p.operation);
    if (!made) return fail(from_findings(made.error()));
    for (const auto& note : made->notes)
        write_error_line("emend: look at \"" + note.path + "\": " + one_line(note.message));
    if (auto written = write_out(made->profile.dump(2) + "\n"); !written)
        return fail(std::move(written).error());
    return done;
}

outcome<status> run(const arguments& args) {
    plan p;
    command_line line(profile_verb);
    line.argument(p.what, "WHAT", "check, or from-openapi");
    line.argument(p.file, "FILE", "a profile, or an OpenAPI 3 document as JSON or YAML; - is standard input");
    line.option(p.operation.path, "--path", "PATH", "from-openapi: the path, as the document spells it");
    line.option(p.operation.method, "--method", "METHOD", "from-openapi: PUT, PATCH or POST");
    line.option(p.operation.vendor, "--vendor", "NAME", "from-openapi: what to call the vendor");
    line.option(p.operation.resource, "--resource", "NAME", "from-openapi: and its resource");
    if (auto over = line.parse(args)) return *over;
    const auto what = pick("profile", p.what, {"check", "from-openapi"});
    if (!what) return fail(what.error());
    reader files;
    return *what == 0 ? check(p, files) : draft(p, files);
}

}  // namespace

const verb profile_verb{
    "profile", "check|from-openapi FILE", "Check a vendor's profile, or draft one from OpenAPI.",
    R"(A profile says in JSON what a vendor's API wants to be sent (docs/profile-format.md); with
--profile, request, bulk request and answer take one of your own.

  check         every mistake at once, with its place and what would be right
  from-openapi  a profile to start from, and on standard error what to look at

Examples:
  emend profile from-openapi openapi.yaml --path '/widgets/{id}' --method PATCH > widget.json
  emend profile check widget.json

Exit status: 0 done, 2 a mistake in the profile, unreadable input or wrong usage.)",
    run};

}  // namespace emend::cli
