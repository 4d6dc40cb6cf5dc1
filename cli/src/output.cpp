#include "output.hpp"

#include <cerrno>
#include <cstdlib>
#include <string>

#include <fcntl.h>
#include <unistd.h>

namespace emend::cli {

outcome<void> write_all(int descriptor, std::string_view data, std::string_view name) {
    while (!data.empty()) {
        const auto written = ::write(descriptor, data.data(), data.size());
        if (written < 0) {
            if (errno == EINTR) continue;
            auto failed = io_failure("cannot write", name, errno);
            failed.silent = errno == EPIPE;
            return fail(std::move(failed));
        }
        data.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

outcome<void> write_out(std::string_view data) { return write_all(STDOUT_FILENO, data, "standard output"); }

void write_error_line(std::string_view line) {
    std::string text(line);
    text += '\n';
    static_cast<void>(write_all(STDERR_FILENO, text, "standard error"));
}

void hold_standard_streams() {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) >= 0) continue;
        // The lowest free number is the one that was closed. The wrong way round: reads and writes fail.
        static_cast<void>(::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY));
    }
}

bool colours_wanted() {
    const char* refused = std::getenv("NO_COLOR");
    return ::isatty(STDOUT_FILENO) == 1 && (refused == nullptr || *refused == '\0');
}

}  // namespace emend::cli
