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

    std::atomic<std::size_t> bytes_read = 0;  ///< since begin(), of files: packed as they are

    /// So many bytes are read from here on; 0: not known. A run may take several turns.
    void begin(std::size_t bytes_all);

    /// Shows how far it is, a few times a second at most.
    void show(const bulk::counts& so_far);

    /// Shows how much has been read, as long as there are no answers:
    /// "reading, 1,200 MB, 85.0 MB/s, 40 %, 0:12 left".
    void show_reading();

    /// Takes the line away.
    void clear();

    /// "1,200 lines, 3 failed".
    [[nodiscard]] static std::string counted(const bulk::counts& so_far);

    /// What stands in the line: `what`, and ", 85.0 MB/s, 40 %, 0:12 left".
    [[nodiscard]] static std::string text(std::string what, std::size_t bytes_read, std::size_t bytes_all,
                                          double seconds);

    /// Of the whole run.
    [[nodiscard]] double seconds() const { return since(begun_); }

private:
    static double since(clock::time_point then) {
        return std::chrono::duration<double>(clock::now() - then).count();
    }
    static bool wanted();
    [[nodiscard]] bool is_time();
    void write(std::string what);

    bool shown_;
    std::mutex lock_{};
    bool there_ = false;
    bool answered_ = false;
    std::size_t bytes_all_ = 0;
    clock::time_point begun_ = clock::now();
    clock::time_point turn_ = begun_;
    clock::time_point last_ = begun_;
};

}  // namespace emend::cli
