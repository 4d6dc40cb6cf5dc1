// emend request: a change in a vendor's words.

#include "emend/adapters/request.hpp"

#include <utility>

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
    std::string current{};
    std::string patch{};
    std::string desired{};
    std::vector<std::string> params{};
    std::vector<std::string> options{};
    std::string form{"json"};
    std::string profile{};
    std::string fill{};
    bool explain = false;
};

void declare(command_line& line, plan& p) {
    line.argument(p.vendor, "VENDOR", "whom to write to");
    line.argument(p.resource, "RESOURCE", "what to change there");
    line.option(p.current, "--current", "FILE", "the resource as it was read; - is standard input");
    line.option(p.patch, "--patch", "FILE", "what to change, as a JSON Patch on it;");
    line.option(p.desired, "--desired", "FILE", "or the resource as it shall be");
    line.options(p.params, "--param", "NAME=VALUE",
                 "what the request needs besides, such as an id in its path");
    line.options(p.options, "--option", "NAME=VALUE", "how the request is made, as listed below");
    line.option(p.form, "--as", "FORM", "json (default), http: the message, curl: a shell command");
    line.option(p.profile, "--profile", "FILE", "a profile of your own instead of those built in");
    line.flag(p.explain, "--explain", "print what each operation of the patch comes to, and the request");
    line.option(p.fill, "--fill", "FROM",
                "print secrets and hosts instead of $NAME: env, or a file of NAME=VALUE lines");
}

outcome<void> check(const plan& p) {
    if (const auto form = pick("form", p.form, {"json", "http", "curl"}); !form) return fail(form.error());
    if (p.current.empty())
        return fail(usage_error("emend request needs --current FILE: the resource as it was read"));
    if (p.patch.empty() == p.desired.empty())
        return fail(usage_error("emend request needs --patch FILE or --desired FILE, one of them"));
    return {};
}

template <class Value>
outcome<Value> read_file(reader& files, const std::string& path,
                         result<Value> (*parse)(std::string_view, const limits&)) {
    const auto text = files.read(path);
    if (!text) return fail(text.error());
    auto value = parse(text->text, {});
    if (!value) return fail(blame(value.error(), {&*text}));
    return std::move(*value);
}

outcome<adapters::request_input> read_input(const plan& p, reader& files) {
    adapters::request_input input;
    if (auto read = read_pairs("--param", p.params, input.params); !read)
        return fail(std::move(read).error());
    if (auto read = read_pairs("--option", p.options, input.options); !read)
        return fail(std::move(read).error());
    auto current = read_file(files, p.current, parse_ordered);
    if (!current) return fail(std::move(current).error());
    input.current = std::move(*current);
    if (p.patch.empty()) {
        auto desired = read_file(files, p.desired, parse_ordered);
        if (!desired) return fail(std::move(desired).error());
        input.desired = std::move(*desired);
    } else {
        auto patch = read_file(files, p.patch, parse_ordered_patch);
        if (!patch) return fail(std::move(patch).error());
        input.patch = std::move(*patch);
    }
    return input;
}

void print_warnings(const adapters::findings& all, bool as_json) {
    if (as_json && !all.empty())
        write_error_line("{\"warnings\":" + findings_json(from_findings(all).all) + "}");
    if (as_json) return;
    for (const auto& each : all) write_error_line("emend: warning: " + one_line(each.message));
}

outcome<std::string> shown(const plan& p, const std::optional<adapters::request>& request) {
    if (!request) return std::string(p.form == "json" ? "null\n" : "");
    if (p.form == "http") return adapters::to_http(*request);
    if (p.form == "curl") return adapters::to_curl(*request) + "\n";
    const auto text = dump(adapters::to_json(*request));
    if (!text) return fail(from_error(text.error()));
    return *text + "\n";
}

outcome<std::optional<adapters::request>> filled(const plan& p,
                                                 const std::optional<adapters::request>& request,
                                                 reader& files) {
    if (p.fill.empty() || !request) return request;
    auto made = with_values(*request, p.fill, files);
    if (!made) return fail(std::move(made).error());
    return std::optional<adapters::request>(std::move(*made));
}

// The report is printed even where the change is refused: it says by which operation.
outcome<status> explain(const plan& p, const adapters::profile& to, adapters::request_input input,
                        reader& files, bool as_json) {
    const auto told = adapters::explain_request(to, std::move(input));
    ordered_json out = ordered_json::object();
    out["operations"] = ordered_json::array();
    for (const auto& each : told.operations) out["operations"].push_back(adapters::to_json(each));
    out["request"] = nullptr;
    if (told.made) {
        print_warnings(told.made->warnings, as_json);
        const auto request = filled(p, told.made->request, files);
        if (!request) return fail(request.error());
        if (*request) out["request"] = adapters::to_json(**request);
    }
    const auto text = dump(out);
    if (!text) return fail(from_error(text.error()));
    if (auto written = write_out(*text + "\n"); !written) return fail(std::move(written).error());
    if (!told.made) return fail(from_findings(told.made.error()));
    return done;
}

std::string described(std::string_view option, const adapters::profile::input& input) {
    constexpr std::size_t width = 42;
    std::string value = "...";
    for (const auto& choice : input.choices)
        value = (&choice == &input.choices.front() ? "" : value + "|") + choice;
    std::string out = "    " + std::string(option) + " " + input.name + "=" + value;
    out.append(out.size() < width ? width - out.size() : 1, ' ');
    return out + input.description + (input.required ? " (required)\n" : "\n");
}

// The help names what there is: the profiles know.
std::string catalogue() {
    std::string out = "Vendors and resources, with their parameters and options:\n";
    for (const auto& each : adapters::profiles()) {
        out.append("  ").append(each.vendor()).append(" ").append(each.resource()).append("\n");
        for (const auto& input : each.parameters()) out += described("--param", input);
        for (const auto& input : each.options()) out += described("--option", input);
    }
    return out;
}

outcome<status> run(const arguments& args) {
    plan p;
    command_line line(request_verb);
    declare(line, p);
    line.add_to_help(catalogue);
    if (auto over = line.parse(args)) return *over;
    if (auto right = check(p); !right) return fail(std::move(right).error());
    reader files;
    std::optional<adapters::profile> loaded;
    if (!p.profile.empty()) {
        auto own = load_profile_file(files, p.profile);
        if (!own) return fail(std::move(own).error());
        loaded = std::move(*own);
    }
    const auto profile = choose_profile(p.vendor, p.resource, loaded);
    if (!profile) return fail(profile.error());
    auto input = read_input(p, files);
    if (!input) return fail(std::move(input).error());
    if (p.explain) return explain(p, *profile, std::move(*input), files, line.errors_as_json());
    const auto made = adapters::make_request(*profile, std::move(*input));
    if (!made) return fail(from_findings(made.error()));
    print_warnings(made->warnings, line.errors_as_json());
    if (!made->request && !line.errors_as_json())
        write_error_line("emend: nothing to send: the resource would stay as it is");
    const auto request = filled(p, made->request, files);
    if (!request) return fail(request.error());
    const auto out = shown(p, *request);
    if (!out) return fail(out.error());
    if (auto written = write_out(*out); !written) return fail(std::move(written).error());
    return done;
}

}  // namespace

const verb request_verb{
    "request", "VENDOR RESOURCE", "Turn a change into the request that a vendor's API wants.",
    R"(Nothing is sent: the request is printed. Every rule that the change breaks is reported, one
a line. A change that changes nothing gives "null" and says so on standard error.

Hosts and secrets stand as $NAME, for the shell that the request is pasted into; --fill puts
their values in. They are never taken from the command line. --explain says for each operation
of a patch whether it is sent exactly, folded into a larger value, evaluated locally, or refused.

Example, for any VENDOR and RESOURCE above:
  emend request VENDOR RESOURCE --current now.json --desired edited.json --param NAME=VALUE --as curl

Exit status: 0 done, 1 the change breaks a rule of the vendor, 2 bad input or wrong usage.)",
    run};

}  // namespace emend::cli
