// Exports stable_filter: which of the wanted values may stand in the first document at all.
// One pass that hashes next to nothing, so that the search itself is seldom needed.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include "hash.hpp"
#include "lane.hpp"
#include "work.hpp"

namespace emend::detail {

/// A small set of fingerprints, with a rough test in front.
class fingerprints {
public:
    void add(std::uint64_t print, id value) { all_.emplace_back(print, value); }
    void seal() {
        std::sort(all_.begin(), all_.end());
        mask_ = std::bit_ceil(all_.size() * 4) - 1;
        first_.assign(mask_ + 1, 0);
        for (std::size_t n = all_.size(); n-- > 0;)
            first_[all_[n].first & mask_] = static_cast<std::uint32_t>(n + 1);
    }
    /// Calls f for each value with this print until one gives true.
    template <class F>
    void each(std::uint64_t print, F f) const {
        if (first_[print & mask_] == 0) return;
        auto at = std::lower_bound(all_.begin(), all_.end(), std::pair{print, id{0}});
        for (; at != all_.end() && at->first == print; ++at) f(at->second);
    }

private:
    std::vector<std::pair<std::uint64_t, id>> all_{};
    std::vector<std::uint32_t> first_{};
    std::size_t mask_ = 0;
};

[[nodiscard]] inline std::uint64_t load_word(const char* bytes, std::size_t size) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, std::min(size, sizeof word));
    return word;
}

/// Length, head, middle and tail.
[[nodiscard]] inline std::uint64_t print_of(std::string_view bytes) {
    const auto n = bytes.size();
    const auto* p = bytes.data();
    if (n < 8) return mix(n, load_word(p, n));
    return mix(n ^ load_word(p + n - 8, 8), load_word(p, 8) + std::rotl(load_word(p + (n - 8) / 2, 8), 7));
}

/// The hashes of those wanted that are found, sorted; the sizes of the scalars among them.
class wanted_found {
public:
    explicit wanted_found(const workspace& space) : space_(space) {}

    void add(id value) {
        const auto& n = space_.nodes[value];
        found_.hashes.push_back(n.hash);
        if (is_container(n.what)) {
            found_.containers = true;
        } else {
            found_.sizes.push_back(n.size);
        }
    }
    wanted_values take() {
        for (auto* list : {&found_.sizes}) tidy(*list);
        tidy(found_.hashes);
        return std::move(found_);
    }

private:
    template <class T>
    static void tidy(std::vector<T>& list) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
    }

    const workspace& space_;
    wanted_values found_{};
};

}  // namespace emend::detail
