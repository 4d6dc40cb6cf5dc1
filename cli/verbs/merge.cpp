// emend merge: a document changed by a merge patch.

#include "emend/text.hpp"

#include "src/change.hpp"

namespace emend::cli {
namespace {

outcome<status> run(const arguments& args) {
    return run_change(
        merge_verb, args, "MERGE_PATCH",
        [](const std::string& document, const std::string& patch) { return text::merge(document, patch); });
}

}  // namespace

const verb merge_verb{
    "merge", "DOC MERGE_PATCH", "Apply a JSON Merge Patch (RFC 7396) to a document and print the result.",
    R"(A member that is null in the merge patch is removed from the document, any other replaces
or adds; objects are merged member by member, arrays are replaced whole.

Example:
  echo '{"phone":null,"name":"Ann"}' | emend merge user.json -

Exit status: 0 merged, 2 unreadable or malformed input.)",
    run};

}  // namespace emend::cli
