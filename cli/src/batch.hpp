#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "line_stream.hpp"
#include "services.hpp"

namespace emend::cli {

/// How many lines were read and how many of them failed.
struct tally {
    std::size_t lines = 0;
    std::size_t failed = 0;
};

/// Where answers go.
using answer_sink = outcome<void> (*)(std::string_view text);

/// Answers blocks of lines on several threads; the answers come in the order of the lines. One more
/// thread writes them, so that those that are ready need not wait for the next lines. What is in flight
/// is bounded: take() waits for room.
class batch {
public:
    batch(const service& what, const settings& how, std::size_t threads, answer_sink out);
    batch(const batch&) = delete;
    batch& operator=(const batch&) = delete;
    ~batch();

    /// Takes a block over.
    ///
    /// errors  what the sink said of earlier answers: nothing more is written then
    [[nodiscard]] outcome<void> take(line_block block);

    /// Waits until all answers are written. Call once, at the end.
    ///
    /// errors  as take()
    [[nodiscard]] outcome<void> finish();

    [[nodiscard]] const tally& counts() const { return counts_; }

private:
    struct job {
        line_block block{};
        std::string answers{};
        std::size_t failed = 0;
        bool done = false;
    };

    void answer(line& request, job& j) const;
    outcome<void> deliver(const job& j);
    void work();
    void write();

    const service& what_;
    const settings& how_;
    answer_sink out_;
    std::size_t most_;  // jobs in flight; 0: the caller's thread does it all
    line own_{};
    tally counts_{};

    std::mutex lock_{};
    std::condition_variable begun_{};     // a job waits for a worker, or no more will come
    std::condition_variable answered_{};  // a job is done, or no more will come
    std::condition_variable written_{};   // a job left
    std::deque<std::unique_ptr<job>> jobs_{};
    std::size_t started_ = 0;  // of the jobs, how many have a worker
    bool closed_ = false;
    outcome<void> state_{};
    std::vector<std::thread> threads_{};
};

/// The failure of a line that was too long to be read.
[[nodiscard]] failure overlong_line(std::size_t longest);

}  // namespace emend::cli
