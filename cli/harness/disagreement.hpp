#pragma once

#include <cstdint>
#include <set>
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

/// What is special about a case that has been made small: names, numbers, strings, tokens of pointers
/// that are out of the ordinary, in words.
[[nodiscard]] std::set<std::string> oddities(const question& asked);

/// What it is probably about, in one line: the way, and the oddities or, where there are none, the
/// operations. Disagreements with one cause are those with one of it.
[[nodiscard]] std::string cause_of(const disagreement& d);

/// The case as a record that emend conform takes.
[[nodiscard]] std::string record_of(const disagreement& d, const std::string& comment);

/// How far a case is from the smallest: bytes, and more for whatever is odd. Shrinking makes it less.
[[nodiscard]] std::size_t weight_of(const question& asked);

/// Smaller cases that may show the same, the boldest first.
[[nodiscard]] std::vector<question> smaller(const question& asked);

/// Whether a name is one that the generator uses where names do not matter: a letter.
[[nodiscard]] bool is_plain_name(const std::string& name);

}  // namespace emend::cli
