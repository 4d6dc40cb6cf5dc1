#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "failure.hpp"
#include "verb.hpp"

namespace emend::cli {

/// The command line of one verb: what it takes, its --help, and one clear line
/// for whatever is wrong with it. The variables given must outlive parse().
class command_line {
public:
    explicit command_line(const verb& of);
    command_line(const command_line&) = delete;
    command_line& operator=(const command_line&) = delete;
    ~command_line();

    /// An argument that must be there.
    void argument(std::string& into, const std::string& name, std::string_view help);
    /// Any number of arguments, at least `least`.
    void arguments(std::vector<std::string>& into, const std::string& name, std::string_view help,
                   std::size_t least);
    /// --name VALUE or --name=VALUE, once.
    void option(std::string& into, const std::string& name, std::string_view value, std::string_view help);
    /// --name VALUE, any number of times.
    void options(std::vector<std::string>& into, const std::string& name, std::string_view value,
                 std::string_view help);
    /// --name
    void flag(bool& into, const std::string& name, std::string_view help);
    /// --name and --no-name
    void toggle(bool& into, const std::string& name, std::string_view help);
    /// --name, meaning --name=VALUE with the value in `implied`, or --name=VALUE
    void flag_or_option(std::string& into, const std::string& name, std::string_view implied,
                        std::string_view value, std::string_view help);

    /// --errors FILE besides --errors json: a value with a dot or a slash in it is a file.
    void errors_file(std::string& into, std::string_view help);

    /// More for --help, made only when somebody asks.
    void add_to_help(std::string (*more)());

    /// Reads the arguments. Nothing: go on. Else the verb is over: help was
    /// printed, or the usage is wrong.
    [[nodiscard]] std::optional<outcome<status>> parse(const cli::arguments& args);

    /// Whether an option was given, be it with an empty value.
    [[nodiscard]] bool has(const std::string& name) const;

    /// Whether --errors=json was given: notes on standard error are JSON too.
    [[nodiscard]] bool errors_as_json() const;

private:
    struct state;
    std::unique_ptr<state> state_;
};

/// Whether a value of --errors is a file for those verbs that write one, not a form.
[[nodiscard]] inline bool is_errors_file(std::string_view value) {
    return value.find_first_of("./") != std::string_view::npos;
}

/// Finds `typed` among the `names`: its place in the list.
///
/// errors  usage_error naming the nearest, `what` says what the names are
[[nodiscard]] outcome<std::size_t> pick(std::string_view what, std::string_view typed,
                                        const std::vector<std::string_view>& names);

}  // namespace emend::cli
