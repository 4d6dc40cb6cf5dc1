// emend agent: requests on standard input, answers on standard output.

#include <unistd.h>

#include "src/command_line.hpp"
#include "src/files.hpp"
#include "src/line_answers.hpp"
#include "src/line_stream.hpp"
#include "src/output.hpp"
#include "src/services.hpp"

namespace emend::cli {
namespace {

outcome<status> serve(line_stream& stream) {
    line request;
    for (;;) {
        const auto block = stream.next();
        if (!block) return fail(block.error());
        if (block->lines.empty()) return done;
        for (const auto& each : block->lines) {
            std::string out;
            append_agent_answer(out, request, each, largest_text);
            if (auto written = write_out(out); !written) return fail(std::move(written).error());
        }
    }
}

outcome<status> run(const arguments& args) {
    command_line line(agent_verb);
    if (auto over = line.parse(args)) return *over;
    constexpr std::size_t block_bytes = std::size_t{1} << 20U;
    file_source input(descriptor(::dup(STDIN_FILENO)), "<stdin>");
    line_stream stream(input, block_bytes, largest_text);
    return serve(stream);
}

}  // namespace

const verb agent_verb{"agent", "",
                      "Answer requests from standard input, one JSON object a line, until it ends.",
                      R"(Request                                                   Answer
  {"id":1,"do":"diff","before":...,"after":...}           {"id":1,"patch":[...]}
  {"id":1,"do":"apply","doc":...,"patch":[...]}           {"id":1,"doc":...}
  {"id":1,"do":"merge","doc":...,"merge_patch":...}       {"id":1,"doc":...}
  {"id":1,"do":"merge_diff","before":...,"after":...}     {"id":1,"merge_patch":...}
  {"id":1,"do":"equal","a":...,"b":...}                   {"id":1,"equal":true}
  {"id":1,"do":"validate","patch":[...]}                  {"id":1,"valid":true}
  {"id":1,"do":"get","doc":...,"pointer":"/a/0"}          {"id":1,"value":...}
  {"id":1,"do":"invert","patch":[...],"before":...}       {"id":1,"patch":[...]}
  {"id":1,"do":"compose","patches":[[...],...]}           {"id":1,"patch":[...]}
  {"id":1,"do":"rebase","patch":[...],"over":[...],"base":...}  {"id":1,"patch":[...]}
  {"id":1,"do":"merge3","base":...,"ours":...,"theirs":...}  {"id":1,"doc":...,"conflicts":[...]}
  {"id":1,"do":"request", as a line of emend bulk request}  {"id":1,"request":...,"warnings":[...]}
A request that fails gives {"id":1,"error":{"code":...,"message":...}}; one that emend does not
know gives the code "unsupported". Every answer is written before the next request is read.

Example:
  echo '{"id":1,"do":"equal","a":1,"b":1.0}' | emend agent

Exit status: 0 when standard input ends, 2 when it cannot be read or the answers cannot be written.)",
                      run};

}  // namespace emend::cli
