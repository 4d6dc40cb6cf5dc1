#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "failure.hpp"

namespace emend::cli {

/// What came of one record of a suite.
struct verdict {
    enum class kind { passed, failed, skipped };

    kind what = kind::skipped;
    std::string name{};   ///< its comment or id, or its place in the suite
    std::string story{};  ///< for failed: what was wanted and what came
};

/// Runs a suite in the form of json-patch-tests: an array of records with `doc`
/// and `patch`, and `expected` or `error`. Others, and those with a true
/// `disabled`, are skipped. Records are slices: nothing changes its spelling.
///
/// errors  those of text::index::parse(); invalid_patch when it is no array of objects
[[nodiscard]] result<std::vector<verdict>> run_suite(std::string_view suite);

}  // namespace emend::cli
