#include "files.hpp"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "descriptor.hpp"

namespace emend::cli {
namespace {

failure too_large(std::string_view name) {
    failure f{
        bad_input, "limit_exceeded",
        std::string(name) + ": larger than the " + std::to_string(largest_text) + " bytes a text may have"};
    f.expected = "at most " + std::to_string(largest_text) + " bytes";
    return f;
}

outcome<std::size_t> size_of(int descriptor, const std::string& path) {
    struct stat about {};
    if (::fstat(descriptor, &about) != 0) return fail(io_failure("cannot read", path, errno));
    if (S_ISDIR(about.st_mode)) return fail(io_failure("cannot read", path, EISDIR));
    return S_ISREG(about.st_mode) ? static_cast<std::size_t>(about.st_size) : 0;
}

}  // namespace

outcome<int> open_input(const std::string& path) {
    const int opened = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (opened < 0) return fail(io_failure("cannot read", path.empty() ? "\"\"" : path, errno));
    if (auto size = size_of(opened, path); !size) {
        ::close(opened);
        return fail(std::move(size).error());
    }
    return opened;
}

outcome<std::string> read_all(int descriptor, std::string_view name, std::size_t size_hint) {
    constexpr std::size_t step = std::size_t{1} << 16U;
    std::string text;
    std::size_t used = 0;
    for (;;) {
        if (used == text.size()) text.resize(used == 0 ? size_hint + step : used + used / 2);
        const auto got = ::read(descriptor, text.data() + used, text.size() - used);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail(io_failure("cannot read", name, errno));
        if (got == 0) break;
        used += static_cast<std::size_t>(got);
        if (used > largest_text) return fail(too_large(name));
    }
    text.resize(used);
    return text;
}

outcome<source> reader::read(const std::string& path) {
    const bool is_stdin = path == "-";
    if (is_stdin && std::exchange(stdin_taken_, true))
        return fail(usage_error("standard input (-) can be read only once"));
    const auto opened = is_stdin ? outcome<int>(STDIN_FILENO) : open_input(path);
    if (!opened) return fail(opened.error());
    descriptor file(is_stdin ? -1 : *opened);
    const std::string name = is_stdin ? "<stdin>" : path;
    const auto size = size_of(*opened, name);
    if (!size) return fail(size.error());
    if (*size > largest_text) return fail(too_large(name));
    auto text = read_all(*opened, name, *size);
    if (!text) return fail(std::move(text).error());
    return source{name, std::move(*text)};
}

}  // namespace emend::cli
