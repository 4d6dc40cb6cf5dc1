#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "disagreement.hpp"
#include "subject.hpp"

namespace emend::cli {

struct fuzz_plan {
    std::vector<std::string> verbs{};
    std::uint64_t seed = 0;
    std::uint64_t cases = 0;            ///< 0: no end
    std::chrono::milliseconds time{0};  ///< 0: no end
};

/// Disagreements that have, as far as one can tell, one cause.
struct cause {
    std::string words{};
    std::size_t times = 0;
    std::set<std::string> ways{};  ///< in which it showed: "diff: its patch does not apply"
    disagreement smallest{};
};

struct fuzz_report {
    std::vector<std::string> unsupported{};  ///< verbs that the subject does not have
    std::uint64_t cases = 0;                 ///< asked and answered
    std::uint64_t disagreed = 0;
    std::vector<cause> causes{};                      ///< by the number of their first case
    std::map<std::string, std::size_t> not_shrunk{};  ///< ways met more often than we look at
    std::vector<std::string> passing{};               ///< trouble that did not come again
    std::string stopped{};                            ///< why it ended early, or nothing
};

/// Runs cases against a subject, and makes small what they disagree on. Seed and number decide a case.
///
/// errors  those of subject::take(); usage_error: the subject has none of the verbs
[[nodiscard]] outcome<fuzz_report> fuzz(const fuzz_plan& plan, subject& other);

}  // namespace emend::cli
