// emend fuzz: random cases, ours against another implementation.

#include "harness/fuzz.hpp"

#include <algorithm>
#include <random>

#include "harness/numbers.hpp"
#include "harness/report.hpp"
#include "src/command_line.hpp"
#include "src/json_text.hpp"
#include "src/output.hpp"

namespace emend::cli {
namespace {

struct words {
    std::string against{};
    std::string verbs{"apply,merge,diff,merge_diff,equal,validate,get,invert,compose,rebase,merge3"};
    std::string seed{};
    std::string cases{};
    std::string time{};
    std::string timeout{"10"};
    std::string format{"text"};
};

outcome<std::vector<std::string>> read_verbs(const std::string& list) {
    std::vector<std::string_view> names;
    for (const auto& form : verb_forms()) names.push_back(form.name);
    std::vector<std::string> verbs;
    for (std::size_t begin = 0; begin <= list.size();) {
        const auto end = std::min(list.find(',', begin), list.size());
        auto name = list.substr(begin, end - begin);
        if (const auto known = pick("verb", name, names); !known) return fail(known.error());
        if (std::find(verbs.begin(), verbs.end(), name) == verbs.end()) verbs.push_back(std::move(name));
        begin = end + 1;
    }
    return verbs;
}

outcome<fuzz_plan> read_plan(const words& given) {
    constexpr std::uint64_t usual_cases = 10'000;
    fuzz_plan plan;
    auto verbs = read_verbs(given.verbs);
    if (!verbs) return fail(std::move(verbs).error());
    plan.verbs = std::move(*verbs);
    plan.cases = given.time.empty() ? usual_cases : 0;
    plan.seed = given.seed.empty() ? std::random_device()() : 0;
    if (!given.seed.empty()) {
        const auto seed = read_number("--seed", given.seed);
        if (!seed) return fail(seed.error());
        plan.seed = *seed;
    }
    if (!given.cases.empty()) {
        const auto cases = read_number("--cases", given.cases);
        if (!cases) return fail(cases.error());
        if (*cases == 0) return fail(usage_error("--cases takes a number from 1"));
        plan.cases = *cases;
    }
    if (!given.time.empty()) {
        const auto time = read_seconds("--time", given.time);
        if (!time) return fail(time.error());
        plan.time = *time;
    }
    return plan;
}

std::string counted(std::uint64_t number, const std::string& what) {
    return std::to_string(number) + " " + what + (number == 1 ? "" : "s");
}

std::string record(const cause& c, std::uint64_t seed) {
    return record_of(c.smallest, c.words + " (seed " + std::to_string(seed) + ", case " +
                                     std::to_string(c.smallest.number) + ")");
}

template <class Names>
std::string listed(const Names& names) {
    std::string out;
    for (const auto& name : names) out += (out.empty() ? "" : ", ") + name;
    return out;
}

// Each cause once, its record ready for a suite.
std::string text_report(const fuzz_report& r, std::uint64_t seed) {
    constexpr std::size_t most_shown = 400;
    std::string out = "seed " + std::to_string(seed) + ": " + counted(r.cases, "case") + ", " +
                      std::to_string(r.disagreed) + " disagreed, " + counted(r.causes.size(), "cause") + "\n";
    if (!r.unsupported.empty()) out += "unsupported: " + listed(r.unsupported) + "\n";
    if (!r.stopped.empty()) out += "stopped early: " + r.stopped + "\n";
    for (const auto& each : r.passing)
        out += one_line("once, and not again when asked alone: " + each) + "\n";
    for (std::size_t i = 0; i < r.causes.size(); ++i) {
        const auto& c = r.causes[i];
        out +=
            "\n" + std::to_string(i + 1) + ". " + one_line(c.words) + " (" + counted(c.times, "time") + ")\n";
        out += "    shows in  " + one_line(listed(c.ways)) + "\n";
        out += "    case      " + one_line(record(c, seed)) + "\n";
        out += "    expected  " + one_line(shortened(in_words(c.smallest.right), most_shown)) + "\n";
        out += "    got       " + one_line(shortened(got_words(c.smallest.found), most_shown)) + "\n";
    }
    if (!r.not_shrunk.empty()) out += "\nMet more often than was looked at:\n";
    for (const auto& [way, times] : r.not_shrunk)
        out += "    " + way + ": " + std::to_string(times) + " more\n";
    return out;
}

std::string json_report(const fuzz_report& r, std::uint64_t seed) {
    std::string out = "[";
    for (const auto& c : r.causes) {
        out += &c == r.causes.data() ? "\n" : ",\n";
        auto one = record(c, seed);
        one.pop_back();
        out += one + ",\"times\":" + std::to_string(c.times) + ",\"shows_in\":" + in_quotes(listed(c.ways)) +
               ",\"got\":" + in_quotes(got_words(c.smallest.found)) + "}";
    }
    return out + "\n]\n";
}

void print_rate(std::uint64_t cases, std::chrono::steady_clock::duration took, std::size_t restarts,
                bool as_json) {
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(took).count() + 1;
    const auto rate = std::to_string(cases * 1000 / static_cast<std::uint64_t>(ms));
    write_error_line(as_json
                         ? "{\"cases\":" + std::to_string(cases) + ",\"milliseconds\":" + std::to_string(ms) +
                               ",\"restarts\":" + std::to_string(restarts) + "}"
                         : "emend: fuzz: " + counted(cases, "case") + " in " + std::to_string(ms) + " ms (" +
                               rate + " a second, shrinking included), " + counted(restarts, "restart"));
}

outcome<status> run(const arguments& args) {
    words given;
    command_line line(fuzz_verb);
    line.option(given.against, "--against", "COMMAND", "the implementation to test; must be given");
    line.option(given.verbs, "--do", "VERB,...", "what to ask (default: every verb below)");
    line.option(given.seed, "--seed", "N", "what decides the cases (default: another each time, printed)");
    line.option(given.cases, "--cases", "N", "how many (default 10000; without end if there is --time)");
    line.option(given.time, "--time", "SECONDS", "how long to ask; making small what is found comes on top");
    line.option(given.timeout, "--timeout", "SECONDS", "the longest wait for an answer (default 10)");
    line.option(given.format, "--format", "FORM", "text (default), or json: a suite for emend conform");
    if (auto over = line.parse(args)) return *over;
    if (given.against.empty())
        return fail(usage_error("emend fuzz needs an implementation to test: emend fuzz --against COMMAND"));
    const auto form = pick("form of report", given.format, {"text", "json"});
    if (!form) return fail(form.error());
    const auto patience = read_seconds("--timeout", given.timeout);
    if (!patience) return fail(patience.error());
    const auto plan = read_plan(given);
    if (!plan) return fail(plan.error());
    const auto begin = std::chrono::steady_clock::now();
    subject other(given.against, *patience);
    const auto report = fuzz(*plan, other);
    if (!report) return fail(report.error());
    const auto out = *form == 0 ? text_report(*report, plan->seed) : json_report(*report, plan->seed);
    if (auto written = write_out(out); !written) return fail(std::move(written).error());
    print_rate(report->cases, std::chrono::steady_clock::now() - begin, other.restarts(),
               line.errors_as_json());
    const bool agreed = report->disagreed == 0 && report->passing.empty() && report->stopped.empty();
    return agreed ? done : refused;
}

}  // namespace

const verb fuzz_verb{
    "fuzz", "--against COMMAND", "Ask another implementation random questions, and find where it is wrong.",
    R"(Verbs: apply, merge, diff, merge_diff, equal, validate, get, invert, compose, rebase, merge3.

COMMAND is run and spoken to as by emend conform --against. A disagreement is made small, and printed
once for each cause, as a record that emend conform takes. Compared is what an answer means: the
document of apply and merge, and whether it must fail; where a patch makes one document of another, what
it makes of it; for rebase and merge3, laws that hold for any of them. What is not compared: the wording
and the codes of errors, and what RFCs leave open (removing the root, names that stand twice).

Examples:
  emend fuzz --against 'python3 wrapper.py' --do apply,diff --cases 100000
  emend fuzz --against ./mine --seed 7 --format json > found.json; emend conform found.json --against ./mine

Exit status: 0 no disagreement, 1 some, 2 wrong usage, COMMAND cannot be run.)",
    run};

}  // namespace emend::cli
