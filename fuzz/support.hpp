#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

/// What every fuzz target is made of.
namespace emend::fuzz {

/// The fuzzer's bytes as text.
[[nodiscard]] std::string_view text(const std::uint8_t* data, std::size_t size);

/// The two texts before and behind the first "\n~~\n"; the second is empty where there is none.
/// A separator that a person can type keeps seeds readable.
[[nodiscard]] std::pair<std::string_view, std::string_view> split(std::string_view whole);

/// The first `Count` texts between such separators; those that are missing are empty, and the last takes
/// what is left.
template <std::size_t Count>
[[nodiscard]] std::array<std::string_view, Count> split_in(std::string_view whole) {
    std::array<std::string_view, Count> texts{};
    for (std::size_t n = 0; n + 1 < Count; ++n) {
        const auto [front, rest] = split(whole);
        texts[n] = front;
        whole = rest;
    }
    texts[Count - 1] = whole;
    return texts;
}

/// Whether a text can stand in a line: no control characters.
[[nodiscard]] bool is_one_line(std::string_view text);

/// Aborts, with the invariant that was broken on stderr.
void require(bool holds, const char* invariant);

}  // namespace emend::fuzz
