#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Streams of lines, such as NDJSON: bytes are cut into lines, several threads answer them, and the
/// answers leave in the order of the lines. No I/O: bytes are handed in, and a function of the caller's
/// takes what comes out. What is held at a time is bounded, however long the stream.
///
///     bulk::pipeline answers({.threads = 4}, make_worker, write);   // make_worker: see `worker`
///     bulk::cutter lines;
///     while (more()) {
///         lines.feed(next_bytes());
///         if (!answers.take(lines.cut())) break;
///     }
///     answers.take(lines.finish());
///     answers.finish();
///
/// take_all() has the threads fetch their blocks themselves, which is faster where reading is cheap.
namespace emend::bulk {

/// Bytes that grow at the end. What is about to be written over is not set to zero first.
class buffer {
public:
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::string_view view() const { return {data_.get(), size_}; }
    void clear() { size_ = 0; }

    /// Gives the place for that many more bytes; grown() says how many there are.
    [[nodiscard]] char* room(std::size_t more) {
        if (capacity_ - size_ < more) {
            const auto wanted = std::max(size_ + more, 2 * capacity_);
            auto fresh = std::make_unique_for_overwrite<char[]>(wanted);
            if (size_ > 0) std::memcpy(fresh.get(), data_.get(), size_);
            data_ = std::move(fresh);
            capacity_ = wanted;
        }
        return data_.get() + size_;
    }
    void grown(std::size_t by) { size_ += by; }
    void append(std::string_view bytes) {
        if (!bytes.empty()) std::memcpy(room(bytes.size()), bytes.data(), bytes.size());
        grown(bytes.size());
    }

private:
    std::unique_ptr<char[]> data_{};
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

/// A line of a stream, without its end. `overlong`: it was longer than the cutter takes, and has been
/// skipped.
struct line {
    std::size_t number = 0;  ///< from 1; blank lines count
    std::string_view text{};
    bool overlong = false;
};

/// Lines, and the bytes they stand in.
struct block {
    buffer bytes{};
    std::vector<line> lines{};
};

/// Cuts bytes into lines: "\n" ends one, and so does the end of the stream; a "\r" in front of it stays,
/// as JSON reads it as white space. Blank lines are left out.
///
/// cost    O(bytes); holds what was fed and not yet cut, at most `longest` of a line
class cutter {
public:
    static constexpr std::size_t no_longest = static_cast<std::size_t>(-1);

    explicit cutter(std::size_t longest = no_longest, std::size_t first_number = 1)
        : longest_(longest), number_(first_number) {}

    /// Takes bytes, wherever they begin and end.
    void feed(std::string_view bytes);

    /// The same without a copy: room() gives the place for so many bytes, grown() says how many came.
    [[nodiscard]] char* room(std::size_t size) { return waiting_.room(size); }
    void grown(std::size_t by);

    /// Whether a whole line, perhaps a blank one, waits to be cut.
    [[nodiscard]] bool has_line() const { return has_line_; }

    /// How many bytes wait to be cut.
    [[nodiscard]] std::size_t size() const { return waiting_.size(); }

    /// Gives the whole lines that are there; the beginning of another stays.
    [[nodiscard]] block cut() { return cut(false); }

    /// Gives all lines that are left; the last need not have its end.
    [[nodiscard]] block finish() { return cut(true); }

    /// The number that the next line has.
    [[nodiscard]] std::size_t next_number() const { return number_; }

private:
    [[nodiscard]] block cut(bool ended);
    void add(std::vector<line>& lines, std::string_view text);

    std::size_t longest_;
    std::size_t number_;
    buffer waiting_{};
    std::size_t searched_ = 0;  // bytes known to hold no line end
    bool has_line_ = false;
    bool skipping_ = false;  // inside an overlong line
};

/// Answers one line: appends the answer, with its line end, to `out`. False: what it appended says why
/// there is none. A worker is used by one thread, line after line, and may keep memory in between. What
/// it throws comes out of take() or finish().
using worker = std::function<bool(const line& each, std::string& out)>;

/// Where blocks come from: gives the next one, nothing at the end. Called by one thread at a time, not
/// always by the same.
using source = std::function<std::optional<block>()>;

/// How far a pipeline has come, over what has been handed to its sink.
struct counts {
    std::size_t lines = 0;
    std::size_t failed = 0;     ///< of these, the ones whose worker said false
    std::size_t last = 0;       ///< the number of the last one
    std::size_t bytes_in = 0;   ///< of the lines, ends not counted
    std::size_t bytes_out = 0;  ///< of the answers
};

/// The answers to the lines of one block.
struct answers {
    std::string_view text{};
    std::string_view failures{};  ///< those of the lines that failed, again; see options::copy_failures
    counts so_far{};              ///< these lines included
};

/// Where answers go: called in the order of the lines, by one thread at a time. False: nothing more is
/// wanted.
using sink = std::function<bool(const answers& some)>;

struct options {
    /// Threads that answer; with more than one, another calls the sink. With one, take() does it all.
    std::size_t threads = 1;

    /// Bytes of lines that are held at a time. A block that is larger by itself goes through alone.
    std::size_t in_flight = std::size_t{64} << 20U;

    /// Whether the first line that fails is the last that is answered.
    bool stop_at_failure = false;

    bool copy_failures = false;  ///< fill answers::failures
};

/// Answers blocks of lines on several threads; the answers leave in the order of the lines, the same bytes
/// whatever the number of threads. Used by one thread.
class pipeline {
public:
    /// `make_worker` is called once for each thread.
    pipeline(const options& how, const std::function<worker()>& make_worker, sink out);
    pipeline(const pipeline&) = delete;
    pipeline& operator=(const pipeline&) = delete;
    ~pipeline();

    /// Takes a block over; waits while too much is in flight. False: nothing more is wanted, as the sink
    /// has said so or a line has failed that is to be the last.
    bool take(block lines);

    /// Takes all blocks of a source, until it ends or nothing more is wanted. The threads that answer fetch
    /// them by turns, so that each finds in its cache what it has just read. What `next` throws comes out
    /// here; the blocks before it are answered all the same. False as take().
    bool take_all(const source& next);

    /// Waits until everything taken has been handed to the sink. Call once, at the end; false as take().
    bool finish();

    /// REQUIRES: finish() was called
    [[nodiscard]] const counts& total() const;

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace emend::bulk
