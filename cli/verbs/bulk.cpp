// emend bulk: one line in, one line out.

#include <unistd.h>

#include "src/batch.hpp"
#include "src/command_line.hpp"
#include "src/descriptor.hpp"
#include "src/files.hpp"
#include "src/nearest.hpp"
#include "src/output.hpp"
#include "src/request_words.hpp"

namespace emend::cli {
namespace {

constexpr std::size_t block_bytes = std::size_t{1} << 20U;
constexpr std::size_t most_threads = 256;

struct plan {
    std::string verb{};
    std::vector<std::string> files{};
    std::string threads{"1"};
    std::string profile{};
    settings how{};
};

outcome<std::size_t> read_threads(const std::string& text) {
    const bool digits =
        !text.empty() && text.size() < 4 && text.find_first_not_of("0123456789") == std::string::npos;
    const std::size_t number = digits ? std::stoul(text) : 0;
    if (number >= 1 && number <= most_threads) return number;
    return fail(usage_error("--threads takes a number from 1 to " + std::to_string(most_threads) +
                            ", not \"" + text + "\""));
}

outcome<const service*> find_bulk_service(const std::string& name) {
    std::vector<std::string_view> names;
    for (const auto& each : services()) {
        if (!each.in_bulk) continue;
        if (each.name == name) return &each;
        names.push_back(each.name);
    }
    return fail(usage_error("emend bulk has no verb \"" + name + "\"" + hint(name, names)));
}

// A file that cannot be read is told before the first answer, not after a thousand.
outcome<std::vector<descriptor>> open_all(const std::vector<std::string>& files) {
    std::vector<descriptor> opened;
    bool stdin_taken = false;
    for (const auto& file : files) {
        if (file == "-" && std::exchange(stdin_taken, true))
            return fail(usage_error("standard input (-) can be read only once"));
        auto one = file == "-" ? outcome<int>(::dup(STDIN_FILENO)) : open_input(file);
        if (!one) return fail(std::move(one).error());
        opened.emplace_back(*one);
    }
    return opened;
}

outcome<std::size_t> answer_stream(line_stream& stream, batch& workers) {
    for (;;) {
        auto block = stream.next();
        if (!block) return fail(std::move(block).error());
        if (block->lines.empty()) return stream.next_number();
        if (auto taken = workers.take(std::move(*block)); !taken) return fail(std::move(taken).error());
    }
}

outcome<status> answer_files(const plan& p, batch& workers) {
    auto opened = open_all(p.files);
    if (!opened) return fail(std::move(opened).error());
    std::size_t number = 1;
    for (std::size_t i = 0; i < opened->size(); ++i) {
        line_stream stream((*opened)[i].number(), p.files[i], block_bytes, largest_text, number);
        const auto reached = answer_stream(stream, workers);
        if (!reached) return fail(reached.error());
        number = *reached;
    }
    if (auto finished = workers.finish(); !finished) return fail(std::move(finished).error());
    return workers.counts().failed == 0 ? done : refused;
}

void print_counts(const std::string& verb, const tally& counts, bool as_json) {
    const auto lines = std::to_string(counts.lines);
    const auto answered = std::to_string(counts.lines - counts.failed);
    const auto failed = std::to_string(counts.failed);
    write_error_line(as_json ? "{\"lines\":" + lines + ",\"done\":" + answered + ",\"failed\":" + failed + "}"
                             : "emend: bulk " + verb + ": " + lines + " lines, " + answered + " done, " +
                                   failed + " failed");
}

outcome<void> check_words(const plan& p) {
    if (p.verb != "diff" && !(p.how.words == diff_words{}))
        return fail(usage_error("options that choose a patch go with emend bulk diff, not " + p.verb));
    const auto options = to_options(p.how.words);
    return options ? outcome<void>() : fail(options.error());
}

outcome<void> read_profile(plan& p) {
    if (p.profile.empty()) return {};
    reader files;
    auto own = load_profile_file(files, p.profile);
    if (!own) return fail(std::move(own).error());
    p.how.profile = std::move(*own);
    return {};
}

outcome<status> run(const arguments& args) {
    plan p;
    command_line line(bulk_verb);
    line.argument(p.verb, "VERB", "diff, apply, merge or request");
    line.arguments(p.files, "FILE...", "files of lines; standard input if there is none", 0);
    line.option(p.threads, "--threads", "N", "work on N lines at a time (default 1)");
    line.option(p.profile, "--profile", "FILE", "request: a profile of your own besides those built in");
    declare(line, p.how.words);
    if (auto over = line.parse(args)) return *over;
    const auto what = find_bulk_service(p.verb);
    if (!what) return fail(what.error());
    const auto threads = read_threads(p.threads);
    if (!threads) return fail(threads.error());
    if (auto right = check_words(p); !right) return fail(std::move(right).error());
    if (auto read = read_profile(p); !read) return fail(std::move(read).error());
    if (p.files.empty()) p.files.emplace_back("-");
    batch workers(**what, p.how, *threads, write_out);
    auto answered = answer_files(p, workers);
    if (answered) print_counts(p.verb, workers.counts(), line.errors_as_json());
    return answered;
}

}  // namespace

const verb bulk_verb{"bulk", "VERB [FILE...]",
                     "Answer many requests: one JSON object a line in, one a line out, in the same order.",
                     R"(Lines in and out:
  diff      {"id":1,"before":...,"after":...}     {"id":1,"patch":[...]}
  apply     {"id":1,"doc":...,"patch":[...]}      {"id":1,"doc":...}
  merge     {"id":1,"doc":...,"merge_patch":...}  {"id":1,"doc":...}
  request   {"id":1,"vendor":"...","resource":"...","params":{...},"current":{...},"patch":[...]}
            {"id":1,"request":{...} or null,"warnings":[...]}
A line that fails gives {"id":1,"line":1,"error":{"code":...,"message":...}} in its place.
A diff line may carry "options", such as {"array":"keyed","key":"id"}. The id comes back
byte for byte, null if the line has none. Blank lines are skipped. Line numbers count
from 1 and run on from file to file. The counts are printed on standard error.

Example:
  emend bulk diff --threads 2 pairs.ndjson > patches.ndjson

Exit status: 0 all lines done, 1 some line failed, 2 unreadable input or wrong usage.)",
                     run};

}  // namespace emend::cli
