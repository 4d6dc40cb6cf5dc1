// The emend command: finds the verb, runs it, says what went wrong.

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <exception>
#include <new>

#include <unistd.h>

#include "src/command_line.hpp"
#include "src/nearest.hpp"
#include "src/output.hpp"
#include "src/verb.hpp"

namespace emend::cli {
namespace {

constexpr std::string_view introduction =
    R"(Usage: emend VERB ARGUMENTS

Makes, applies and reasons about changes to JSON documents: JSON Patch (RFC 6902), JSON Merge
Patch (RFC 7396), and the requests that vendors' APIs want for a change.

Verbs:
)";

constexpr std::string_view conclusion = R"(
Examples:
  emend diff old.json new.json > changes.json
  emend apply --in-place config.json changes.json
  emend request VENDOR RESOURCE --current now.json --desired edited.json --as curl
emend VERB --help says more, with examples of each.

Options of every verb:
  --errors json   say errors as one JSON object on standard error
  --help, --version

A file named - is standard input. Data goes to standard output, messages to standard error.
Exit status: 0 done, 1 the operation failed or the documents differ, 2 bad input or wrong usage.
)";

std::string help_text() {
    constexpr std::size_t width = 34;
    std::string out(introduction);
    for (const auto* each : verbs()) {
        std::string line = "  " + std::string(each->name) + " " + std::string(each->usage);
        line.append(line.size() < width ? width - line.size() : 1, ' ');
        out.append(line).append(each->summary).append("\n");
    }
    return out.append(conclusion);
}

outcome<status> print(std::string_view text) {
    if (auto written = write_out(text); !written) return fail(std::move(written).error());
    return done;
}

outcome<status> run_verb(const std::string& name, const arguments& rest) {
    std::vector<std::string_view> names;
    for (const auto* each : verbs()) {
        if (each->name == name) return each->run(rest);
        names.push_back(each->name);
    }
    return fail(usage_error("emend has no verb \"" + name + "\"" + hint(name, names)));
}

// What --errors says must be known before anything can go wrong.
outcome<bool> errors_as_json(const arguments& args) {
    bool as_json = false;
    for (std::size_t i = 0; i < args.size() && args[i] != "--"; ++i) {
        std::string kind;
        if (args[i].rfind("--errors=", 0) == 0)
            kind = args[i].substr(9);
        else if (args[i] == "--errors" && i + 1 < args.size())
            kind = args[++i];
        else
            continue;
        if (is_errors_file(kind)) continue;  // the verb's affair
        if (kind != "json" && kind != "text")
            return fail(usage_error("no form of errors \"" + kind + "\"" + hint(kind, {"json", "text"})));
        as_json = kind == "json";
    }
    return as_json;
}

// Options in front of the verb are handed on to it: `emend --errors=json diff ...`.
arguments take_leading_options(arguments& args) {
    arguments taken;
    while (!args.empty() && args.front().rfind("--errors", 0) == 0) {
        const std::size_t words = args.front() == "--errors" && args.size() > 1 ? 2 : 1;
        const auto end = args.begin() + static_cast<std::ptrdiff_t>(words);
        taken.insert(taken.end(), args.begin(), end);
        args.erase(args.begin(), end);
    }
    return taken;
}

outcome<status> run(arguments args) {
    auto rest = take_leading_options(args);
    if (args.empty()) return fail(usage_error("no verb given: emend --help lists them"));
    const auto first = args.front();
    rest.insert(rest.end(), args.begin() + 1, args.end());
    if (first == "--help" || first == "-h" || (first == "help" && args.size() == 1))
        return print(help_text());
    if (first == "--version") return print("emend " EMEND_VERSION "\n");
    if (first == "help") return run_verb(args[1], {"--help"});
    if (first.size() > 1 && first.front() == '-')
        return fail(
            usage_error("emend has no option " + first + hint(first, {"--help", "--version", "--errors"})));
    return run_verb(first, rest);
}

int finish(const outcome<status>& over, bool as_json) {
    if (over) return *over;
    report(over.error(), as_json);
    return over.error().exit;
}

}  // namespace
}  // namespace emend::cli

int main(int count, char** values) {
    using namespace emend::cli;
    std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is a write error like any other,
    std::signal(SIGXFSZ, SIG_IGN);  // and so is a file that may not grow
    hold_standard_streams();
    try {
        const arguments args(values + std::min(count, 1), values + count);
        const auto as_json = errors_as_json(args);
        if (!as_json) return finish(fail(as_json.error()), false);
        return finish(run(args), *as_json);
    } catch (const std::bad_alloc&) {
        // Without the line's end it would have to be copied, and there is no memory.
        static_cast<void>(write_all(STDERR_FILENO, "emend: out of memory\n", "standard error"));
        return bad_input;
    } catch (const std::exception& e) {  // nothing of ours throws: say it rather than abort
        write_error_line("emend: internal error: " + emend::one_line(e.what()));
        return bad_input;
    }
}
