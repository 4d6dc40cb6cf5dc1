// Lines of `emend agent`. For every input
// - each line that is not blank has one answer, in its place: {"id":ID,...} with the id to the byte, or
//   {"id":ID,"error":{...}};
// - a line's answer is the same whatever the lines before it asked for: memory that is used again shows in
//   no answer.

#include "../support.hpp"
#include "lines.hpp"
#include "src/line_answers.hpp"

namespace emend::fuzz {
namespace {

constexpr std::size_t longest = 4000;

std::string answer_in_turn(std::string_view stream) {
    std::string all;
    bulk::cutter lines(longest);
    lines.feed(stream);
    cli::line again;
    for (const auto& each : lines.finish().lines) cli::append_agent_answer(all, again, each, longest);
    return all;
}

void check(std::string_view stream) {
    const cli::service any{"agent", false, cli::answer_by_name};
    const auto plain = answer_plainly(stream, longest, any, false);
    require(answer_in_turn(stream) == plain.text, "what came before changes no answer");
}

}  // namespace
}  // namespace emend::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    emend::fuzz::check(emend::fuzz::text(data, size));
    return 0;
}
