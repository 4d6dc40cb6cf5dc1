#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "line_stream.hpp"
#include "services.hpp"

namespace emend::cli {

/// How many lines were read and how many of them failed.
struct tally {
    std::size_t lines = 0;
    std::size_t failed = 0;
};

/// Answers lines on several threads, in the order of the lines.
class batch {
public:
    batch(const service& what, const settings& how, std::size_t threads);

    /// Gives the answers to `lines`, one a line; valid until the next call.
    [[nodiscard]] const std::vector<std::string>& answer(const std::vector<numbered_line>& lines);

    [[nodiscard]] const tally& counts() const { return counts_; }

private:
    struct share {
        line request{};
        std::size_t failed = 0;
    };

    void work(const std::vector<numbered_line>& lines, std::size_t part, std::size_t parts);

    const service& what_;
    const settings& how_;
    std::vector<share> shares_;
    std::vector<std::string> answers_{};  // one for each share: its lines' answers
    tally counts_{};
};

/// The failure of a line that was too long to be read.
[[nodiscard]] failure overlong_line(std::size_t longest);

}  // namespace emend::cli
