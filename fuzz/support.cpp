#include "support.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace emend::fuzz {

std::string_view text(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return {};
    return {reinterpret_cast<const char*>(data), size};
}

std::pair<std::string_view, std::string_view> split(std::string_view whole) {
    constexpr std::string_view separator = "\n~~\n";
    const auto at = whole.find(separator);
    if (at == std::string_view::npos) return {whole, {}};
    return {whole.substr(0, at), whole.substr(at + separator.size())};
}

bool is_one_line(std::string_view text) {
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7f; });
}

void require(bool holds, const char* invariant) {
    if (holds) return;
    std::fprintf(stderr, "broken: %s\n", invariant);
    std::abort();
}

}  // namespace emend::fuzz
