// Runs the built command as a user does: arguments, standard input, files, pipes.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace emend::tests {

/// What a run of the command left behind.
struct ran {
    int status = -1;  ///< exit status, or 128 + the signal that ended it
    std::string out{};
    std::string err{};
};

/// Runs `emend ARGUMENTS` with `input` on standard input.
[[nodiscard]] ran emend(const std::vector<std::string>& arguments, const std::string& input = {});

/// The same with standard output led to `file`, such as /dev/full.
[[nodiscard]] ran emend_into(const std::string& file, const std::vector<std::string>& arguments,
                             const std::string& input = {});

/// The same with a standard output whose reader has gone away.
[[nodiscard]] ran emend_into_closed_pipe(const std::vector<std::string>& arguments,
                                         const std::string& input = {});

/// The same where no file may grow beyond so many bytes, as on a disk that is full.
[[nodiscard]] ran emend_with_little_disk(std::size_t bytes, const std::vector<std::string>& arguments,
                                         const std::string& input = {});

/// Starts `emend ARGUMENTS` and kills it after so long; gives the exit status, or 128 + SIGKILL.
[[nodiscard]] int emend_killed_after(std::chrono::microseconds time,
                                     const std::vector<std::string>& arguments);

/// A command that stays: it is asked line by line while its standard input is open.
class conversation {
public:
    explicit conversation(const std::vector<std::string>& arguments);
    conversation(const conversation&) = delete;
    conversation& operator=(const conversation&) = delete;
    ~conversation();

    /// Writes a line and waits for one; "" when none comes within ten seconds.
    std::string ask(const std::string& line);

    /// Sends a signal and gives the exit status, or 128 + the signal that ended it; standard input stays
    /// open.
    int end_by(int signal);

private:
    int to_ = -1;
    int from_ = -1;
    int child_ = 0;
    std::string read_{};
};

/// The object that --errors=json has printed.
[[nodiscard]] nlohmann::json error_of(const ran& run);

/// The lines of a text, each as JSON.
[[nodiscard]] std::vector<nlohmann::json> json_lines(const std::string& text);

/// A folder that disappears with its files.
class folder {
public:
    folder();
    folder(const folder&) = delete;
    folder& operator=(const folder&) = delete;
    ~folder();

    /// Writes a file and gives its path.
    std::string write(const std::string& name, const std::string& text) const;
    [[nodiscard]] std::string path(const std::string& name = {}) const { return (path_ / name).string(); }
    [[nodiscard]] std::size_t entries() const;

private:
    std::filesystem::path path_;
};

[[nodiscard]] std::string content_of(const std::string& path);

}  // namespace emend::tests
