#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "process.hpp"
#include "src/failure.hpp"
#include "src/line.hpp"

namespace emend::cli {

/// What a question came to.
struct reply {
    enum class kind : std::uint8_t {
        answer,           ///< `text` is the line that it answered
        crashed,          ///< it went away; from here on `text` says in words what happened
        hung,             ///< no answer came in time
        stopped_reading,  ///< it left the question lying
        rubbish,          ///< its line is no JSON object
        wrong_id,         ///< its line has an id that nobody asked for
        not_asked,        ///< it had failed too often before
    };
    kind what = kind::answer;
    std::string text{};
};

[[nodiscard]] std::string_view to_string(reply::kind kind);

/// An implementation in a process of its own that speaks the line protocol of `emend agent`.
/// Questions go out many at a time, replies come in the order of asking. When something goes wrong
/// with several on their way, the subject is started anew and asked these one at a time, to find
/// the one that is to blame.
class subject {
public:
    subject(std::string command, std::chrono::milliseconds patience)
        : command_(std::move(command)), patience_(patience) {}

    /// Asks: `members` are those of the line, but for the id.
    void ask(std::string_view members);

    /// Questions whose reply has not been taken.
    [[nodiscard]] std::size_t waiting() const { return questions_.size(); }

    /// Takes the reply to the oldest of them, which must be there.
    ///
    /// errors  io_error: the command cannot be run
    [[nodiscard]] outcome<reply> take();

    /// Goes on asking, however often it has failed in a row.
    void forgive() { failures_in_a_row_ = 0; }

    [[nodiscard]] std::size_t restarts() const { return restarts_; }

    /// Trouble that did not come again when the questions were asked one at a time, in words.
    [[nodiscard]] const std::vector<std::string>& passing_troubles() const { return passing_; }

private:
    enum class stage : std::uint8_t { unsent, sent, done };
    struct question {
        std::uint64_t id = 0;
        std::string line{};
        stage at = stage::unsent;
        reply got{};
    };

    outcome<void> advance();
    void send_more();
    outcome<void> hear(const process::moved& moved);
    bool cut_lines();
    bool accept(std::string_view text);
    question* find(std::string_view id);
    question* only_one();
    void finish(question& which, reply got);
    outcome<void> trouble(reply::kind what, std::string story);
    outcome<void> silence();
    void refuse_all();

    std::string command_;
    std::chrono::milliseconds patience_;
    std::unique_ptr<process> child_{};
    line reader_{};
    std::deque<question> questions_{};
    std::string out_{};
    std::string in_{};
    std::chrono::steady_clock::time_point deadline_{};
    std::uint64_t next_id_ = 1;
    std::uint64_t narrow_until_ = 0;  // questions up to this one are asked one at a time
    std::string suspected_{};         // what went wrong before that
    std::size_t first_unsent_ = 0;    // all before it in `questions_` are sent or done
    std::size_t on_their_way_ = 0;
    std::size_t restarts_ = 0;
    std::size_t failures_in_a_row_ = 0;
    bool has_answered_ = false;
    std::vector<std::string> passing_{};
};

}  // namespace emend::cli
