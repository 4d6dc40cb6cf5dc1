#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "emend/error.hpp"

namespace emend::cli {

/// Exit statuses of the command.
enum status : int {
    done = 0,
    refused = 1,   ///< the operation itself failed, or the documents differ
    bad_input = 2  ///< unreadable or malformed input, or wrong usage
};

/// Why a verb, or a line of a stream, gave no answer. What is printed on stderr.
struct failure {
    status exit = bad_input;
    std::string code{};     ///< an errc's name, a vendor finding's, or "usage_error"
    std::string message{};  ///< one line, without the program's name
    std::optional<std::size_t> operation{};
    std::optional<std::string> path{};
    std::optional<std::size_t> offset{};
    std::string expected{};
    std::string actual{};
    std::vector<failure> all{};  ///< every finding where there can be several, this one included
    bool silent = false;         ///< the reader of stdout went away: nobody wants to hear of it
};

template <class T>
using outcome = tl::expected<T, failure>;

[[nodiscard]] inline tl::unexpected<failure> fail(failure f) { return tl::make_unexpected(std::move(f)); }

/// The caller asked for something that does not exist.
[[nodiscard]] failure usage_error(std::string message);

/// A file, or one of the standard streams, could not be read or written: `why` is an errno.
[[nodiscard]] failure io_failure(std::string_view what, std::string_view name, int why);

/// What the engine refused, in its own words.
[[nodiscard]] failure from_error(const error& e);

/// Whether `e` speaks of a place in the document: then its path means something, "" included.
[[nodiscard]] bool has_path(const error& e);

/// Writes {code, message, operation, path, offset, expected, actual}, null where there is none,
/// and "errors" where there can be several.
[[nodiscard]] std::string to_json(const failure& f);

/// Writes "error":{...}, as in the answer to a line. Where there can be several
/// it is {code, message, path, operation}, and "errors":[...] has them all.
[[nodiscard]] std::string error_members(const failure& f);

/// Writes an array of {code, message, path, operation}.
[[nodiscard]] std::string findings_json(const std::vector<failure>& all);

/// Says the failure on stderr, in text or as one JSON object.
void report(const failure& f, bool as_json);

}  // namespace emend::cli
