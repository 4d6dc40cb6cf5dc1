#include "progress.hpp"

#include <cmath>
#include <utility>

#include <unistd.h>

#include "output.hpp"

namespace emend::cli {
namespace {

void write_to_terminal(std::string_view text) {
    static_cast<void>(write_all(STDERR_FILENO, text, "standard error"));
}

std::string with_commas(std::size_t number) {
    auto digits = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), ",");
    return digits;
}

std::string rate_text(double bytes_a_second) {
    const auto megabytes = std::to_string(bytes_a_second / 1e6);  // six digits behind the point
    return ", " + megabytes.substr(0, megabytes.size() - 5) + " MB/s";
}

std::string minutes(double seconds) {
    const auto all = static_cast<std::size_t>(std::ceil(seconds));
    const auto two = [](std::size_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    const auto hours = all / 3600;
    const auto rest = all / 60 % 60;
    return (hours > 0 ? std::to_string(hours) + ":" + two(rest) : std::to_string(rest)) + ":" + two(all % 60);
}

}  // namespace

bool progress::wanted() { return ::isatty(STDERR_FILENO) == 1 && ::isatty(STDOUT_FILENO) != 1; }

std::string progress::counted(const bulk::counts& so_far) {
    return with_commas(so_far.lines) + " lines, " + with_commas(so_far.failed) + " failed";
}

std::string progress::text(std::string what, std::size_t bytes_read, std::size_t bytes_all, double seconds) {
    if (seconds <= 0) return what;
    const double rate = static_cast<double>(bytes_read) / seconds;
    what.append(rate_text(rate));
    if (bytes_all == 0 || bytes_read == 0 || bytes_read > bytes_all) return what;
    what.append(", ").append(std::to_string(bytes_read * 100 / bytes_all)).append(" %, ");
    what.append(minutes(static_cast<double>(bytes_all - bytes_read) / rate)).append(" left");
    return what;
}

bool progress::is_time() {
    constexpr auto often = std::chrono::milliseconds(200);
    const auto now = clock::now();
    if (now - last_ < often) return false;
    last_ = now;
    return true;
}

void progress::write(std::string what) {
    there_ = true;
    write_to_terminal("\r" + text(std::move(what), bytes_read, bytes_all_, since(turn_)) + "\x1b[K");
}

void progress::begin(std::size_t bytes_all) {
    const std::lock_guard guard(lock_);
    bytes_read = 0;
    bytes_all_ = bytes_all;
    turn_ = clock::now();
}

void progress::show(const bulk::counts& so_far) {
    if (!shown_) return;
    const std::lock_guard guard(lock_);
    answered_ = true;
    if (is_time()) write(counted(so_far));
}

void progress::show_reading() {
    if (!shown_) return;
    const std::lock_guard guard(lock_);
    if (answered_ || !is_time()) return;
    write("reading, " + with_commas(bytes_read / 1'000'000) + " MB");
}

void progress::clear() {
    const std::lock_guard guard(lock_);
    if (there_) write_to_terminal("\r\x1b[K");
    there_ = false;
}

}  // namespace emend::cli
