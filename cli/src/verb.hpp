#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "failure.hpp"

namespace emend::cli {

using arguments = std::vector<std::string>;

/// A verb of the command: `emend NAME ARGUMENTS`.
struct verb {
    std::string_view name;
    std::string_view usage;    ///< its arguments: "DOC PATCH"
    std::string_view summary;  ///< one line for the list of verbs
    std::string_view about;    ///< the rest of its --help: what it does, examples, exit status
    outcome<status> (*run)(const arguments& args);
};

extern const verb diff_verb;
extern const verb apply_verb;
extern const verb merge_verb;
extern const verb merge3_verb;
extern const verb invert_verb;
extern const verb compose_verb;
extern const verb rebase_verb;
extern const verb convert_verb;
extern const verb validate_verb;
extern const verb equal_verb;
extern const verb get_verb;
extern const verb request_verb;
extern const verb answer_verb;
extern const verb profile_verb;
extern const verb bulk_verb;
extern const verb agent_verb;
extern const verb conform_verb;
extern const verb fuzz_verb;

/// Every verb there is, in the order of `emend --help`.
[[nodiscard]] const std::vector<const verb*>& verbs();

}  // namespace emend::cli
