#pragma once

#include <string>

#include "failure.hpp"
#include "files.hpp"

namespace emend::cli {

/// The two texts that most verbs work on.
struct two_sources {
    source first{};
    source second{};
};

/// Reads both files; at most one is `-`.
[[nodiscard]] inline outcome<two_sources> read_two(const std::string& first, const std::string& second) {
    if (first == "-" && second == "-") return fail(usage_error("standard input (-) can be read only once"));
    reader files;
    auto a = files.read(first);
    if (!a) return fail(std::move(a).error());
    auto b = files.read(second);
    if (!b) return fail(std::move(b).error());
    return two_sources{std::move(*a), std::move(*b)};
}

}  // namespace emend::cli
