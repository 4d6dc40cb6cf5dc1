#include "cli/command.hpp"

#include <array>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <poll.h>
#include <spawn.h>

namespace emend::tests {
namespace {

struct channel {
    int read = -1;
    int write = -1;
};

channel make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    return {ends[0], ends[1]};
}

pid_t start(const std::vector<std::string>& arguments, int in, int out, int err) {
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
    std::vector<std::string> words{EMEND_COMMAND};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> values;
    for (auto& word : words) values.push_back(word.data());
    values.push_back(nullptr);
    pid_t child = 0;
    const int failed = ::posix_spawn(&child, EMEND_COMMAND, &actions, nullptr, values.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) throw std::runtime_error("cannot start " EMEND_COMMAND);
    return child;
}

void close_end(int& end) {
    if (end >= 0) ::close(end);
    end = -1;
}

// Takes what has arrived; closes the end when there will be no more.
void take(int& end, std::string& into) {
    std::array<char, 65536> buffer{};
    const auto got = ::read(end, buffer.data(), buffer.size());
    if (got <= 0) close_end(end);
    if (got > 0) into.append(buffer.data(), static_cast<std::size_t>(got));
}

void give(int& end, const std::string& from, std::size_t& given) {
    const auto done = ::write(end, from.data() + given, from.size() - given);
    if (done > 0) given += static_cast<std::size_t>(done);
    if (done <= 0 || given == from.size()) close_end(end);
}

// Feeds and reads all three pipes at once, whatever the order the command wants.
void converse(int input, const std::string& text, int output, int errors, ran& run) {
    std::size_t given = 0;
    if (text.empty()) close_end(input);
    if (input >= 0) ::fcntl(input, F_SETFL, O_NONBLOCK);
    while (input >= 0 || output >= 0 || errors >= 0) {
        std::array<pollfd, 3> ends{pollfd{input, POLLOUT, 0}, pollfd{output, POLLIN, 0},
                                   pollfd{errors, POLLIN, 0}};
        ::poll(ends.data(), ends.size(), -1);
        if (ends[0].revents != 0) give(input, text, given);
        if (ends[1].revents != 0) take(output, run.out);
        if (ends[2].revents != 0) take(errors, run.err);
    }
}

int status_of(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

ran run_with(const std::vector<std::string>& arguments, const std::string& input, int out, int out_reader) {
    ::signal(SIGPIPE, SIG_IGN);
    auto in = make_pipe();
    auto err = make_pipe();
    const auto child = start(arguments, in.read, out, err.write);
    ::close(in.read);
    ::close(out);
    ::close(err.write);
    ran run;
    converse(in.write, input, out_reader, err.read, run);
    run.status = status_of(child);
    return run;
}

}  // namespace

ran emend(const std::vector<std::string>& arguments, const std::string& input) {
    const auto out = make_pipe();
    return run_with(arguments, input, out.write, out.read);
}

ran emend_into(const std::string& file, const std::vector<std::string>& arguments, const std::string& input) {
    return run_with(arguments, input, ::open(file.c_str(), O_WRONLY | O_CLOEXEC), -1);
}

ran emend_into_closed_pipe(const std::vector<std::string>& arguments, const std::string& input) {
    const auto out = make_pipe();
    ::close(out.read);
    return run_with(arguments, input, out.write, -1);
}

ran emend_with_little_disk(std::size_t bytes, const std::vector<std::string>& arguments,
                           const std::string& input) {
    rlimit usual{};
    ::getrlimit(RLIMIT_FSIZE, &usual);
    const rlimit little{bytes, usual.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &little);  // what is started inherits it
    auto run = emend(arguments, input);
    ::setrlimit(RLIMIT_FSIZE, &usual);
    return run;
}

int emend_killed_after(std::chrono::microseconds time, const std::vector<std::string>& arguments) {
    const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    const auto child = start(arguments, nowhere, nowhere, nowhere);
    ::close(nowhere);
    std::this_thread::sleep_for(time);
    ::kill(child, SIGKILL);
    return status_of(child);
}

conversation::conversation(const std::vector<std::string>& arguments) {
    auto in = make_pipe();
    auto out = make_pipe();
    child_ = start(arguments, in.read, out.write, STDERR_FILENO);
    ::close(in.read);
    ::close(out.write);
    to_ = in.write;
    from_ = out.read;
}

conversation::~conversation() {
    close_end(to_);
    close_end(from_);
    if (child_ != 0) ::waitpid(child_, nullptr, 0);
}

int conversation::end_by(int signal) {
    ::kill(child_, signal);
    return status_of(std::exchange(child_, 0));
}

std::string conversation::ask(const std::string& line) {
    const std::string asked = line + "\n";
    if (::write(to_, asked.data(), asked.size()) < 0) return {};
    for (auto end = read_.find('\n');; end = read_.find('\n')) {
        if (end != std::string::npos) {
            const auto answer = read_.substr(0, end);
            read_.erase(0, end + 1);
            return answer;
        }
        pollfd about{from_, POLLIN, 0};
        if (from_ < 0 || ::poll(&about, 1, 10'000) != 1) return {};
        take(from_, read_);
    }
}

nlohmann::json error_of(const ran& run) {
    auto parsed = nlohmann::json::parse(run.err, nullptr, false);
    if (!parsed.is_object()) throw std::runtime_error("standard error holds no object: " + run.err);
    return parsed;
}

std::vector<nlohmann::json> json_lines(const std::string& text) {
    std::vector<nlohmann::json> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(nlohmann::json::parse(line));
    return lines;
}

folder::folder() {
    std::string path = (std::filesystem::temp_directory_path() / "emend-test-XXXXXX").string();
    if (::mkdtemp(path.data()) == nullptr) throw std::runtime_error("no folder " + path);
    path_ = path;
}

folder::~folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string folder::write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
    return path(name);
}

std::size_t folder::entries() const {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(path_), std::filesystem::directory_iterator()));
}

std::string content_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace emend::tests
