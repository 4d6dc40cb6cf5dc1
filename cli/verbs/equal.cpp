// emend equal: whether two documents are one value.

#include "emend/text.hpp"

#include "src/blame.hpp"
#include "src/command_line.hpp"
#include "src/pair.hpp"

namespace emend::cli {
namespace {

outcome<status> run(const arguments& args) {
    std::string first;
    std::string second;
    command_line line(equal_verb);
    line.argument(first, "A", "a document; - is standard input");
    line.argument(second, "B", "another");
    if (auto over = line.parse(args)) return *over;
    const auto texts = read_two(first, second);
    if (!texts) return fail(texts.error());
    const auto same = text::equal(texts->first.text, texts->second.text);
    if (!same) return fail(blame(same.error(), {&texts->first, &texts->second}));
    if (*same) return done;
    return fail({refused, "test_failed", texts->first.name + " and " + texts->second.name + " differ"});
}

}  // namespace

const verb equal_verb{"equal", "A B", "Say by the exit status whether two documents are the same value.",
                      R"(Members may stand in any order; numbers are compared by value: 1 = 1.0 = 10e-1.

Example:
  emend equal before.json after.json && echo unchanged

Exit status: 0 equal, 1 they differ, 2 unreadable or malformed input.)",
                      run};

}  // namespace emend::cli
