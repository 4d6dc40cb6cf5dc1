// How hashes of values are put together: framed by kind and count, so that
// ["ab","c"] and ["a","bc"], 1 and "1", null and false all differ. Not seeded: the
// same input gives the same patch, and a chosen collision costs a worse patch at most.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "view.hpp"

namespace emend::detail {

[[nodiscard]] inline std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    a ^= 0x9E3779B97F4A7C15U;
    b ^= 0xD1B54A32D192ED03U;
    a = (a ^ (a >> 32U)) * 0xE9846AF9B1A615DU;
    b = (b ^ (b >> 29U)) * 0xBF58476D1CE4E5B9U;
    const std::uint64_t x = a + (b << 31U | b >> 33U);
    return (x ^ (x >> 28U)) * 0x94D049BB133111EBU;
}

[[nodiscard]] inline std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t frame) {
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), frame);
}

[[nodiscard]] inline std::uint64_t frame_of(kind k) { return 0x51 + static_cast<std::uint64_t>(k); }

/// The hash of a member name; never 0.
[[nodiscard]] inline std::uint64_t hash_key(std::string_view name) { return hash_bytes(name, 0x4B) | 1U; }

/// Puts a container's hash together from its children's; the order of members does not matter.
class container_hash {
public:
    explicit container_hash(kind k) : state_(frame_of(k)), frame_(frame_of(k)) {}

    void element(std::uint64_t child) { state_ = mix(state_, child); }
    void member(std::uint64_t key, std::uint64_t child) { state_ += mix(key, child); }
    [[nodiscard]] std::uint64_t done(std::size_t count) const { return mix(state_, frame_ + (count << 8U)); }

private:
    std::uint64_t state_;
    std::uint64_t frame_;
};

}  // namespace emend::detail
