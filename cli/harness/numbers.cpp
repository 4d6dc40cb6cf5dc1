#include "numbers.hpp"

#include <charconv>

#include "src/json_text.hpp"

namespace emend::cli {

outcome<std::chrono::milliseconds> read_seconds(const std::string& option, const std::string& text) {
    constexpr double most = 1e6;
    double seconds = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, wrong] = std::from_chars(text.data(), end, seconds, std::chars_format::fixed);
    if (wrong == std::errc() && stopped == end && seconds >= 0.001 && seconds <= most)
        return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
    return fail(usage_error(option + " takes a number of seconds such as 10 or 0.5, not " + in_quotes(text)));
}

outcome<std::uint64_t> read_number(const std::string& option, const std::string& text) {
    std::uint64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, wrong] = std::from_chars(text.data(), end, number);
    if (wrong == std::errc() && stopped == end) return number;
    return fail(usage_error(option + " takes a whole number, not " + in_quotes(text)));
}

}  // namespace emend::cli
