// Exports common_bytes(): how far two runs of bytes agree.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace emend::detail {

[[nodiscard]] inline std::size_t common_bytes(const char* a, const char* b, std::size_t size) {
    using word = std::uint64_t;
    const auto differ = [&](std::size_t at) {
        word x = 0;
        word y = 0;
        std::memcpy(&x, a + at, sizeof x);
        std::memcpy(&y, b + at, sizeof y);
        return x ^ y;
    };
    constexpr std::size_t block = 8 * sizeof(word);
    std::size_t at = 0;
    for (; at + block <= size; at += block) {
        word any = 0;
        for (std::size_t i = 0; i < block; i += sizeof(word)) any |= differ(at + i);
        if (any != 0) break;
    }
    if constexpr (std::endian::native == std::endian::little) {
        for (; at + sizeof(word) <= size; at += sizeof(word)) {
            if (const auto x = differ(at); x != 0)
                return at + static_cast<std::size_t>(std::countr_zero(x)) / 8;
        }
    }
    while (at < size && a[at] == b[at]) ++at;
    return at;
}

}  // namespace emend::detail
