#pragma once

#include <cstddef>

#include "emend/bulk.hpp"

#include "byte_source.hpp"
#include "failure.hpp"

namespace emend::cli {

/// Reads lines in blocks: all that has arrived, at most about `most` bytes,
/// so that a slow peer gets its answers at once and a file is read in large pieces.
class line_stream {
public:
    line_stream(byte_source& from, std::size_t most, std::size_t longest, std::size_t first_number = 1)
        : from_(from), most_(most), lines_(longest, first_number) {}

    /// Gives the next lines that are not blank; none at the end. After a signal that asks for an end,
    /// whole lines that have been read still come, the beginning of one does not.
    [[nodiscard]] outcome<bulk::block> next();

    /// The number that the next line has.
    [[nodiscard]] std::size_t next_number() const { return lines_.next_number(); }

private:
    outcome<void> fill();

    byte_source& from_;
    std::size_t most_;
    bulk::cutter lines_;
    bool ended_ = false;
};

}  // namespace emend::cli
