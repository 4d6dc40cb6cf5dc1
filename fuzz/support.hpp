#pragma once

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

/// Aborts, with the invariant that was broken on stderr.
void require(bool holds, const char* invariant);

}  // namespace emend::fuzz
