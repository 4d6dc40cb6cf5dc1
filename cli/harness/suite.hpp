#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "question.hpp"

namespace emend::cli {

/// One record of a suite.
struct test_case {
    std::string name{};     ///< its place and its comment: "record 3: move into itself"
    std::string why{};      ///< a sentence why it matters, or nothing
    std::string skipped{};  ///< why it is not run, or nothing
    question asked{};
    expectation right{};
};

/// A suite that was read.
struct suite {
    std::string name{};
    std::vector<test_case> cases{};
};

/// Reads a suite in the form of json-patch-tests: an array of records with `doc` and `patch`, and
/// `expected` or `error`. What is ours beyond it:
///
///   do        another verb of the protocol; the record then has the members of its line.
///             diff, merge_diff, invert, compose, rebase, merge3 need no `expected`: the law holds
///   NAME_text a member as a string that holds its text, which may be broken
///   expected and error   either is right
///   survives  any answer is right
///   why       a sentence why the case matters
///
/// Records that ask nothing, and those with a true `disabled`, are skipped. Values are slices of the
/// text: nothing changes its spelling.
///
/// errors  those of text::index::parse(); invalid_patch when it is no array
[[nodiscard]] result<suite> read_suite(std::string name, std::string_view text);

/// What came of one record.
struct verdict {
    const test_case* of = nullptr;
    judgement found{};

    [[nodiscard]] bool skipped() const {
        return !of->skipped.empty() || found.what == judgement::kind::unsupported;
    }
    [[nodiscard]] bool failed() const { return !skipped() && found.failed(); }
};

/// Whoever answers: emend itself, or a subject.
using respondent = std::function<outcome<reply>(const question&)>;

/// Runs all cases, one after the other.
///
/// errors  those of the respondent
[[nodiscard]] outcome<std::vector<verdict>> run_suite(const suite& cases, const respondent& ask);

}  // namespace emend::cli
