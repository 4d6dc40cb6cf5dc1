// Exports stable_filter: which of the wanted values may stand in the first document at all.
// One pass that hashes next to nothing, so that the search itself is seldom needed.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "hash.hpp"
#include "lane.hpp"
#include "work.hpp"

namespace emend::detail {

/// Wanted values by their fingerprints, with a rough test in front. Equal ones count once, and no
/// longer when they are found: neither many wanted nor many found values multiply.
class fingerprints {
public:
    void add(std::uint64_t print, id value, const work& n) { all_.push_back({print, n.hash, n.size, value}); }
    void seal() {
        const auto order = [](const entry& e) { return std::tuple{e.print, e.hash, e.size, e.value}; };
        std::sort(all_.begin(), all_.end(),
                  [&](const entry& p, const entry& q) { return order(p) < order(q); });
        const auto alike = [](const entry& p, const entry& q) {
            return p.print == q.print && p.hash == q.hash && p.size == q.size;
        };
        all_.erase(std::unique(all_.begin(), all_.end(), alike), all_.end());
        mask_ = std::bit_ceil(all_.size() * 4) - 1;
        first_.assign(mask_ + 1, 0);
        for (std::size_t n = all_.size(); n-- > 0;)
            first_[all_[n].print & mask_] = static_cast<std::uint32_t>(n + 1);
    }
    /// Calls f for each value with this print that was not found yet; f tells whether it is now.
    template <class F>
    void each(std::uint64_t print, F f) {
        if (first_[print & mask_] == 0) return;
        auto at = std::lower_bound(all_.begin(), all_.end(), print,
                                   [](const entry& e, std::uint64_t p) { return e.print < p; });
        for (; at != all_.end() && at->print == print; ++at) {
            if (!at->found) at->found = f(at->value);
        }
    }

private:
    struct entry {
        std::uint64_t print;
        std::uint64_t hash;
        std::uint32_t size;
        id value;
        bool found = false;
    };

    std::vector<entry> all_{};
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
