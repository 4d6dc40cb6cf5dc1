// What the steps of one alignment share (align.cpp, align_keys.cpp, align_votes.cpp, align_gaps.cpp).
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "align.hpp"
#include "chain.hpp"
#include "estimate.hpp"
#include "work.hpp"

namespace emend::detail {

struct alignment {
    static constexpr std::uint32_t none = 0xffff'ffffU;

    alignment(workspace& s, const align_request& r)
        : space(s), estimate(s), a(r.a), b(r.b), length(r.length), key_hash(r.key_hash), kept(r.kept) {
        move_to.assign(a.size(), none);
        move_from.assign(b.size(), none);
        keyed.assign(a.size(), none);
        keyed_back.assign(b.size(), none);
        same_in_b.assign(a.size(), false);
        same_in_a.assign(b.size(), false);
        if (key_hash != 0) read_names();
    }

    workspace& space;
    estimator estimate;
    std::span<const id> a;
    std::span<const id> b;
    std::uint32_t length;
    std::uint64_t key_hash;
    std::size_t kept;
    std::vector<std::uint32_t> move_to;     ///< a's element stands again at b's place, out of order
    std::vector<std::uint32_t> move_from;   ///< the same seen from b
    std::vector<std::uint32_t> keyed;       ///< the element of b with the same key
    std::vector<std::uint32_t> keyed_back;  ///< the same seen from b
    std::vector<bool> same_in_b;            ///< an equal element stands in b
    std::vector<bool> same_in_a;
    std::vector<std::uint64_t> names_a{};  ///< keyed by the caller: hash of the key's value, 0 without
    std::vector<std::uint64_t> names_b{};
    std::vector<candidate> candidates{};
    std::vector<slot> out{};

    [[nodiscard]] const work& left(std::size_t i) const { return space.nodes[a[i]]; }
    [[nodiscard]] const work& right(std::size_t j) const { return space.nodes[b[j]]; }
    [[nodiscard]] std::uint64_t add_cost(std::size_t j) const {
        return op_bytes::add + length + right(j).size;
    }
    [[nodiscard]] std::uint64_t replace_cost(std::size_t j) const {
        return op_bytes::replace + length + right(j).size;
    }
    [[nodiscard]] std::uint64_t remove_cost() const { return op_bytes::remove + length; }
    [[nodiscard]] std::uint64_t move_cost() const { return op_bytes::move + std::uint64_t{2} * length; }

    /// The caller's key says that these are two different things.
    [[nodiscard]] bool strangers(std::size_t i, std::size_t j) const {
        return key_hash != 0 && names_a[i] != names_b[j] && (names_a[i] != 0 || names_b[j] != 0);
    }
    /// A pair of similar elements, if it saves enough.
    bool propose(std::uint32_t i, std::uint32_t j) {
        const auto cost = estimate(a[i], b[j], length);
        if (key_hash == 0 && cost * 10 >= replace_cost(j) * 9) return false;
        const auto apart = remove_cost() + add_cost(j);
        candidates.push_back({i, j, apart > cost ? apart - cost : 1});
        return true;
    }
    /// A member's node by the hash of its name, or nobody.
    [[nodiscard]] id member(const work& object, std::uint64_t name) const {
        if (object.what != kind::object || !object.open) return nobody;
        for (id c = object.first; c < object.first + object.count; ++c) {
            if (space.nodes[c].key_hash == name) return c;
        }
        return nobody;
    }

    void read_names();
    void find_equal();
    void find_keyed();
    void find_similar();
    void find_moved(const std::vector<candidate>& chain);
    void fill_gap(std::uint32_t i0, std::uint32_t i1, std::uint32_t j0, std::uint32_t j1);

private:
    void pair_names(std::vector<std::pair<std::uint64_t, std::uint32_t>> named_a,
                    std::vector<std::pair<std::uint64_t, std::uint32_t>> named_b);
};

}  // namespace emend::detail
