// Exports process: posix_spawn, pipes and poll; no thread, no zombie, no SIGPIPE.

#include "process.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <poll.h>
#include <spawn.h>

#include "src/descriptor.hpp"

namespace emend::cli {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t words_kept = 4096;

// The group to take along when a signal ends us: it gets no Ctrl-C of its own.
volatile std::sig_atomic_t watched_group = 0;

extern "C" void end_with_group(int signal) {
    if (watched_group != 0) ::kill(-static_cast<pid_t>(watched_group), SIGKILL);
    ::signal(signal, SIG_DFL);
    ::raise(signal);
}

void watch(pid_t group) {
    watched_group = group;
    for (const int ending : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction now = {};
        if (::sigaction(ending, nullptr, &now) == 0 && now.sa_handler == SIG_IGN) continue;  // nohup
        ::signal(ending, group == 0 ? SIG_DFL : end_with_group);
    }
}

struct channel {
    descriptor read;
    descriptor write;
};

outcome<channel> open_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return fail(io_failure("cannot open", "a pipe", errno));
    return channel{descriptor(ends[0]), descriptor(ends[1])};
}

// Much room, so that neither side waits for the other while both have work; less will do, too.
int keep(descriptor& end) {
    constexpr int room = 1 << 20;
    const int number = ::fcntl(end.number(), F_DUPFD_CLOEXEC, 3);
    if (number >= 0) ::fcntl(number, F_SETPIPE_SZ, room);
    if (number >= 0) ::fcntl(number, F_SETFL, ::fcntl(number, F_GETFL) | O_NONBLOCK);
    return number;
}

int spawn(pid_t& child, const std::string& command, int in, int out, int err) {
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    sigset_t usual;
    ::sigemptyset(&usual);
    ::posix_spawnattr_setsigmask(&attributes, &usual);
    ::sigaddset(&usual, SIGPIPE);  // we ignore it; what we start should not inherit that
    ::posix_spawnattr_setsigdefault(&attributes, &usual);
    ::posix_spawnattr_setpgroup(&attributes, 0);
    ::posix_spawnattr_setflags(&attributes,
                               POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    std::string shell = "sh";
    std::string option = "-c";
    std::string text = command;
    std::array<char*, 4> words{shell.data(), option.data(), text.data(), nullptr};
    const int failed = ::posix_spawn(&child, "/bin/sh", &actions, &attributes, words.data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    return failed;
}

void close_end(int& end) {
    if (end >= 0) ::close(end);
    end = -1;
}

std::string_view name_of(int signal) {
    static constexpr std::array<std::pair<int, std::string_view>, 10> names{{{SIGSEGV, "SIGSEGV"},
                                                                             {SIGABRT, "SIGABRT"},
                                                                             {SIGBUS, "SIGBUS"},
                                                                             {SIGFPE, "SIGFPE"},
                                                                             {SIGILL, "SIGILL"},
                                                                             {SIGKILL, "SIGKILL"},
                                                                             {SIGTERM, "SIGTERM"},
                                                                             {SIGPIPE, "SIGPIPE"},
                                                                             {SIGINT, "SIGINT"},
                                                                             {SIGTRAP, "SIGTRAP"}}};
    for (const auto& [number, name] : names)
        if (number == signal) return name;
    return "?";
}

std::string by_signal(int signal) {
    return "was killed by signal " + std::to_string(signal) + " (" + std::string(name_of(signal)) + ")";
}

// A shell that waited for the command says 128 + N where signal N ended it.
process::ending words_for(int status) {
    if (WIFSIGNALED(status)) return {by_signal(WTERMSIG(status)), -1};
    const int code = WEXITSTATUS(status);
    if (code > 128 && code < 128 + 32) return {by_signal(code - 128), -1};
    return {"ended with status " + std::to_string(code), code};
}

// Waits a moment for a child that is about to end.
bool reap(pid_t child, int& status, milliseconds patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    for (;;) {
        const auto got = ::waitpid(child, &status, WNOHANG);
        if (got == child || (got < 0 && errno != EINTR)) return got == child;
        if (std::chrono::steady_clock::now() >= until) return false;
        ::poll(nullptr, 0, 2);
    }
}

}  // namespace

outcome<std::unique_ptr<process>> process::start(const std::string& command) {
    auto in = open_pipe();
    if (!in) return fail(std::move(in).error());
    auto out = open_pipe();
    if (!out) return fail(std::move(out).error());
    auto err = open_pipe();
    if (!err) return fail(std::move(err).error());
    std::unique_ptr<process> made(new process);
    made->to_ = keep(in->write);
    made->from_ = keep(out->read);
    made->errors_ = keep(err->read);
    pid_t child = 0;
    const int failed =
        made->to_ < 0 || made->from_ < 0 || made->errors_ < 0
            ? errno
            : spawn(child, command, in->read.number(), out->write.number(), err->write.number());
    if (failed != 0) return fail(io_failure("cannot start", "/bin/sh", failed));
    made->group_ = child;
    watch(child);
    return made;
}

process::~process() { stop(milliseconds(1000)); }

void process::read_from(int& end, std::string& into, bool& any) {
    const auto got = ::read(end, piece_.data(), piece_.size());
    if (got > 0) into.append(piece_.data(), static_cast<std::size_t>(got));
    if (got > 0) any = true;
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) close_end(end);
}

process::moved process::exchange(std::string_view out, std::string& in, milliseconds patience) {
    moved done;
    std::array<pollfd, 3> ends{pollfd{from_, POLLIN, 0}, pollfd{errors_, POLLIN, 0},
                               pollfd{to_, static_cast<short>(out.empty() ? 0 : POLLOUT), 0}};
    if (from_ >= 0) ::poll(ends.data(), ends.size(), static_cast<int>(patience.count()));
    if ((ends[2].revents & POLLOUT) != 0) {
        const auto written = ::write(to_, out.data(), out.size());
        if (written > 0) done.written = static_cast<std::size_t>(written);
        if (written < 0 && errno != EAGAIN && errno != EINTR) close_end(to_);
    }
    if ((ends[2].revents & POLLERR) != 0) close_end(to_);  // nobody will read what is written
    if (ends[0].revents != 0) read_from(from_, in, done.read);
    if (ends[1].revents != 0) {
        bool spoke = false;
        read_from(errors_, said_, spoke);
        if (said_.size() > words_kept) said_.erase(0, said_.size() - words_kept);
    }
    done.deaf = to_ < 0;
    done.over = from_ < 0;
    return done;
}

bool process::has_unread_input() const {
    int bytes = 0;
    return to_ >= 0 && ::ioctl(to_, FIONREAD, &bytes) == 0 && bytes > 0;
}

process::ending process::stop(milliseconds grace) {
    if (group_ == 0) return {};
    close_end(to_);
    int status = 0;
    const bool ended = reap(group_, status, grace);
    ::kill(-group_, SIGKILL);  // what it may have left behind, too
    if (!ended) ::waitpid(group_, &status, 0);
    bool spoke = true;
    while (errors_ >= 0 && std::exchange(spoke, false)) read_from(errors_, said_, spoke);
    close_end(from_);
    close_end(errors_);
    group_ = 0;
    watch(0);
    return ended ? words_for(status) : ending{};
}

std::string process::last_words() const {
    constexpr std::size_t shown = 300;
    auto end = said_.find_last_not_of(" \n\r\t");
    if (end == std::string::npos) return {};
    const auto line = said_.rfind('\n', end);
    auto begin = line == std::string::npos ? 0 : line + 1;
    if (end - begin > shown) begin = end - shown;
    return one_line(std::string_view(said_).substr(begin, end + 1 - begin));
}

}  // namespace emend::cli
