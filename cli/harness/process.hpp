#pragma once

#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "src/failure.hpp"

namespace emend::cli {

/// A command that runs beside us and is spoken to through pipes: `/bin/sh -c COMMAND`,
/// in a process group of its own, which is killed and reaped when this goes away, or when a
/// signal ends us. All that the harness knows of processes is here.
class process {
public:
    /// errors  io_error: no pipe, no process
    [[nodiscard]] static outcome<std::unique_ptr<process>> start(const std::string& command);

    process(const process&) = delete;
    process& operator=(const process&) = delete;
    ~process();

    /// What one exchange of bytes came to.
    struct moved {
        std::size_t written = 0;  ///< bytes of `out` that went into the pipe
        bool read = false;        ///< something was appended to `in`
        bool deaf = false;        ///< it has closed its standard input
        bool over = false;        ///< it has closed its standard output
    };

    /// Writes what the pipe takes of `out`, reads what has come to the end of `in`; waits at most
    /// `patience` for the first of either.
    [[nodiscard]] moved exchange(std::string_view out, std::string& in, std::chrono::milliseconds patience);

    /// Whether it has left lying what was written to it.
    [[nodiscard]] bool has_unread_input() const;

    struct ending {
        std::string words{};
        int status = -1;  ///< exit status, or -1
    };

    /// Closes its standard input, gives it `grace` to end by itself, and kills what is left. Says how it
    /// ended: "ended with status 3", "was killed by signal 11 (SIGSEGV)"; nothing where it had to be killed.
    ending stop(std::chrono::milliseconds grace);

    /// The last that it wrote to its standard error, one line.
    [[nodiscard]] std::string last_words() const;

private:
    process() = default;
    void read_from(int& end, std::string& into, bool& any);

    int group_ = 0;
    int to_ = -1;
    int from_ = -1;
    int errors_ = -1;
    std::string said_{};
    std::array<char, std::size_t{1} << 16U> piece_{};  ///< what a read gives
};

}  // namespace emend::cli
