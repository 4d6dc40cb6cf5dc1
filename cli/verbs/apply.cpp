// emend apply: a document changed by a JSON Patch.

#include "emend/text.hpp"

#include "src/change.hpp"

namespace emend::cli {
namespace {

outcome<status> run(const arguments& args) {
    return run_change(apply_verb, args, "PATCH", [](const std::string& document, const std::string& patch) {
        return text::apply(document, patch);
    });
}

}  // namespace

const verb apply_verb{
    "apply", "DOC PATCH", "Apply a JSON Patch (RFC 6902) to a document and print the result.",
    R"(All operations are applied, or none. What the patch does not touch keeps its bytes: white
space, member order, the spelling of numbers and strings.

Examples:
  emend apply order.json changes.json > new-order.json
  emend diff old.json new.json | emend apply --in-place config.json -

Exit status: 0 applied, 1 the patch does not fit the document, 2 unreadable or malformed input.)",
    run};

}  // namespace emend::cli
