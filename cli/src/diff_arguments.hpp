#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "emend/diff.hpp"

#include "command_line.hpp"
#include "failure.hpp"

namespace emend::cli {

/// What kind of patch is wanted, in words: as given on the command line or in
/// the "options" of a line.
struct diff_words {
    std::string array{};
    std::vector<std::string> keys{};  ///< MEMBER, or PATH=MEMBER
    bool moves = true;
    bool copies = true;
    std::string tests{};
    std::vector<std::string> ignore{};
    std::string numbers{};
    bool minimal = false;

    friend bool operator==(const diff_words&, const diff_words&) = default;
};

/// Declares the options that choose a patch.
void declare(command_line& line, diff_words& words);

/// Reads the words.
///
/// errors  usage_error, naming the nearest right word
[[nodiscard]] outcome<diff_options> to_options(const diff_words& words);

/// Reads the "options" object of a line over the words that hold for all lines.
/// Members: array, key (string or list), moves, copies, tests, ignore, numbers, minimal.
[[nodiscard]] outcome<diff_words> read_words(std::string_view options_object, diff_words words);

}  // namespace emend::cli
