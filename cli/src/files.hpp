#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "failure.hpp"

namespace emend::cli {

/// A text and where it came from.
struct source {
    std::string name{};  ///< as messages call it: the path as given, or "<stdin>"
    std::string text{};
};

/// What the text lane can hold, and so the most that is read of one file.
inline constexpr std::size_t largest_text = 0xffff'fffeU;

/// Reads the files of one command. Standard input, `-`, can be read only once.
class reader {
public:
    /// errors  io_error: unreadable, a directory; limit_exceeded: beyond largest_text;
    ///         usage_error: `-` a second time
    [[nodiscard]] outcome<source> read(const std::string& path);

private:
    bool stdin_taken_ = false;
};

/// Reads a descriptor to its end.
[[nodiscard]] outcome<std::string> read_all(int descriptor, std::string_view name, std::size_t size_hint);

/// Opens a file for reading; a directory is refused.
[[nodiscard]] outcome<int> open_input(const std::string& path);

/// Replaces a file's content: the new text is written beside it, synced and
/// renamed over it, so that every moment shows either the old file or the new.
///
/// keeps   mode, owner and group (where permitted); a symbolic link stays one, what it names is
///         replaced; on error the file is as before and nothing is left beside it
/// errors  io_error: not a regular file, not writable, disk full
[[nodiscard]] outcome<void> replace_file(const std::string& path, std::string_view text);

}  // namespace emend::cli
