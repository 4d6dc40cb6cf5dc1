// Exports command_line. CLI11 reads the arguments; the words are ours.

#include "command_line.hpp"

#include <algorithm>
#include <utility>

#include <CLI/CLI.hpp>

#include "nearest.hpp"
#include "output.hpp"

namespace emend::cli {

struct command_line::state {
    struct entry {
        std::string shown;
        std::string_view help;
    };
    struct positional {
        std::string name;
        CLI::Option* option;
        std::size_t least;
    };

    const verb& of;
    CLI::App app;
    std::vector<entry> entries{};
    std::vector<positional> positionals{};
    std::vector<std::string> names{"--help", "--errors"};
    std::string (*more)() = nullptr;
    std::vector<std::string> errors{};
    std::string* errors_file = nullptr;

    explicit state(const verb& v) : of(v), app("", std::string(v.name)) {
        app.set_help_flag("-h,--help");
        app.add_option("--errors", errors)->allow_extra_args(false);
    }

    void note(const std::string& name, const std::string& shown, std::string_view help) {
        names.push_back(name);
        entries.push_back({shown, help});
    }

    std::string see_help() const { return " (see emend " + std::string(of.name) + " --help)"; }
    std::string subject() const { return "emend " + std::string(of.name); }

    std::string help_text() const;
    failure unexpected(const std::string& typed) const;
    failure wrong(const CLI::ParseError& e) const;
    std::optional<failure> missing() const;
    std::optional<failure> take_errors_file();
};

std::string command_line::state::help_text() const {
    std::string out = "Usage: emend " + std::string(of.name) + " " + std::string(of.usage) +
                      (names.size() > 2 ? " [OPTION...]" : "") + "\n\n";
    out.append(of.summary).append("\n");
    if (!entries.empty()) out += '\n';
    for (const auto& each : entries) {
        constexpr std::size_t width = 26;
        std::string line = "  " + each.shown;
        line.append(line.size() < width ? width - line.size() : 1, ' ');
        out.append(line).append(each.help).append("\n");
    }
    if (more != nullptr) out.append("\n").append(more());
    return out.append("\n").append(of.about).append("\n");
}

failure command_line::state::unexpected(const std::string& typed) const {
    if (typed.size() < 2 || typed.front() != '-')
        return usage_error("\"" + typed + "\" is one argument too many for " + subject() + " " +
                           std::string(of.usage));
    const std::string name = typed.substr(0, typed.find('='));
    const std::vector<std::string_view> known(names.begin(), names.end());
    const auto near = nearest(name, known);
    return usage_error(subject() + " has no option " + name +
                       (near.empty() ? see_help() : ": did you mean " + near + "?"));
}

failure command_line::state::wrong(const CLI::ParseError& e) const {
    if (const auto rest = app.remaining(); !rest.empty()) return unexpected(rest.front());
    const std::string what = e.what();  // "--array: 1 required ... missing", "moves was given ..."
    const auto begin = std::min(what.find("--"), what.size());
    std::string name = what.substr(begin, what.find_first_of(": ", begin) - begin);
    if (name.empty()) name = "--" + what.substr(0, what.find(' '));
    if (what.find("missing") != std::string::npos) return usage_error(name + " needs a value" + see_help());
    if (what.find("At Most") != std::string::npos) return usage_error(name + " can be given only once");
    return usage_error(name + " takes no such value" + see_help());
}

std::optional<failure> command_line::state::missing() const {
    for (const auto& each : positionals)
        if (each.option->count() < each.least)
            return usage_error(subject() + " needs " + each.name + ": emend " + std::string(of.name) + " " +
                               std::string(of.usage));
    return std::nullopt;
}

// What a form may be, main.cpp has seen to.
std::optional<failure> command_line::state::take_errors_file() {
    for (const auto& each : errors) {
        if (!is_errors_file(each)) continue;
        if (errors_file == nullptr)
            return usage_error("no form of errors \"" + each + "\": --errors takes json or text here");
        if (!std::exchange(*errors_file, each).empty())
            return usage_error("--errors takes one file, not " + *errors_file + " too");
    }
    return std::nullopt;
}

command_line::command_line(const verb& of) : state_(std::make_unique<state>(of)) {}
command_line::~command_line() = default;

void command_line::argument(std::string& into, const std::string& name, std::string_view help) {
    state_->positionals.push_back({name, state_->app.add_option(name, into), 1});
    state_->entries.push_back({name, help});
}

void command_line::arguments(std::vector<std::string>& into, const std::string& name, std::string_view help,
                             std::size_t least) {
    state_->positionals.push_back({name, state_->app.add_option(name, into), least});
    state_->entries.push_back({name, help});
}

void command_line::option(std::string& into, const std::string& name, std::string_view value,
                          std::string_view help) {
    state_->app.add_option(name, into);
    state_->note(name, name + " " + std::string(value), help);
}

void command_line::options(std::vector<std::string>& into, const std::string& name, std::string_view value,
                           std::string_view help) {
    state_->app.add_option(name, into)->allow_extra_args(false);
    state_->note(name, name + " " + std::string(value), help);
}

void command_line::flag(bool& into, const std::string& name, std::string_view help) {
    state_->app.add_flag(name, into)->disable_flag_override();
    state_->note(name, name, help);
}

void command_line::toggle(bool& into, const std::string& name, std::string_view help) {
    const std::string off = "--no-" + name.substr(2);
    state_->app.add_flag(name + ",!" + off, into)->disable_flag_override();
    state_->note(name, name + ", " + off, help);
    state_->names.push_back(off);
}

void command_line::flag_or_option(std::string& into, const std::string& name, std::string_view implied,
                                  std::string_view value, std::string_view help) {
    state_->app.add_flag(name + "{" + std::string(implied) + "}", into);
    state_->note(name, name + "[=" + std::string(value) + "]", help);
}

void command_line::add_to_help(std::string (*more)()) { state_->more = more; }

void command_line::errors_file(std::string& into, std::string_view help) {
    state_->errors_file = &into;
    state_->entries.push_back({"--errors FILE", help});
}

bool command_line::has(const std::string& name) const { return state_->app.count(name) > 0; }

bool command_line::errors_as_json() const {
    const auto& all = state_->errors;
    const auto last =
        std::find_if(all.rbegin(), all.rend(), [](const auto& v) { return !is_errors_file(v); });
    return last != all.rend() && *last == "json";
}

std::optional<outcome<status>> command_line::parse(const cli::arguments& args) {
    try {
        state_->app.parse(cli::arguments(args.rbegin(), args.rend()));
    } catch (const CLI::CallForHelp&) {
        if (auto written = write_out(state_->help_text()); !written) return fail(std::move(written).error());
        return done;
    } catch (const CLI::ParseError& e) {
        return fail(state_->wrong(e));
    }
    if (auto lacking = state_->missing()) return fail(std::move(*lacking));
    if (auto wrong = state_->take_errors_file()) return fail(std::move(*wrong));
    return std::nullopt;
}

outcome<std::size_t> pick(std::string_view what, std::string_view typed,
                          const std::vector<std::string_view>& names) {
    const auto found = std::find(names.begin(), names.end(), typed);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    return fail(
        usage_error("no " + std::string(what) + " \"" + std::string(typed) + "\"" + hint(typed, names)));
}

}  // namespace emend::cli
