#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "failure.hpp"

namespace emend::cli {

/// A line of a stream. `overlong`: it was longer than the stream takes, and has been skipped.
struct numbered_line {
    std::size_t number = 0;  ///< from 1
    std::string_view text{};
    bool overlong = false;
};

/// Reads lines in batches: all that has arrived, at most about `batch` bytes,
/// so that a slow peer gets its answers at once and a file is read in large pieces.
/// Holds one batch, or the longest line, in memory.
class line_stream {
public:
    line_stream(int descriptor, std::string name, std::size_t batch, std::size_t longest,
                std::size_t first_number = 1)
        : descriptor_(descriptor),
          name_(std::move(name)),
          batch_(batch),
          longest_(longest),
          number_(first_number) {}

    /// Gives the next lines that are not blank; none at the end. They are valid until the next call.
    [[nodiscard]] outcome<std::vector<numbered_line>> next();

    /// The number that the next line has.
    [[nodiscard]] std::size_t next_number() const { return number_; }

private:
    outcome<void> fill();
    bool more_is_waiting() const;
    std::vector<numbered_line> cut();
    void add(std::vector<numbered_line>& lines, std::string_view text);

    int descriptor_;
    std::string name_;
    std::size_t batch_;
    std::size_t longest_;
    std::size_t number_;
    std::string buffer_{};
    std::size_t taken_ = 0;     // bytes of the buffer already handed out
    std::size_t searched_ = 0;  // bytes known to hold no line end
    bool skipping_ = false;     // inside an overlong line
    bool ended_ = false;
};

}  // namespace emend::cli
