#include "line_stream.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <unistd.h>

#include <poll.h>

namespace emend::cli {

bool line_stream::more_is_waiting() const {
    pollfd about{descriptor_, POLLIN, 0};
    return ::poll(&about, 1, 0) == 1;
}

// Reads until a whole line is there, then on while that costs no waiting.
outcome<void> line_stream::fill() {
    constexpr std::size_t step = std::size_t{256} << 10U;
    bool has_line = false;
    while (!ended_ && (!has_line || (buffer_.size() < most_ && more_is_waiting()))) {
        const auto got = ::read(descriptor_, buffer_.room(step), step);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail(io_failure("cannot read", name_, errno));
        buffer_.grown(static_cast<std::size_t>(got));
        ended_ = got == 0;
        has_line = has_line || buffer_.view().find('\n', searched_) != std::string_view::npos;
        if (has_line) continue;
        searched_ = buffer_.size();
        if (searched_ <= longest_) continue;
        skipping_ = true;
        buffer_.clear();
        searched_ = 0;
    }
    return {};
}

void line_stream::add(std::vector<numbered_line>& lines, std::string_view text) {
    const auto number = number_++;
    const bool overlong = std::exchange(skipping_, false) || text.size() > longest_;
    if (overlong || text.find_first_not_of(" \t\r") != std::string_view::npos)
        lines.push_back({number, overlong ? std::string_view{} : text, overlong});
}

// Gives how many bytes the lines took.
std::size_t line_stream::cut(std::vector<numbered_line>& lines) {
    const auto all = buffer_.view();
    std::size_t begin = 0;
    for (auto end = all.find('\n', searched_); end != std::string_view::npos; end = all.find('\n', begin)) {
        add(lines, all.substr(begin, end - begin));
        begin = end + 1;
    }
    if (ended_ && (begin < all.size() || skipping_)) {
        add(lines, all.substr(begin));
        begin = all.size();
    }
    return begin;
}

outcome<line_block> line_stream::next() {
    line_block block;
    while (block.lines.empty() && !(ended_ && buffer_.size() == 0 && !skipping_)) {
        if (auto filled = fill(); !filled) return fail(std::move(filled).error());
        const auto taken = cut(block.lines);
        const auto rest = buffer_.view().substr(taken);
        byte_buffer fresh;
        if (!rest.empty()) std::copy(rest.begin(), rest.end(), fresh.room(rest.size()));
        fresh.grown(rest.size());
        block.bytes = std::exchange(buffer_, std::move(fresh));
        searched_ = 0;
    }
    return block;
}

}  // namespace emend::cli
