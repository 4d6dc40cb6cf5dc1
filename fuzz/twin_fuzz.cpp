// before ~~ after. For every input: a text that is read beside another one (text_twin) gives the patch
// of two indexes that were read each on its own, or the same error, under any options of the diff
// that let it look into values it has not opened.

#include "emend/diff.hpp"
#include "emend/text.hpp"

#include "support.hpp"

namespace emend::fuzz {
namespace {

void check(std::string_view before, std::string_view after, const diff_options& options) {
    text::index alone;
    text::index other;
    if (!alone.parse(before)) return;
    const auto read = other.parse(after);
    text::differ beside;
    const auto patch = beside.diff(alone, after, options);
    require(patch.has_value() == read.has_value(), "beside another a text is read as on its own");
    if (!read) {
        require(patch.error().code == read.error().code, "it breaks by the same rule");
        require(patch.error().offset == read.error().offset, "it breaks at the same byte");
        return;
    }
    const auto expected = text::diff(alone, other, options);
    require(expected.has_value() && *patch == *expected, "the patch is that of two indexes");
    require(beside.diff(alone, after, options) == patch, "memory that was used says the same again");
}

}  // namespace
}  // namespace emend::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto [before, after] = emend::fuzz::split(emend::fuzz::text(data, size));
    emend::fuzz::check(before, after, {});
    emend::diff_options by_spelling;
    by_spelling.numbers = emend::number_mode::spelling;
    by_spelling.minimal = true;
    by_spelling.tests = emend::test_mode::old_values;
    emend::fuzz::check(before, after, by_spelling);
    emend::diff_options ignoring;
    ignoring.ignore = {"/**/a"};
    emend::fuzz::check(before, after, ignoring);
    return 0;
}
