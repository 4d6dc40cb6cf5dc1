#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <tuple>

#include "tree.hpp"

namespace emend::cli {

/// What is out of the ordinary in a case, the more telling first: where a case holds several, the first is
/// taken for what matters. From quoted_name on they are often there by chance.
enum class hazard : std::uint8_t {
    nul,            ///< U+0000 in a name or string
    escape,         ///< a name with / or ~
    lent_name,      ///< __proto__ and the like
    letter_case,    ///< names that differ in case
    beyond_double,  ///< 1e400
    beyond_64,      ///< integers of 30 digits
    many_digits,    ///< in a decimal
    beyond_53,
    minus_zero,
    decimal,
    odd_name,  ///< "-" or digits
    empty_name,
    quoted_name,  ///< a name that JSON escapes
    wide_name,    ///< beyond ASCII
    quoted_string,
    wide_string,
    truth,
    null,
};

struct feature {
    hazard what{};
    std::string words{};

    friend bool operator<(const feature& a, const feature& b) {
        return std::tie(a.what, a.words) < std::tie(b.what, b.words);
    }
};
using features = std::set<feature>;

void note_name(const std::string& name, features& into);
void note_value(const tree& value, features& into);
/// Notes the names in a pointer; indices are none.
void note_pointer(const std::string& pointer, features& into);

/// The most telling one, in words, or "". `chance`: one that may be there by chance is better than none.
[[nodiscard]] std::string most_telling(const features& of, bool chance);

/// What is wrong with the form of a pointer: "a pointer without its slash", or "".
[[nodiscard]] std::string pointer_fault(const std::string& pointer);

/// Which token of a pointer cannot be an index, in words, or "": "an index with a leading zero".
[[nodiscard]] std::string index_fault(const std::string& pointer);

/// Whether a name is one that the generator uses where names do not matter: a letter.
[[nodiscard]] bool is_plain_name(const std::string& name);

}  // namespace emend::cli
