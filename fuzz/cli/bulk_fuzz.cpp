// verb ~~ lines of `emend bulk VERB`. For every input
// - each line that is not blank has one answer, in its place: {"id":ID,...} with the id to the byte, or
//   {"id":ID,"line":N,"error":{...}};
// - a line's answer is the same whatever came before it, in however small pieces the stream arrives, and
//   whatever the number of threads;
// - a line that is too long is refused without being read, and the next is answered;
// - the counts are those of the answers.

#include <algorithm>
#include <optional>

#include "../support.hpp"
#include "lines.hpp"
#include "src/line_answers.hpp"

namespace emend::fuzz {
namespace {

constexpr std::size_t longest = 2000;  // short enough for a fuzzer to go beyond

struct fed {
    std::string text{};
    bulk::counts counts{};
};

fed feed(std::string_view stream, const cli::service& what, std::size_t threads, std::size_t piece) {
    fed all;
    const cli::settings how;
    bulk::pipeline answers({.threads = threads}, cli::line_answers(what, how, longest),
                           [&](const bulk::answers& some) {
                               all.text += some.text;
                               return true;
                           });
    bulk::cutter lines(longest);
    bool wanted = true;
    for (; threads == 1 && !stream.empty(); stream.remove_prefix(std::min(piece, stream.size()))) {
        lines.feed(stream.substr(0, piece));
        wanted = answers.take(lines.cut()) && wanted;
    }
    wanted = answers.take_all([&]() -> std::optional<bulk::block> {
        if (stream.empty()) return std::nullopt;
        lines.feed(stream.substr(0, piece));
        stream.remove_prefix(std::min(piece, stream.size()));
        return lines.cut();
    }) && wanted;
    wanted = answers.take(lines.finish()) && wanted;
    require(answers.finish() && wanted, "a stream is taken to its end");
    all.counts = answers.total();
    return all;
}

void check(std::string_view verb, std::string_view stream) {
    const auto* what = cli::find_service(verb);
    if (what == nullptr || !what->in_bulk) return;
    const auto plain = answer_plainly(stream, longest, *what, true);
    for (const auto& [threads, piece] : {std::pair{1, 4096}, std::pair{1, 61}, std::pair{2, 333}}) {
        const auto got =
            feed(stream, *what, static_cast<std::size_t>(threads), static_cast<std::size_t>(piece));
        require(got.text == plain.text, "pieces, threads and what came before change no answer");
        require(got.counts.lines == plain.lines, "every line is counted");
        require(got.counts.failed == plain.failed, "every failure is counted");
        require(got.counts.bytes_out == plain.text.size(), "every byte is counted");
    }
}

}  // namespace
}  // namespace emend::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto [verb, stream] = emend::fuzz::split(emend::fuzz::text(data, size));
    emend::fuzz::check(verb, stream);
    return 0;
}
