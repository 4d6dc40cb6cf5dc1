// One character that chooses options, then before ~~ after. For every input:
// - diff() gives a patch that leads from the one to the other, in both document types;
// - the same patch when asked again, no operation for equal documents, and without tests never a
//   longer one than a replacement of the whole document;
// - with old values tested, the patch still applies;
// - the text lane's patch leads from the one text to the other, whatever the numbers.

#include <nlohmann/json.hpp>

#include "emend/apply.hpp"
#include "emend/diff.hpp"
#include "emend/document.hpp"
#include "emend/equal.hpp"
#include "emend/text.hpp"

#include "support.hpp"

namespace emend::fuzz {
namespace {

diff_options options_of(char choice) {
    const auto bits = static_cast<unsigned char>(choice);
    diff_options options;
    options.arrays = static_cast<array_mode>(bits % 5U);
    if (options.arrays == array_mode::set) options.arrays = array_mode::aligned;  // order would not matter
    options.key = "id";
    options.moves = (bits & 8U) == 0;
    options.copies = (bits & 16U) == 0;
    options.minimal = (bits & 32U) != 0;
    options.tests = (bits & 64U) != 0 ? test_mode::old_values : test_mode::none;
    if ((bits & 128U) != 0) options.budget = 16;
    return options;
}

template <class Json>
void check(const Json& before, const Json& after, const diff_options& options) {
    const auto patch = diff(before, after, options);
    require(patch.has_value(), "any two documents have a difference");
    require(diff(before, after, options) == patch, "the same question has the same answer");

    const auto led = emend::apply(before, *patch);
    require(led.has_value() && equal(*led, after), "the patch leads there");
    require(patch->empty() == equal(before, after), "equal documents differ in nothing");
    if (options.tests != test_mode::none) return;

    Json whole = Json::array({Json{{"op", "replace"}, {"path", ""}}});
    whole[0]["value"] = after;
    require(to_document(*patch).dump().size() <= whole.dump().size(), "never longer than the whole document");
}

void check_text(std::string_view before, std::string_view after, const diff_options& options) {
    const auto patch = text::diff(before, after, options);
    require(patch.has_value(), "any two texts have a difference");
    const auto led = text::apply(before, *patch);
    require(led.has_value() && text::equal(*led, after) == true, "the text patch leads there");
}

void check(std::string_view before, std::string_view after, const diff_options& options) {
    const auto from = parse(before);
    const auto to = parse(after);
    if (!from || !to) return;
    check(*from, *to, options);
    check(*parse_ordered(before), *parse_ordered(after), options);
    check_text(before, after, options);
}

}  // namespace
}  // namespace emend::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto whole = emend::fuzz::text(data, size);
    if (whole.empty()) return 0;
    const auto [before, after] = emend::fuzz::split(whole.substr(1));
    emend::fuzz::check(before, after, emend::fuzz::options_of(whole.front()));
    return 0;
}
