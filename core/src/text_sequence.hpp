// Exports edited_array: the elements of an array after insertions and removals.
//
// The elements stand in chunks; a chunk nobody edited is just a range of the array's own
// elements. An edit looks through the chunks' sizes, from the nearer end, and moves the
// elements of one chunk: an insertion at the front of a million elements costs a microsecond.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <vector>

#include "text_piece.hpp"

namespace emend::detail {

class edited_array {
public:
    /// `own` are the nodes of the array's own elements; they must outlive this.
    edited_array(const std::pmr::vector<std::uint32_t>& own, std::pmr::memory_resource* memory);
    edited_array(const edited_array& other, std::pmr::memory_resource* memory);
    edited_array(const edited_array&) = delete;
    edited_array& operator=(const edited_array&) = delete;

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] piece at(std::size_t index) const { return at(find(index)); }

    void insert(std::size_t index, piece value);
    void erase(std::size_t index);
    void replace(std::size_t index, piece value);

    /// Calls own_run(first, last) for elements that stand as in the source, both nodes
    /// inclusive, and item(piece, index) for the others.
    template <class OwnRun, class Item>
    void each(OwnRun own_run, Item item) const {
        std::size_t index = 0;
        for (std::size_t c = 0; c < chunks_.size(); ++c) {
            const auto& [first, items] = chunks_[c];
            if (items.empty() && sizes_[c] != 0) {
                own_run((*own_)[first], (*own_)[first + sizes_[c] - 1]);
                index += sizes_[c];
            }
            for (const auto& p : items) {
                if (p.where == origin::child) {
                    own_run(p.id, p.id);
                    ++index;
                } else {
                    item(p, index++);
                }
            }
        }
    }

    /// Where a walk through the elements is.
    struct position {
        std::size_t chunk = 0;
        std::size_t offset = 0;
    };
    [[nodiscard]] piece at(position p) const {
        const auto& [first, items] = chunks_[p.chunk];
        if (!items.empty()) return items[p.offset];
        return {(*own_)[first + p.offset], origin::child};
    }
    /// Passes over the ends of chunks; false at the end of the array.
    [[nodiscard]] bool settle(position& p) const {
        while (p.chunk < sizes_.size() && p.offset == sizes_[p.chunk]) p = {p.chunk + 1, 0};
        return p.chunk < sizes_.size();
    }

    /// The items, own elements among them as origin::child, for changes in place.
    template <class F>
    void each_item(F change) {
        for (auto& c : chunks_) {
            for (auto& p : c.items) change(p);
        }
    }

private:
    struct chunk {
        std::uint32_t first = 0;  ///< place in own_, as long as there are no items
        std::pmr::vector<piece> items;
    };
    [[nodiscard]] position find(std::size_t index) const;
    std::pmr::vector<piece>& items_of(std::size_t c);
    void split(std::size_t c);

    const std::pmr::vector<std::uint32_t>* own_;
    std::pmr::memory_resource* memory_;
    std::pmr::vector<chunk> chunks_;  ///< none is empty, unless it is the only one
    std::pmr::vector<std::uint32_t> sizes_;
    std::size_t size_;
    std::size_t most_;  ///< items in a chunk
};

}  // namespace emend::detail
