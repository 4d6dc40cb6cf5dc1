// The text of a profile. For every input load_profile() gives a profile or every mistake, the same ones
// each time, and
// - a mistake is about the profile, with a sentence and a pointer into it;
// - a profile that loads has its names and says what it takes, each input under a name of its own;
// - it is JSON, as the parser of documents reads it.

#include <algorithm>

#include "emend/adapters/profile.hpp"
#include "emend/document.hpp"

#include "findings.hpp"

namespace emend::fuzz {
namespace {

using adapters::profile;

void check_names(std::vector<profile::input> inputs) {
    const auto by_name = [](const auto& a, const auto& b) { return a.name < b.name; };
    const auto same_name = [](const auto& a, const auto& b) { return a.name == b.name; };
    std::sort(inputs.begin(), inputs.end(), by_name);
    require(std::adjacent_find(inputs.begin(), inputs.end(), same_name) == inputs.end(),
            "no two inputs have one name");
}

void check(std::string_view text) {
    const auto loaded = adapters::load_profile(text);
    const auto again = adapters::load_profile(text);
    require(loaded.has_value() == again.has_value(), "a profile loads every time or never");
    if (!loaded) {
        require(loaded.error() == again.error(), "the mistakes are the same every time");
        check_refusal(loaded.error());
        for (const auto& each : loaded.error())
            require(each.about == adapters::finding::subject::profile, "a mistake is about the profile");
        return;
    }
    require(parse_ordered(text).has_value(), "a profile is JSON");
    require(!loaded->vendor().empty() && !loaded->resource().empty(), "a profile has its names");
    check_names(loaded->parameters());
    check_names(loaded->options());
    require(loaded->parameters() == again->parameters() && loaded->options() == again->options(),
            "a profile takes the same inputs every time");
}

}  // namespace
}  // namespace emend::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    emend::fuzz::check(emend::fuzz::text(data, size));
    return 0;
}
