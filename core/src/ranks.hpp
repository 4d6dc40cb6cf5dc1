// Exports ranks: how many of the first k slots of an array are live.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace emend::detail {

/// A Fenwick tree over slots that come alive and go.
class ranks {
public:
    ranks() = default;
    explicit ranks(const std::vector<bool>& live) : live_(live), tree_(live.size() + 1, 0) {
        for (std::size_t i = 1; i < tree_.size(); ++i) {
            if (live[i - 1]) ++tree_[i];
            const auto above = i + (i & (~i + 1));
            if (above < tree_.size()) tree_[above] += tree_[i];
        }
    }

    void set(std::size_t slot, bool live) {
        if (live_[slot] == live) return;
        live_[slot] = live;
        for (auto i = slot + 1; i < tree_.size(); i += i & (~i + 1)) {
            live ? ++tree_[i] : --tree_[i];
        }
    }
    /// Live slots in front of `slot`.   O(log n)
    [[nodiscard]] std::size_t before(std::size_t slot) const {
        std::size_t n = 0;
        for (auto i = slot; i > 0; i -= i & (~i + 1)) n += tree_[i];
        return n;
    }
    [[nodiscard]] std::size_t size() const { return live_.size(); }

private:
    std::vector<bool> live_{};
    std::vector<std::uint32_t> tree_{};
};

}  // namespace emend::detail
