#pragma once

#include <string>
#include <vector>

#include "suite.hpp"

namespace emend::cli {

/// A suite and what came of it.
struct suite_run {
    const suite* of = nullptr;
    std::vector<verdict> verdicts{};
};

struct suite_counts {
    std::size_t passed = 0;
    std::size_t failed = 0;
    std::size_t skipped = 0;
};
[[nodiscard]] suite_counts count(const std::vector<verdict>& verdicts);

/// A row for each suite, then each failure: what was asked, what was expected, what came.
[[nodiscard]] std::string table_report(const std::vector<suite_run>& runs);

/// One object with every case; a question, an expectation, an answer that is JSON stands as such.
[[nodiscard]] std::string json_report(const std::vector<suite_run>& runs, const std::string& subject);

/// The form that continuous integration reads.
[[nodiscard]] std::string junit_report(const std::vector<suite_run>& runs, const std::string& subject);

/// The text, or its beginning and its length.
[[nodiscard]] std::string shortened(const std::string& text, std::size_t most);

}  // namespace emend::cli
