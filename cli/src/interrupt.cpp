#include "interrupt.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace emend::cli {
namespace {

constexpr std::array<int, 2> heard{SIGINT, SIGTERM};

// A handler reaches nothing else; any thread may run it.
// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables)
std::atomic<int> came = 0;
std::atomic<int> write_end = -1;
int read_end = -1;
std::array<struct sigaction, heard.size()> before{};
static_assert(std::atomic<int>::is_always_lock_free);
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

extern "C" void note_signal(int number) {
    const int kept = errno;
    came = number;
    const char byte = 1;
    if (write_end >= 0) static_cast<void>(::write(write_end, &byte, 1) < 0);
    errno = kept;
}

}  // namespace

interrupts::interrupts() {
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) == 0) {
        read_end = ends[0];
        write_end = ends[1];
    }
    for (std::size_t i = 0; i < heard.size(); ++i) {
        struct sigaction ours {};
        ours.sa_handler = note_signal;
        ours.sa_flags = static_cast<int>(SA_RESETHAND);
        ::sigaction(heard[i], nullptr, &before[i]);
        // Who has started us with the signal ignored (nohup, a shell's background) wants it so.
        if (before[i].sa_handler != SIG_IGN) ::sigaction(heard[i], &ours, nullptr);
    }
}

interrupts::~interrupts() {
    for (std::size_t i = 0; i < heard.size(); ++i) ::sigaction(heard[i], &before[i], nullptr);
    const int last = write_end;
    write_end = -1;
    for (const int end : {read_end, last})
        if (end >= 0) ::close(end);
    read_end = -1;
}

int interrupts::signal() { return came; }
int interrupts::wake() { return read_end; }

}  // namespace emend::cli
