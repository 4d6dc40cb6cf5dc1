// emend conform: suites of cases against an implementation.

#include <algorithm>

#include "src/blame.hpp"
#include "src/command_line.hpp"
#include "src/files.hpp"
#include "src/json_text.hpp"
#include "src/output.hpp"
#include "src/suite.hpp"

namespace emend::cli {
namespace {

std::size_t count(const std::vector<verdict>& verdicts, verdict::kind what) {
    return static_cast<std::size_t>(
        std::count_if(verdicts.begin(), verdicts.end(), [&](const verdict& v) { return v.what == what; }));
}

std::string column(std::size_t number) {
    const auto text = std::to_string(number);
    return std::string(text.size() < 8 ? 8 - text.size() : 1, ' ') + text;
}

std::string row(const std::vector<verdict>& verdicts, const std::string& name) {
    using kind = verdict::kind;
    return column(count(verdicts, kind::passed)) + column(count(verdicts, kind::failed)) +
           column(count(verdicts, kind::skipped)) + "  " + name + "\n";
}

std::string failures(const std::vector<verdict>& verdicts) {
    std::string out;
    for (const auto& each : verdicts)
        if (each.what == verdict::kind::failed) out += one_line("  " + each.name + ": " + each.story) + "\n";
    return out;
}

outcome<status> run(const arguments& args) {
    std::vector<std::string> suites;
    command_line line(conform_verb);
    line.arguments(suites, "SUITE...", "files of cases; - is standard input", 1);
    if (auto over = line.parse(args)) return *over;
    reader files;
    std::string table = "  passed  failed skipped  suite\n";
    std::vector<verdict> all;
    for (const auto& suite : suites) {
        const auto text = files.read(suite);
        if (!text) return fail(text.error());
        const auto verdicts = run_suite(text->text);
        if (!verdicts) return fail(blame(verdicts.error(), {&*text}));
        table += row(*verdicts, text->name) + failures(*verdicts);
        all.insert(all.end(), verdicts->begin(), verdicts->end());
    }
    if (suites.size() > 1) table += row(all, "all");
    if (auto written = write_out(table); !written) return fail(std::move(written).error());
    return count(all, verdict::kind::failed) == 0 ? done : refused;
}

}  // namespace

const verb conform_verb{
    "conform", "SUITE...", "Run suites of JSON Patch cases and print what passed and what failed.",
    R"(A suite is an array of records in the form of json-patch-tests: {"comment", "doc", "patch"}
with "expected" or "error"; records with "disabled": true are skipped.

Example:
  emend conform tests.json spec_tests.json

Exit status: 0 all passed, 1 some failed, 2 a suite cannot be read.)",
    run};

}  // namespace emend::cli
