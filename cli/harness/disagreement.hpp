#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "question.hpp"

namespace emend::cli {

/// A case on which emend and a subject do not agree.
struct disagreement {
    std::uint64_t number = 0;  ///< of the case in its run
    question asked{};
    expectation right{};
    judgement found{};
};

/// In what way they disagree, whatever the case: "apply another_value", "apply accepts invalid_index".
[[nodiscard]] std::string way_of(const disagreement& d);

/// What a case that has been made small is probably about, in one line. A number or name that is out of the
/// ordinary and still there explains it, in whichever verbs and ways it shows; else the rule that is not kept
/// does, or the form of the operations. Disagreements with one cause are those with one of it.
[[nodiscard]] std::string cause_of(const disagreement& d);

/// The case as a record that emend conform takes.
[[nodiscard]] std::string record_of(const disagreement& d, const std::string& comment);

/// How far a case is from the smallest: bytes, and more for whatever is odd. Shrinking makes it less.
[[nodiscard]] std::size_t weight_of(const question& asked);

/// Smaller cases that may show the same, the boldest first.
[[nodiscard]] std::vector<question> smaller(const question& asked);

}  // namespace emend::cli
