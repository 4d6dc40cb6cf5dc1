// document ~~ merge patch. For every input:
// - merge() gives what nlohmann's own merge_patch gives, is idempotent, and leaves a document as it is
//   under {};
// - merge_diff() from the first to the second text gives a merge patch that leads there, or says that
//   a null would have to be stored.

#include <nlohmann/json.hpp>

#include "emend/document.hpp"
#include "emend/equal.hpp"
#include "emend/merge.hpp"

#include "support.hpp"

namespace emend::fuzz {
namespace {

void check_merge(const json& target, const json& patch) {
    const auto merged = merge(target, patch);
    require(merged.has_value(), "any document merges into any other");
    auto expected = target;
    expected.merge_patch(patch);
    require(equal(*merged, expected), "merging gives what RFC 7396 says");
    require(merge(*merged, patch) == merged, "merging twice is merging once");
    if (target.is_object()) require(merge(target, json::object()) == target, "{} changes no object");
}

template <class Json>
void check_diff(const Json& before, const Json& after) {
    const auto patch = merge_diff(before, after);
    if (!patch) {
        require(patch.error().code == errc::not_expressible, "only a null is in the way");
        require(after.dump().find("null") != std::string::npos, "there is a null");
        return;
    }
    const auto led = merge(before, *patch);
    require(led.has_value() && equal(*led, after), "the merge patch leads there");
}

void check(std::string_view first, std::string_view second) {
    const auto target = parse(first);
    const auto patch = parse(second);
    if (!target || !patch) return;
    check_merge(*target, *patch);
    check_diff(*target, *patch);
    check_diff(*parse_ordered(first), *parse_ordered(second));
}

}  // namespace
}  // namespace emend::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto [first, second] = emend::fuzz::split(emend::fuzz::text(data, size));
    emend::fuzz::check(first, second);
    return 0;
}
