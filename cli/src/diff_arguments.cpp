#include "diff_arguments.hpp"

#include <utility>

namespace emend::cli {
namespace {

const std::vector<std::string_view> array_names{"aligned", "keyed", "positional", "set", "whole"};
const std::vector<std::string_view> test_names{"none", "old_values", "guards"};
const std::vector<std::string_view> number_names{"value", "spelling"};

template <class Enum>
outcome<Enum> pick_enum(std::string_view what, const std::string& typed,
                        const std::vector<std::string_view>& names, Enum unless_given) {
    if (typed.empty()) return unless_given;
    return pick(what, typed, names).map([](std::size_t i) { return static_cast<Enum>(i); });
}

failure not_a_pattern(std::string_view option, const std::string& pattern) {
    return usage_error(std::string(option) + " \"" + pattern +
                       "\" is no path pattern: it begins with \"/\", as in \"/items/*/price\"");
}

// PATH=MEMBER makes a rule for the arrays at PATH ("" is the root); MEMBER alone keys every array.
outcome<void> read_key(const std::string& text, diff_options& into) {
    const auto equals = text.rfind('=');
    if (equals == std::string::npos && !text.empty() && text.front() != '/') {
        into.key = text;
        return {};
    }
    const std::string path = text.substr(0, equals);
    if (equals == std::string::npos || equals + 1 == text.size())
        return fail(
            usage_error("--key \"" + text + "\" names no member: say --key MEMBER or --key PATH=MEMBER"));
    if (!path.empty() && path.front() != '/') return fail(not_a_pattern("--key", path));
    into.rules.push_back({path, array_mode::keyed, text.substr(equals + 1)});
    return {};
}

outcome<void> read_keys(const diff_words& words, diff_options& into) {
    for (const auto& each : words.keys)
        if (auto read = read_key(each, into); !read) return read;
    if (!into.key.empty()) {
        if (!words.array.empty() && into.arrays != array_mode::keyed)
            return fail(usage_error("--key " + into.key + " pairs by key: it goes with --array=keyed, not " +
                                    words.array));
        into.arrays = array_mode::keyed;
    } else if (into.arrays == array_mode::keyed) {
        if (into.rules.empty())
            return fail(usage_error("--array=keyed needs --key MEMBER or --key PATH=MEMBER"));
        into.arrays = array_mode::aligned;  // keys for some arrays only
    }
    return {};
}

}  // namespace

void declare(command_line& line, diff_words& words) {
    line.option(words.array, "--array", "MODE",
                "aligned (default), keyed, positional, set or whole, see below");
    line.options(words.keys, "--key", "[PATH=]MEMBER",
                 "pair elements by MEMBER, in the arrays at PATH or in all");
    line.toggle(words.moves, "--moves", "say \"move\" where it is shorter (default)");
    line.toggle(words.copies, "--copies", "say \"copy\" where it is shorter (default)");
    line.flag_or_option(words.tests, "--tests", "old_values", "KIND",
                        "test old values (old_values, default) or identities too (guards)");
    line.options(words.ignore, "--ignore", "PATTERN",
                 "leave out what the pattern names: /a/*/b, /**/updatedAt");
    line.option(words.numbers, "--numbers", "HOW", "numbers are equal by value (default) or by spelling");
    line.flag(words.minimal, "--minimal", "shortest patch rather than most readable");
}

outcome<diff_options> to_options(const diff_words& words) {
    diff_options out;
    const auto arrays = pick_enum("array mode", words.array, array_names, out.arrays);
    if (!arrays) return fail(arrays.error());
    const auto tests = pick_enum("kind of tests", words.tests, test_names, out.tests);
    if (!tests) return fail(tests.error());
    const auto numbers = pick_enum("way to compare numbers", words.numbers, number_names, out.numbers);
    if (!numbers) return fail(numbers.error());
    out.arrays = *arrays;
    out.tests = *tests;
    out.numbers = *numbers;
    out.moves = words.moves;
    out.copies = words.copies;
    out.minimal = words.minimal;
    out.ignore = words.ignore;
    for (const auto& pattern : words.ignore)
        if (pattern.empty() || pattern.front() != '/') return fail(not_a_pattern("--ignore", pattern));
    if (auto read = read_keys(words, out); !read) return fail(std::move(read).error());
    return out;
}

}  // namespace emend::cli
