#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>

#include "emend/bulk.hpp"

namespace emend::cli {

/// How far a long run has come, on one line of a terminal that is written over.
class progress {
public:
    using clock = std::chrono::steady_clock;

    /// Shown if standard error is a terminal and standard output is not, where the line would stand in
    /// the answers' way.
    progress() : progress(wanted()) {}
    explicit progress(bool shown) : shown_(shown) {}
    progress(const progress&) = delete;
    progress& operator=(const progress&) = delete;
    ~progress() { clear(); }

    std::atomic<std::size_t> bytes_read = 0;  ///< of files, packed as they are
    std::atomic<std::size_t> bytes_all = 0;   ///< of all files together; 0: not known

    /// Shows how far it is, a few times a second at most.
    void show(const bulk::counts& so_far);

    /// Shows how much has been read, as long as there are no answers: "reading, 1,200 MB, 85.0 MB/s".
    void show_reading();

    /// Takes the line away.
    void clear();

    /// What stands in the line: "1,200 lines, 3 failed, 85.0 MB/s, 40 %, 0:12 left".
    [[nodiscard]] static std::string text(const bulk::counts& so_far, std::size_t bytes_read,
                                          std::size_t bytes_all, double seconds);

    [[nodiscard]] double seconds() const {
        return std::chrono::duration<double>(clock::now() - begun_).count();
    }

private:
    static bool wanted();
    [[nodiscard]] bool is_time();
    void write(const std::string& text);

    bool shown_;
    std::mutex lock_{};
    bool there_ = false;
    bool answered_ = false;
    clock::time_point begun_ = clock::now();
    clock::time_point last_ = begun_;
};

}  // namespace emend::cli
