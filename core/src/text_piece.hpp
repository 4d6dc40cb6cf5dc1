// A value of the document that apply and merge are making: a node of one of the two
// texts, or a container of theirs that was changed inside.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <vector>

namespace emend::detail {

enum class origin : std::uint8_t {
    document,  ///< node of the document's index
    patch,     ///< node of the patch's index
    overlay,   ///< number of a changed container
    child,     ///< within a changed container: its own child, node of where it came from
    gone,      ///< nothing: the child that stood here was removed
};

struct piece {
    std::uint32_t id = 0;
    origin where = origin::gone;

    friend bool operator==(const piece&, const piece&) = default;
};

/// What became of some of a container's own children: a map from node to piece.
/// Most containers have a handful of changes; only many of them are hashed.
class change_map {
public:
    struct entry {
        entry(std::uint32_t changed, piece now) : node(changed), value(now) {}

        std::uint32_t node;
        piece value;
    };

    explicit change_map(std::pmr::memory_resource* memory) : entries_(memory), slots_(memory) {}
    change_map(const change_map&) = delete;
    change_map& operator=(const change_map&) = delete;

    /// Takes what `other` holds into the memory of this.
    void copy(const change_map& other) {
        entries_ = other.entries_;
        slots_ = other.slots_;
    }

    /// The piece in the node's place, or null when the node is unchanged.
    [[nodiscard]] const piece* find(std::uint32_t node) const {
        const auto place = place_of(node);
        return place == entries_.size() ? nullptr : &entries_[place].value;
    }

    void put(std::uint32_t node, piece value) {
        if (const auto place = place_of(node); place != entries_.size()) {
            entries_[place].value = value;
            return;
        }
        if (entries_.empty()) entries_.reserve(few / 2);
        entries_.emplace_back(node, value);
        if (entries_.size() <= few) return;
        if (entries_.size() * 2 > slots_.size()) return rehash();
        slots_[slot_of(node)] = static_cast<std::uint32_t>(entries_.size());
    }

    [[nodiscard]] const std::pmr::vector<entry>& entries() const { return entries_; }
    [[nodiscard]] std::pmr::vector<entry>& entries() { return entries_; }

private:
    static constexpr std::size_t few = 8;

    // The place in entries_; their number when the node is not there.
    [[nodiscard]] std::size_t place_of(std::uint32_t node) const {
        if (!slots_.empty()) {
            const auto found = slots_[slot_of(node)];
            return found == 0 ? entries_.size() : found - 1;
        }
        std::size_t i = 0;
        while (i < entries_.size() && entries_[i].node != node) ++i;
        return i;
    }

    // The slot that holds the node, or the free one where it belongs.
    [[nodiscard]] std::size_t slot_of(std::uint32_t node) const {
        const auto mask = slots_.size() - 1;
        auto slot = (node * 0x9E3779B97F4A7C15U >> 20U) & mask;
        while (slots_[slot] != 0 && entries_[slots_[slot] - 1].node != node) slot = (slot + 1) & mask;
        return slot;
    }

    void rehash() {
        slots_.assign(std::bit_ceil(entries_.size() * 4), 0);
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            slots_[slot_of(entries_[i].node)] = static_cast<std::uint32_t>(i + 1);
        }
    }

    std::pmr::vector<entry> entries_;
    std::pmr::vector<std::uint32_t> slots_;  ///< 1 + the place in entries_; 0 is free
};

}  // namespace emend::detail
