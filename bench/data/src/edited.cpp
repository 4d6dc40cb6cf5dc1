#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "emend/bench/workloads.hpp"

#include "writer.hpp"

namespace emend::bench_data {
namespace {

struct place {
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::size_t end_of_string(std::string_view text, std::size_t at) {
    for (++at; text[at] != '"'; ++at) {
        if (text[at] == '\\') ++at;
    }
    return at + 1;
}

// Strings that are no names, numbers and literals.
std::vector<place> scalars(std::string_view text) {
    std::vector<place> all;
    for (std::size_t at = 0; at < text.size();) {
        const auto begin = at;
        if (text[at] == '"') {
            at = end_of_string(text, at);
            const auto behind = text.find_first_not_of(" \n\r\t", at);
            if (behind == std::string_view::npos || text[behind] != ':') all.push_back({begin, at});
        } else if (std::string_view("{}[],: \n\r\t").find(text[at]) == std::string_view::npos) {
            at = std::min(text.find_first_of(",]} \n\r\t", at), text.size());
            all.push_back({begin, at});
        } else {
            ++at;
        }
    }
    return all;
}

// Differs from `value` as it is longer or of another type.
std::string other(std::string_view value, std::uint64_t draw) {
    if (value == "true") return "false";
    if (value == "false") return "true";
    if (value.front() == '"') return '"' + std::to_string(draw % 1'000) + '-' + std::string(value.substr(1));
    const auto number = std::to_string(draw % 900'000 + 100'000);
    return number == value ? number + '0' : number;
}

}  // namespace

std::string edited(std::string_view text, std::size_t count, std::uint64_t seed) {
    const auto all = scalars(text);
    count = std::min(count, all.size());
    std::string out;
    out.reserve(text.size() + count * 8);
    std::size_t copied = 0;
    for (std::size_t i = 0; i < count; ++i) {
        // One of each of `count` stretches of scalars.
        const auto first = all.size() * i / count;
        const auto stretch = all.size() * (i + 1) / count - first;
        const auto draw = mix(mix(seed) + i);
        const auto [begin, end] = all[first + draw % stretch];
        out += text.substr(copied, begin - copied);
        out += other(text.substr(begin, end - begin), draw);
        copied = end;
    }
    out += text.substr(copied);
    return out;
}

}  // namespace emend::bench_data
