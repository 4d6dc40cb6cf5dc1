#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace emend::cli {

/// A stream of numbers that a seed decides, the same everywhere (splitmix64).
class random {
public:
    explicit random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9e37'79b9'7f4a'7c15U;
        auto z = state_;
        z = (z ^ (z >> 30U)) * 0xbf58'476d'1ce4'e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d0'49bb'1331'11ebU;
        return z ^ (z >> 31U);
    }

    /// A number below `limit`, which is not 0.
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }

    bool percent(std::size_t chance) { return below(100) < chance; }

    std::string_view pick(std::initializer_list<std::string_view> from) {
        return from.begin()[below(from.size())];
    }

private:
    std::uint64_t state_;
};

}  // namespace emend::cli
