#include "line_stream.hpp"

#include <utility>

#include "interrupt.hpp"

namespace emend::cli {

// Reads until a whole line is there, then on while that costs no waiting.
outcome<void> line_stream::fill() {
    constexpr std::size_t step = std::size_t{256} << 10U;
    while (!ended_ && (!lines_.has_line() || (lines_.size() < most_ && from_.ready()))) {
        const auto got = from_.read(lines_.room(step), step);
        if (!got) return fail(got.error());
        lines_.grown(*got);
        ended_ = *got == 0;
    }
    return {};
}

outcome<bulk::block> line_stream::next() {
    for (;;) {
        if (auto filled = fill(); !filled) return fail(std::move(filled).error());
        auto block = ended_ && interrupts::signal() == 0 ? lines_.finish() : lines_.cut();
        if (ended_ || !block.lines.empty()) return block;
    }
}

}  // namespace emend::cli
