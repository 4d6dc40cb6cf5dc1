// Exports file_source.

#include "byte_source.hpp"

#include <array>
#include <cerrno>

#include <sys/stat.h>
#include <unistd.h>

#include <poll.h>

#include "interrupt.hpp"

namespace emend::cli {

bool file_source::ready() const {
    pollfd about{file_.number(), POLLIN, 0};
    return ::poll(&about, 1, 0) == 1;
}

std::optional<std::size_t> file_source::size() const {
    struct stat about {};
    if (::fstat(file_.number(), &about) != 0 || !S_ISREG(about.st_mode)) return std::nullopt;
    return static_cast<std::size_t>(about.st_size);
}

outcome<std::size_t> file_source::read(char* into, std::size_t size) {
    for (;;) {
        if (interrupts::wake() >= 0) {
            std::array<pollfd, 2> both{pollfd{file_.number(), POLLIN, 0},
                                       pollfd{interrupts::wake(), POLLIN, 0}};
            if (::poll(both.data(), both.size(), -1) < 0 && errno == EINTR) continue;
            if (both[1].revents != 0) return 0;
        }
        const auto got = ::read(file_.number(), into, size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail(io_failure("cannot read", name_, errno));
        if (read_so_far_ != nullptr) *read_so_far_ += static_cast<std::size_t>(got);
        return static_cast<std::size_t>(got);
    }
}

}  // namespace emend::cli
