// emend conform: suites of cases against an implementation.

#include <algorithm>
#include <list>

#include "harness/builtin.hpp"
#include "harness/numbers.hpp"
#include "harness/report.hpp"
#include "src/blame.hpp"
#include "src/command_line.hpp"
#include "src/files.hpp"
#include "src/output.hpp"
#include "src/line_answers.hpp"

namespace emend::cli {
namespace {

struct plan {
    std::vector<std::string> files{};
    std::vector<std::string> names{};
    std::string against{};
    std::string format{"table"};
    std::string timeout{"10"};
};

// Answers as `emend agent` would, without a process.
reply answer_ourselves(line& reader, const question& asked) {
    const auto text = "{\"id\":1," + asked.line() + "}";
    std::string out;
    append_agent_answer(out, reader, {1, text, false}, text.size());
    return {reply::kind::answer, std::move(out)};
}

outcome<std::vector<suite>> read_suites(const plan& p, std::list<source>& texts) {
    std::vector<suite> all;
    for (const auto& name : p.names) {
        auto some = builtin_suites(name);
        if (!some) return fail(std::move(some).error());
        std::move(some->begin(), some->end(), std::back_inserter(all));
    }
    reader files;
    for (const auto& file : p.files) {
        auto text = files.read(file);
        if (!text) return fail(std::move(text).error());
        texts.push_back(std::move(*text));
        auto read = read_suite(texts.back().name, texts.back().text);
        if (!read) return fail(blame(read.error(), {&texts.back()}));
        all.push_back(std::move(*read));
    }
    return all;
}

outcome<std::vector<suite_run>> run_all(const std::vector<suite>& suites, const respondent& ask) {
    std::vector<suite_run> runs;
    for (const auto& each : suites) {
        auto verdicts = run_suite(each, ask);
        if (!verdicts) return fail(std::move(verdicts).error());
        runs.push_back({&each, std::move(*verdicts)});
    }
    return runs;
}

outcome<std::vector<suite_run>> run_against(const plan& p, const std::vector<suite>& suites,
                                            std::chrono::milliseconds patience) {
    if (p.against.empty()) {
        line reader;
        return run_all(suites, [&](const question& asked) { return answer_ourselves(reader, asked); });
    }
    subject other(p.against, patience);
    return run_all(suites, [&](const question& asked) {
        other.ask(asked.line());
        return other.take();
    });
}

outcome<status> run(const arguments& args) {
    plan p;
    command_line line(conform_verb);
    line.arguments(p.files, "SUITE...", "files of cases; - is standard input", 0);
    line.options(p.names, "--suite", "NAME", "cases built in: builtin, or builtin/NAME for some of them");
    line.option(p.against, "--against", "COMMAND", "test this command; without it, emend itself");
    line.option(p.format, "--format", "FORM", "table (default), json or junit");
    line.option(p.timeout, "--timeout", "SECONDS", "the longest wait for an answer (default 10)");
    line.add_to_help([] {
        std::string out = "Built in:";
        for (const auto name : builtin_names()) out += " builtin/" + std::string(name);
        return out + "\n";
    });
    if (auto over = line.parse(args)) return *over;
    if (p.files.empty() && p.names.empty())
        return fail(usage_error("emend conform needs a suite: emend conform SUITE..., or --suite builtin"));
    const auto form = pick("form of report", p.format, {"table", "json", "junit"});
    if (!form) return fail(form.error());
    const auto patience = read_seconds("--timeout", p.timeout);
    if (!patience) return fail(patience.error());
    std::list<source> texts;
    const auto suites = read_suites(p, texts);
    if (!suites) return fail(suites.error());
    const auto runs = run_against(p, *suites, *patience);
    if (!runs) return fail(runs.error());
    const auto subject = p.against.empty() ? "emend" : p.against;
    const auto report = *form == 0   ? table_report(*runs)
                        : *form == 1 ? json_report(*runs, subject)
                                     : junit_report(*runs, subject);
    if (auto written = write_out(report); !written) return fail(std::move(written).error());
    const bool all_passed = std::all_of(
        runs->begin(), runs->end(), [](const suite_run& each) { return count(each.verdicts).failed == 0; });
    return all_passed ? done : refused;
}

}  // namespace

const verb conform_verb{
    "conform", "SUITE...", "Run suites of cases against an implementation, in any language.",
    R"(A suite is an array of records in the form of json-patch-tests: {"comment", "doc", "patch"}
with "expected" or "error"; records with "disabled": true are skipped. A record may have "do": another
verb of emend agent, and the members of its line.

COMMAND is run as /bin/sh -c COMMAND: a program and its arguments, or any shell line. It reads one
request a line from its standard input and answers one a line, as emend agent does, until its input
ends; {"id":...,"error":{"code":"unsupported"}} for a verb that it does not have. It is started again
when it crashes, hangs (--timeout), stops reading, or writes what is no answer to what was asked.

Examples:
  emend conform tests.json spec_tests.json
  emend conform --suite builtin --against 'python3 wrapper.py' --format junit > report.xml

Exit status: 0 all passed, 1 some failed, 2 a suite cannot be read, COMMAND cannot be run.)",
    run};

}  // namespace emend::cli
