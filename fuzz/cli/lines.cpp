#include "lines.hpp"

#include "../support.hpp"
#include "src/line_answers.hpp"

namespace emend::fuzz {
namespace {

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

bool has(const std::optional<std::string_view>& value) { return value && value->size() > 2; }  // not ""

}  // namespace

plain_answers answer_plainly(std::string_view stream, std::size_t longest, const cli::service& what,
                             bool numbered) {
    plain_answers all;
    const cli::settings how;
    for (std::size_t number = 1; !stream.empty(); ++number) {
        const auto end = std::min(stream.find('\n'), stream.size());
        const auto text = stream.substr(0, end);
        stream.remove_prefix(std::min(end + 1, stream.size()));
        if (is_blank(text) && text.size() <= longest) continue;
        ++all.lines;
        std::string answer;
        cli::line fresh;
        bool succeeded = false;
        if (text.size() > longest)
            cli::append_failure(answer, "null", cli::overlong_line(longest), numbered ? number : 0);
        else
            succeeded = cli::append_line_answer(answer, fresh, text, numbered ? number : 0, what, how);
        check_answer(answer, text.size() > longest ? "null" : fresh.id(), succeeded);
        if (!succeeded) ++all.failed;
        all.text += answer;
    }
    return all;
}

void check_answer(std::string_view answer, std::string_view id, bool succeeded) {
    require(answer.find('\n') == answer.size() - 1, "an answer is one line");
    require(answer.substr(0, 6) == "{\"id\":" && answer.substr(6, id.size()) == id, "it begins with the id");
    cli::line read;
    require(read.read(answer).has_value(), "it is JSON, without a member twice");
    const auto error = read.find("error");
    require(error.has_value() == !succeeded, "it holds an error where it fails, and there alone");
    if (succeeded) return;
    cli::line inner;
    require(inner.read(*error).has_value(), "an error is an object");
    require(has(inner.find("code")) && has(inner.find("message")), "an error has a code and a message");
}

}  // namespace emend::fuzz
