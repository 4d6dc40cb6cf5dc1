#pragma once

#include <string>

#include "emend/error.hpp"

#include "verb.hpp"

namespace emend::cli {

using change = result<std::string> (*)(const std::string& document, const std::string& patch);

/// Runs a verb that changes one document by another: `DOC PATCH`, to standard
/// output or --in-place. `patch_name` is what its help calls the second file.
[[nodiscard]] outcome<status> run_change(const verb& of, const arguments& args, const std::string& patch_name,
                                         change how);

}  // namespace emend::cli
