// An HTTP response as text -> response.

#include <algorithm>

#include "emend/adapters/response.hpp"
#include "emend/document.hpp"

namespace emend::adapters {
namespace {

std::string_view take_line(std::string_view& text) {
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    return line;
}

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

// "HTTP/1.1 200 OK" -> 200; 0 where it is none
int status_of(std::string_view line) {
    const auto blank = line.find(' ');
    if (line.substr(0, 5) != "HTTP/" || blank == std::string_view::npos) return 0;
    const auto digits = line.substr(blank + 1, 3);
    const bool right = digits.size() == 3 &&
                       std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    return right ? (digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0') : 0;
}

}  // namespace

tl::expected<response, findings> parse_response(std::string_view text) {
    response made;
    for (;;) {
        const auto line = take_line(text);
        made.status = status_of(line);
        if (made.status == 0) {
            return tl::make_unexpected(
                findings{{"syntax_error", "", "a response begins with a line such as \"HTTP/1.1 200 OK\"", "",
                          finding::none, finding::subject::usage}});
        }
        made.headers.clear();
        while (!text.empty()) {
            const auto field = take_line(text);
            if (field.empty()) break;
            const auto colon = field.find(':');
            if (colon == std::string_view::npos) continue;
            made.headers.emplace_back(field.substr(0, colon), trimmed(field.substr(colon + 1)));
        }
        if (made.status >= 200) break;  // 100 Continue and the like come in front
    }
    if (auto body = parse_ordered(text)) made.body = std::move(*body);
    return made;
}

}  // namespace emend::adapters
