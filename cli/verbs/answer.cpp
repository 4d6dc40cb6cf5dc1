// emend answer: what a vendor said, in our words.

#include "emend/adapters/response.hpp"
#include "emend/document.hpp"

#include "src/blame.hpp"
#include "src/command_line.hpp"
#include "src/output.hpp"
#include "src/request_words.hpp"

namespace emend::cli {
namespace {

struct plan {
    std::string vendor{};
    std::string resource{};
    std::string response{};
    std::string sent{};
    std::string patch{};
    std::vector<std::string> params{};
    std::string profile{};
    bool task = false;
};

outcome<adapters::asked> read_asked(const plan& p, reader& files) {
    adapters::asked what;
    if (auto read = read_pairs("--param", p.params, what.params); !read) return fail(std::move(read).error());
    if (!p.sent.empty()) {
        const auto text = files.read(p.sent);
        if (!text) return fail(text.error());
        auto body = parse_ordered(text->text);
        if (!body) return fail(blame(body.error(), {&*text}));
        what.body = std::move(*body);
    }
    if (!p.patch.empty()) {
        const auto text = files.read(p.patch);
        if (!text) return fail(text.error());
        auto patch = parse_ordered_patch(text->text);
        if (!patch) return fail(blame(patch.error(), {&*text}));
        what.patch = std::move(*patch);
    }
    return what;
}

outcome<status> print(const ordered_json& out, bool refused_there) {
    const auto text = dump(out);
    if (!text) return fail(from_error(text.error()));
    if (auto written = write_out(*text + "\n"); !written) return fail(std::move(written).error());
    return refused_there ? refused : done;
}

outcome<status> run(const arguments& args) {
    plan p;
    command_line line(answer_verb);
    line.argument(p.vendor, "VENDOR", "who answered");
    line.argument(p.resource, "RESOURCE", "what was to change there");
    line.argument(p.response, "RESPONSE", "the answer, as curl --include prints it; - is standard input");
    line.options(p.params, "--param", "NAME=VALUE", "as given to emend request");
    line.option(p.sent, "--sent", "FILE", "the body that was sent;");
    line.option(p.patch, "--patch", "FILE", "and the patch it came from: errors then name its operations");
    line.flag(p.task, "--task", "the answer is that of a task, or of the place to look, that is followed");
    line.option(p.profile, "--profile", "FILE", "a profile of your own instead of those built in");
    if (auto over = line.parse(args)) return *over;
    reader files;
    std::optional<adapters::profile> loaded;
    if (!p.profile.empty()) {
        auto own = load_profile_file(files, p.profile);
        if (!own) return fail(std::move(own).error());
        loaded = std::move(*own);
    }
    const auto profile = choose_profile(p.vendor, p.resource, loaded);
    if (!profile) return fail(profile.error());
    const auto what = read_asked(p, files);
    if (!what) return fail(what.error());
    const auto text = files.read(p.response);
    if (!text) return fail(text.error());
    const auto got = adapters::parse_response(text->text);
    if (!got) return fail(from_findings(got.error()));
    if (p.task && got->status < 300) {
        const auto state = adapters::read_task(*profile, got->body);
        return print(adapters::to_json(state), state.at == adapters::task_state::stage::failed);
    }
    const auto answer = adapters::read_answer(*profile, *got, *what);
    return print(adapters::to_json(answer), answer.next == adapters::next_step::refused);
}

}  // namespace

const verb answer_verb{
    "answer", "VENDOR RESOURCE RESPONSE", "Read what a vendor's API answered.",
    R"(Says what comes next: {"next":"done","current":...}, or follow_task, look_there or read_again with
a "location", or refused with the vendor's "errors": each with its "path" in the resource, the
operation that was "sent" and that of your patch ("operation"), whether a "retry" is worth it, and
"retry_after" how many seconds. With --task: {"state":"running"|"succeeded"|"failed"}.

Example:
  curl --include ... | emend answer VENDOR RESOURCE - --param NAME=VALUE

Exit status: 0 taken, 1 refused or failed, 2 bad input or wrong usage.)",
    run};

}  // namespace emend::cli
