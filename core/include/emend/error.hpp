#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

namespace emend {

/// Which rule was broken. One enumerator a rule, named after the rule:
/// to_string() gives the name, sentence() the rule in words, section() the law.
enum class errc : std::uint8_t {
    syntax_error,        ///< the text is not JSON                           RFC 8259 §2
    invalid_utf8,        ///< the text is not UTF-8                          RFC 8259 §8.1
    duplicate_member,    ///< a member name stands twice in one object       RFC 8259 §4
    not_json,            ///< a value that JSON cannot say (NaN, binary)     RFC 8259 §3, §6
    too_deep,            ///< nested deeper than `limits::depth`             RFC 8259 §9
    limit_exceeded,      ///< beyond another of the `limits`                 RFC 8259 §9
    invalid_pointer,     ///< no "/" in front, or a "~" without 0 or 1       RFC 6901 §3
    invalid_index,       ///< an array is asked for something not an index   RFC 6901 §4
    index_out_of_range,  ///< the array ends before the index                RFC 6902 §4.1
    path_not_found,      ///< the value, or its parent, is not there         RFC 6902 §4
    invalid_patch,       ///< the patch document breaks its own grammar      RFC 6902 §3, §4
    test_failed,         ///< the value at "path" differs                    RFC 6902 §4.6
    move_into_self,      ///< "from" is a proper prefix of "path"            RFC 6902 §4.4
    cannot_remove_root,  ///< a document without a root is no document       RFC 6902 §4.2
    not_expressible,     ///< the target form has no way to say it           RFC 7396 §1
    conflict,            ///< both sides changed one thing differently
    io_error,            ///< a file could not be read or written
};

/// What went wrong and where. Each coordinate is `none` (or empty) where it
/// has no meaning.
struct error {
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    errc code{};
    std::size_t operation = none;  ///< 0-based index in the patch
    std::string path{};            ///< JSON Pointer; "" is the whole document
    std::size_t offset = none;     ///< bytes from the start of the text
    std::string expected{};        ///< what would have been right
    std::string actual{};          ///< what was there instead

    friend bool operator==(const error&, const error&) = default;
};

template <class T>
using result = tl::expected<T, error>;

/// Wraps an error for return from a function that gives a `result`.
[[nodiscard]] inline tl::unexpected<error> fail(error e) { return tl::make_unexpected(std::move(e)); }

/// Gives the code's name as it stands in the enumeration: "test_failed".
[[nodiscard]] std::string_view to_string(errc code);

/// Says in a few words which rule was broken: "the value differs".
[[nodiscard]] std::string_view sentence(errc code);

/// Names the document that makes the rule, "RFC 6902 §4.6", or "" for our own rules.
[[nodiscard]] std::string_view section(errc code);

/// Says what was wrong, where, and what would be right, in one line:
///
///     operation 1 at "/b/9": index past the end: expected at most 2, got 9 (RFC 6902 §4.1)
[[nodiscard]] std::string to_string(const error& e);

/// Writes control characters as \n, \x1b and so on: whatever names a document holds, a message that quotes
/// them stays one line and moves no cursor.
[[nodiscard]] std::string one_line(std::string_view text);

}  // namespace emend
