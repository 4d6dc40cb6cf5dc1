#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "byte_buffer.hpp"
#include "failure.hpp"

namespace emend::cli {

/// A line of a stream. `overlong`: it was longer than the stream takes, and has been skipped.
struct numbered_line {
    std::size_t number = 0;  ///< from 1
    std::string_view text{};
    bool overlong = false;
};

/// Lines that arrived together, and the bytes they stand in.
struct line_block {
    byte_buffer bytes{};
    std::vector<numbered_line> lines{};
};

/// Reads lines in blocks: all that has arrived, at most about `most` bytes,
/// so that a slow peer gets its answers at once and a file is read in large pieces.
class line_stream {
public:
    line_stream(int descriptor, std::string name, std::size_t most, std::size_t longest,
                std::size_t first_number = 1)
        : descriptor_(descriptor),
          name_(std::move(name)),
          most_(most),
          longest_(longest),
          number_(first_number) {}

    /// Gives the next lines that are not blank; none at the end.
    [[nodiscard]] outcome<line_block> next();

    /// The number that the next line has.
    [[nodiscard]] std::size_t next_number() const { return number_; }

private:
    outcome<void> fill();
    bool more_is_waiting() const;
    std::size_t cut(std::vector<numbered_line>& lines);
    void add(std::vector<numbered_line>& lines, std::string_view text);

    int descriptor_;
    std::string name_;
    std::size_t most_;
    std::size_t longest_;
    std::size_t number_;
    byte_buffer buffer_{};      // what no line was cut of yet
    std::size_t searched_ = 0;  // bytes known to hold no line end
    bool skipping_ = false;     // inside an overlong line
    bool ended_ = false;
};

}  // namespace emend::cli
