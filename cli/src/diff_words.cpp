// Exports read_words(): the "options" member of a line.

#include <nlohmann/json.hpp>

#include "diff_arguments.hpp"
#include "nearest.hpp"

namespace emend::cli {
namespace {

using nlohmann::json;

failure wrong_type(const std::string& name, std::string_view wanted) {
    return usage_error("option \"" + name + "\" must be " + std::string(wanted));
}

outcome<void> read_text(const std::string& name, const json& value, std::string& into) {
    if (!value.is_string()) return fail(wrong_type(name, "a string"));
    into = value.get<std::string>();
    return {};
}

outcome<void> read_bool(const std::string& name, const json& value, bool& into) {
    if (!value.is_boolean()) return fail(wrong_type(name, "true or false"));
    into = value.get<bool>();
    return {};
}

outcome<void> read_list(const std::string& name, const json& value, std::vector<std::string>& into) {
    into.clear();
    const auto items = value.is_array() ? value : json::array({value});
    for (const auto& item : items) {
        if (!item.is_string()) return fail(wrong_type(name, "a string or a list of strings"));
        into.push_back(item.get<std::string>());
    }
    return {};
}

// "tests": true says what a bare --tests says.
outcome<void> read_tests(const std::string& name, const json& value, std::string& into) {
    if (!value.is_boolean()) return read_text(name, value, into);
    into = value.get<bool>() ? "old_values" : "none";
    return {};
}

outcome<void> read_option(const std::string& name, const json& value, diff_words& words) {
    if (name == "array") return read_text(name, value, words.array);
    if (name == "key") return read_list(name, value, words.keys);
    if (name == "moves") return read_bool(name, value, words.moves);
    if (name == "copies") return read_bool(name, value, words.copies);
    if (name == "tests") return read_tests(name, value, words.tests);
    if (name == "ignore") return read_list(name, value, words.ignore);
    if (name == "numbers") return read_text(name, value, words.numbers);
    if (name == "minimal") return read_bool(name, value, words.minimal);
    const std::vector<std::string_view> known{"array", "key",    "moves",   "copies",
                                              "tests", "ignore", "numbers", "minimal"};
    return fail(usage_error("diff has no option \"" + name + "\"" + hint(name, known)));
}

}  // namespace

outcome<diff_words> read_words(std::string_view options_object, diff_words words) {
    const auto options = json::parse(options_object, nullptr, false);
    if (!options.is_object()) return fail(usage_error("\"options\" must be an object"));
    for (const auto& [name, value] : options.items())
        if (auto read = read_option(name, value, words); !read) return fail(std::move(read).error());
    return words;
}

}  // namespace emend::cli
