// emend bulk: one line in, one line out.

#include "emend/bulk.hpp"

#include <optional>
#include <utility>

#include <unistd.h>

#include "src/bulk_items.hpp"
#include "src/bulk_report.hpp"
#include "src/byte_source.hpp"
#include "src/command_line.hpp"
#include "src/files.hpp"
#include "src/interrupt.hpp"
#include "src/line_answers.hpp"
#include "src/line_stream.hpp"
#include "src/nearest.hpp"
#include "src/record_key.hpp"
#include "src/request_words.hpp"
#include "src/sizes.hpp"
#include "src/snapshots.hpp"
#include "src/trees.hpp"

namespace emend::cli {
namespace {

constexpr std::size_t block_bytes = std::size_t{1} << 20U;
constexpr std::size_t most_threads = 256;

struct plan {
    std::string verb{};
    std::vector<std::string> files{};
    std::string threads{"1"};
    std::string longest{"1G"};
    std::string memory{"1G"};
    std::string join{};
    bool joined = false;
    bool tree = false;
    std::string profile{};
    std::string errors{};
    std::string summary{};
    bool fail_fast = false;
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

struct limits_of_run {
    std::size_t threads = 1;
    std::size_t line = 0;
    std::size_t memory = 0;  // of a join
};

outcome<limits_of_run> read_limits(const plan& p) {
    const auto threads = read_threads(p.threads);
    if (!threads) return fail(threads.error());
    const auto longest = read_size("--max-line", p.longest, 1, largest_text);
    if (!longest) return fail(longest.error());
    constexpr std::size_t least_memory = std::size_t{1} << 20U;
    const auto memory = read_size("--memory", p.memory, least_memory, std::size_t{1} << 50U);
    if (!memory) return fail(memory.error());
    return limits_of_run{*threads, *longest, *memory};
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

using inputs = std::vector<std::unique_ptr<file_source>>;

// A file that cannot be read is told before the first answer, not after a thousand.
outcome<inputs> open_all(const std::vector<std::string>& files, progress& meter) {
    inputs opened;
    bool stdin_taken = false;
    bool sized = true;
    std::size_t bytes = 0;
    for (const auto& file : files) {
        if (file == "-" && std::exchange(stdin_taken, true))
            return fail(usage_error("standard input (-) can be read only once"));
        auto one = file == "-" ? outcome<int>(::dup(STDIN_FILENO)) : open_input(file);
        if (!one) return fail(std::move(one).error());
        opened.push_back(std::make_unique<file_source>(descriptor(*one), file == "-" ? "<stdin>" : file,
                                                       &meter.bytes_read));
        const auto size = opened.back()->size();
        sized = sized && size;
        bytes += size.value_or(0);
    }
    meter.begin(sized ? bytes : 0);
    return opened;
}

outcome<std::size_t> answer_stream(line_stream& stream, bulk::pipeline& answers) {
    outcome<void> read;
    answers.take_all([&]() -> std::optional<bulk::block> {
        auto block = stream.next();
        if (!block) read = fail(std::move(block).error());
        if (!block || block->lines.empty()) return std::nullopt;
        return std::move(*block);
    });
    if (!read) return fail(std::move(read).error());
    return stream.next_number();
}

outcome<void> answer_files(inputs files, std::size_t longest, bulk::pipeline& answers) {
    std::size_t number = 1;
    for (auto& file : files) {
        const auto how = packing_by_name(file->name());
        const auto bytes = unpacked(std::move(file), how);
        line_stream stream(*bytes, block_bytes, longest, number);
        const auto reached = answer_stream(stream, answers);
        if (!reached) return fail(reached.error());
        number = *reached;
    }
    return {};
}

std::vector<int> numbers_of(const inputs& files) {
    std::vector<int> all;
    for (const auto& each : files) all.push_back(each->number());
    return all;
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

outcome<void> check_two_snapshots(plan& p, bool join_is_given) {
    if (!join_is_given && !p.tree) return {};
    const std::string option = join_is_given ? "--join" : "--tree";
    if (p.verb != "diff") return fail(usage_error(option + " goes with emend bulk diff, not " + p.verb));
    if (join_is_given && p.tree) return fail(usage_error("--join and --tree are two ways: give one of them"));
    if (p.files.size() != 2)
        return fail(usage_error(option + " takes two " + (p.tree ? "folders" : "files") +
                                ", BEFORE and AFTER, not " + std::to_string(p.files.size())));
    if (p.tree) return check_trees({p.files[0], p.files[1]});
    auto pointer = key_pointer(p.join);
    if (!pointer) return fail(std::move(pointer).error());
    p.join = std::move(*pointer);
    p.joined = true;
    return {};
}

std::function<bulk::worker()> workers_for(const plan& p, const trees& both, const service& what,
                                          const limits_of_run& most) {
    if (p.tree) return tree_answers(both, what, p.how, most.line);
    return p.joined ? item_answers(what, p.how) : line_answers(what, p.how, most.line);
}

// What was read before it broke off is answered all the same.
outcome<status> answer_all(const plan& p, const service& what, const limits_of_run& most, bool as_json) {
    const interrupts heard;
    const bool lines_are_read = !p.tree && !p.joined;
    const trees both = p.tree ? trees{p.files[0], p.files[1]} : trees{};
    bulk_report report({p.verb, p.errors, p.summary, most.threads, lines_are_read, as_json});
    auto files = p.tree ? outcome<inputs>(inputs{}) : open_all(p.files, report.meter());
    if (!files) return fail(std::move(files).error());
    if (auto opened = report.open(numbers_of(*files)); !opened) return fail(std::move(opened).error());
    bulk::pipeline answers(
        {.threads = most.threads, .stop_at_failure = p.fail_fast, .copy_failures = !p.errors.empty()},
        workers_for(p, both, what, most), [&](const bulk::answers& some) { return report.take(some); });
    outcome<void> over;
    if (p.tree) {
        bulk_items items(answers);
        static_cast<void>(walk_trees(both, items));
    } else {
        over = p.joined
                   ? join_snapshots(
                         {p.join, {std::move((*files)[0]), std::move((*files)[1])}, most.line, most.memory},
                         report.meter(), answers)
                   : answer_files(std::move(*files), most.line, answers);
    }
    const bool whole = answers.finish();
    return report.finish(answers.total(), !whole,
                         over ? std::nullopt : std::optional(std::move(over).error()));
}

outcome<status> run(const arguments& args) {
    plan p;
    command_line line(bulk_verb);
    line.argument(p.verb, "VERB", "diff, apply, merge or request");
    line.arguments(p.files, "FILE...", "files of lines; standard input if there is none", 0);
    line.option(p.threads, "--threads", "N", "work on N lines at a time (default 1)");
    line.flag(p.fail_fast, "--fail-fast", "stop behind the first line that fails");
    line.errors_file(p.errors, "write the lines that failed to FILE too");
    line.option(p.summary, "--summary", "FILE",
                "write counts, bytes, time and how it ended to FILE, as JSON");
    line.option(p.join, "--join", "KEY",
                "diff: pair the records of BEFORE and AFTER by a member or a pointer");
    line.option(p.memory, "--memory", "SIZE",
                "what --join may hold before it writes to $TMPDIR (default 1G)");
    line.flag(p.tree, "--tree", "diff: pair the files of the folders BEFORE and AFTER by their paths");
    line.option(p.longest, "--max-line", "SIZE", "a longer line fails, such as 64M (default 1G)");
    line.option(p.profile, "--profile", "FILE", "request: a profile of your own besides those built in");
    declare(line, p.how.words);
    if (auto over = line.parse(args)) return *over;
    const auto what = find_bulk_service(p.verb);
    if (!what) return fail(what.error());
    const auto most = read_limits(p);
    if (!most) return fail(most.error());
    if (auto right = check_words(p); !right) return fail(std::move(right).error());
    if (auto read = read_profile(p); !read) return fail(std::move(read).error());
    if (auto right = check_two_snapshots(p, line.has("--join")); !right)
        return fail(std::move(right).error());
    if (p.files.empty()) p.files.emplace_back("-");
    return answer_all(p, **what, *most, line.errors_as_json());
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
from 1 and run on from file to file. The counts are printed on standard error, and how far
it is when that is a terminal and standard output is not.

Two snapshots, for diff: lines of records, or folders of JSON files.
  --join id BEFORE AFTER     one line for each key: {"id":KEY,"patch":[...]} where both have it,
  --tree BEFORE/ AFTER/      {"id":KEY,"added":VALUE} and {"id":KEY,"removed":true} where one has;
                             with --tree the id is the path
KEY is a member's name, or a pointer such as /meta/id; it must be a string or a number. A record
without it, or with one that an earlier record has, gives {"id":...,"file":...,"line":N,"error":...}.
Where the keys of both files never fall, the lines come in the order of the keys; else in that
of BEFORE, then what was added in that of AFTER. Folders are walked name by name; symbolic links
are not followed and give an error line.

A FILE that ends in .gz or .zst is unpacked; others, and standard input, if their first bytes
are those of gzip or zstd. The same input gives the same output, whatever --threads says, and
memory is bounded by what is in flight, so a run can be cut up and repeated piece by piece.

--errors FILE: a name with a dot or a slash in it; json and text stay forms of messages.
SIGINT or SIGTERM: the lines that have been read are answered, the summary is written, and the
exit status is 130 or 143; a second one ends at once. It is no error when the reader of standard
output has gone: emend ends without a word.

Example:
  emend bulk diff --threads 2 --summary run.json pairs.ndjson.zst > patches.ndjson

Exit status: 0 all lines done, 1 some line failed, 2 unreadable input or wrong usage,
130 or 143 ended by a signal.)",
                     run};

}  // namespace emend::cli
