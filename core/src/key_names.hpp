// Exports key_rank(): which member names usually identify an object.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "hash.hpp"

namespace emend::detail {

/// The lower, the likelier; all other names rank last. By the hash of the name.
[[nodiscard]] inline std::size_t key_rank(std::uint64_t name) {
    static constexpr std::array<std::string_view, 14> names{"id",   "_id",     "uuid",       "guid",  "key",
                                                            "name", "slug",    "identifier", "title", "path",
                                                            "url",  "version", "code",       "label"};
    static const auto hashes = [] {
        std::array<std::uint64_t, names.size()> all{};
        std::transform(names.begin(), names.end(), all.begin(), hash_key);
        return all;
    }();
    return static_cast<std::size_t>(std::find(hashes.begin(), hashes.end(), name) - hashes.begin());
}

}  // namespace emend::detail
