#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emend/bulk.hpp"

#include "descriptor.hpp"
#include "failure.hpp"
#include "progress.hpp"

namespace emend::cli {

/// Where the answers of emend bulk go, and what is told of the run: standard output, --errors FILE,
/// --summary FILE, the counts and the progress on standard error.
class bulk_report {
public:
    struct wishes {
        std::string verb{};
        std::string errors{};   ///< a file for the lines that failed, if any
        std::string summary{};  ///< a file for the summary, if any
        std::size_t threads = 1;
        bool lines_are_read = true;  ///< the input is lines, and not two snapshots
        bool as_json = false;
    };

    explicit bulk_report(wishes how) : how_(std::move(how)) {}

    /// Opens the files; `inputs` are descriptors of what is read, which must not be among them.
    ///
    /// errors  io_error, usage_error: a file would be written over that is read
    [[nodiscard]] outcome<void> open(const std::vector<int>& inputs);

    /// Takes answers; false when they cannot be written.
    bool take(const bulk::answers& some);

    [[nodiscard]] progress& meter() { return meter_; }

    /// Tells how it went: `broke_off` is what ended it before its time.
    [[nodiscard]] outcome<status> finish(const bulk::counts& total, bool stopped,
                                         std::optional<failure> broke_off);

private:
    [[nodiscard]] outcome<void> write_summary(const bulk::counts& total, std::string_view state,
                                              const std::optional<failure>& why) const;
    void print_counts(const bulk::counts& total) const;

    wishes how_;
    descriptor errors_{-1};
    descriptor summary_{-1};
    std::optional<failure> refused_{};  // what the writing of answers said
    progress meter_{};
};

}  // namespace emend::cli
