#include "line_answers.hpp"

#include <memory>
#include <utility>

namespace emend::cli {

failure overlong_line(std::size_t longest) {
    failure f{bad_input, "limit_exceeded", "the line is longer than " + std::to_string(longest) + " bytes"};
    f.expected = "at most " + std::to_string(longest) + " bytes";
    return f;
}

bool append_line_answer(std::string& out, line& request, std::string_view text, std::size_t number,
                        const service& what, const settings& how) {
    auto& members = request.own().answer;  // out is left alone until all of them are there
    members.clear();
    const auto done = request.read(text).and_then([&] { return what.answer(request, how, members); });
    done ? append_answer(out, request.id(), members)
         : append_failure(out, request.id(), done.error(), number);
    return done.has_value();
}

void append_agent_answer(std::string& out, line& request, const bulk::line& each, std::size_t longest) {
    static const service any{"agent", false, answer_by_name};
    static const settings how;
    if (each.overlong)
        append_failure(out, "null", overlong_line(longest), 0);
    else
        append_line_answer(out, request, each.text, 0, any, how);
}

std::function<bulk::worker()> line_answers(const service& what, const settings& how, std::size_t longest) {
    return [&what, &how, longest]() -> bulk::worker {
        return [&what, &how, longest, request = std::make_shared<line>()](const bulk::line& each,
                                                                          std::string& out) {
            if (!each.overlong) return append_line_answer(out, *request, each.text, each.number, what, how);
            append_failure(out, "null", overlong_line(longest), each.number);
            return false;
        };
    };
}

}  // namespace emend::cli
