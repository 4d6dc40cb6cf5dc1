#include "request_words.hpp"

#include <cstdlib>
#include <map>
#include <sstream>
#include <utility>

namespace emend::cli {
namespace {

// A call, a profile or a patch document that is wrong in itself is bad input;
// a change that the resource or its vendor does not take is refused.
status status_of(const adapters::finding& f) {
    using subject = adapters::finding::subject;
    if (f.about == subject::usage || f.about == subject::profile) return bad_input;
    const bool malformed =
        f.code == to_string(errc::invalid_patch) || f.code == to_string(errc::invalid_pointer);
    return malformed ? bad_input : refused;
}

failure from_finding(const adapters::finding& f) {
    failure made{status_of(f), f.code, f.message};
    made.path = f.path;
    if (f.operation != adapters::finding::none) made.operation = f.operation;
    return made;
}

}  // namespace

failure from_findings(const adapters::findings& all) {
    if (all.empty()) return {bad_input, "unknown", "the request was refused without a reason"};
    auto first = from_finding(all.front());
    for (const auto& each : all) first.all.push_back(from_finding(each));
    return first;
}

outcome<adapters::profile> load_profile_file(reader& files, const std::string& path) {
    const auto text = files.read(path);
    if (!text) return fail(text.error());
    auto loaded = adapters::load_profile(text->text);
    if (loaded) return std::move(*loaded);
    auto failed = from_findings(loaded.error());
    failed.message = text->name + ": " + failed.message;
    for (auto& each : failed.all) each.message = text->name + ": " + each.message;
    return fail(std::move(failed));
}

outcome<adapters::profile> choose_profile(std::string_view vendor, std::string_view resource,
                                          const std::optional<adapters::profile>& loaded) {
    if (loaded && loaded->vendor() == vendor && loaded->resource() == resource) return *loaded;
    auto found = adapters::find_profile(vendor, resource);
    if (!found) return fail(from_findings(found.error()));
    return std::move(*found);
}

outcome<void> read_pairs(std::string_view option, const std::vector<std::string>& pairs, ordered_json& into) {
    for (const auto& pair : pairs) {
        const auto equals = pair.find('=');
        if (equals == std::string::npos || equals == 0)
            return fail(usage_error(std::string(option) + " takes NAME=VALUE, not \"" + pair + "\""));
        const auto name = pair.substr(0, equals);
        if (into.contains(name))
            return fail(usage_error(std::string(option) + " " + name + " is given twice"));
        into[name] = pair.substr(equals + 1);
    }
    return {};
}

outcome<adapters::request> with_values(adapters::request r, const std::string& from, reader& files) {
    std::map<std::string, std::string, std::less<>> values;
    if (from != "env") {
        const auto text = files.read(from);
        if (!text) return fail(text.error());
        std::istringstream lines(text->text);
        for (std::string each; std::getline(lines, each);) {
            const auto equals = each.find('=');
            if (each.empty() || each.front() == '#' || equals == std::string::npos) continue;
            if (each.back() == '\r') each.pop_back();
            values[each.substr(0, equals)] = each.substr(equals + 1);
        }
    }
    auto made =
        adapters::fill_variables(std::move(r), [&](const std::string& name) -> std::optional<std::string> {
            if (from != "env") {
                const auto found = values.find(name);
                return found == values.end() ? std::nullopt : std::optional(found->second);
            }
            const char* value = std::getenv(name.c_str());
            return value == nullptr ? std::nullopt : std::optional<std::string>(value);
        });
    if (!made) return fail(from_findings(made.error()));
    return std::move(*made);
}

}  // namespace emend::cli
