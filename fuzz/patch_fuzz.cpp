// A patch document's text. For every input:
// - parse_patch() gives operations or an error whose operation index is inside the document;
// - what it accepts survives being written and read again;
// - both document types agree on acceptance.

#include <nlohmann/json.hpp>

#include "emend/document.hpp"
#include "emend/patch.hpp"

#include "support.hpp"

namespace emend::fuzz {
namespace {

void check(std::string_view text) {
    const auto ops = parse_patch(text);
    const auto ordered = parse_ordered_patch(text);
    require(ops.has_value() == ordered.has_value(), "json and ordered_json agree on what is a patch");
    if (!ops) {
        const auto operation = ops.error().operation;
        require(operation == error::none || operation < text.size(), "the operation is inside the patch");
        return;
    }
    require(ops->size() == ordered->size(), "json and ordered_json see the same operations");
    require(parse_patch(to_document(*ops)) == *ops, "a patch survives being written and read");
    const auto written = dump(to_document(*ordered));
    require(written.has_value() && parse_ordered_patch(*written) == *ordered,
            "a patch survives being written as text and read");
}

}  // namespace
}  // namespace emend::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    emend::fuzz::check(emend::fuzz::text(data, size));
    return 0;
}
