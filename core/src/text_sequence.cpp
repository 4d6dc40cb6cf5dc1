#include "text_sequence.hpp"

#include <algorithm>
#include <bit>
#include <iterator>

namespace emend::detail {
namespace {

// Chunks about as long as their number, within reason.
std::size_t chunk_length(std::size_t size) {
    constexpr std::size_t shortest = 256;
    constexpr std::size_t longest = 16'384;
    const auto root = std::size_t{1} << (static_cast<std::size_t>(std::bit_width(size)) / 2);
    return std::clamp(root, shortest, longest);
}

}  // namespace

edited_array::edited_array(const std::pmr::vector<std::uint32_t>& own, std::pmr::memory_resource* memory)
    : own_(&own),
      memory_(memory),
      chunks_(memory),
      sizes_(memory),
      size_(own.size()),
      most_(2 * chunk_length(own.size())) {
    const auto length = most_ / 2;
    const auto count = std::max<std::size_t>(1, (size_ + length - 1) / length);
    chunks_.reserve(count + 1);
    sizes_.reserve(count + 1);
    for (std::size_t c = 0; c < count; ++c) {
        const auto first = c * length;
        chunks_.push_back({static_cast<std::uint32_t>(first), std::pmr::vector<piece>(memory_)});
        sizes_.push_back(static_cast<std::uint32_t>(std::min(length, size_ - first)));
    }
}

edited_array::edited_array(const edited_array& other, std::pmr::memory_resource* memory)
    : own_(other.own_),
      memory_(memory),
      chunks_(memory),
      sizes_(other.sizes_, memory),
      size_(other.size_),
      most_(other.most_) {
    chunks_.reserve(other.chunks_.size());
    for (const auto& c : other.chunks_)
        chunks_.push_back({c.first, std::pmr::vector<piece>(c.items, memory_)});
}

// The place behind the last element belongs to the last chunk.
edited_array::position edited_array::find(std::size_t index) const {
    if (index < size_ / 2) {
        std::size_t c = 0;
        while (index >= sizes_[c]) index -= sizes_[c++];
        return {c, index};
    }
    auto c = sizes_.size() - 1;
    auto behind = size_ - index;  // elements from there on
    while (behind > sizes_[c]) behind -= sizes_[c--];
    return {c, sizes_[c] - behind};
}

std::pmr::vector<piece>& edited_array::items_of(std::size_t c) {
    auto& [first, items] = chunks_[c];
    if (items.empty()) {
        items.reserve(std::min(most_ + 1, std::size_t{sizes_[c]} * 3 / 2 + 4));
        for (std::size_t i = 0; i < sizes_[c]; ++i) items.push_back({(*own_)[first + i], origin::child});
    }
    return items;
}

void edited_array::insert(std::size_t index, piece value) {
    const auto p = find(index);
    auto& items = items_of(p.chunk);
    items.insert(items.begin() + static_cast<std::ptrdiff_t>(p.offset), value);
    ++sizes_[p.chunk];
    ++size_;
    if (items.size() > most_) split(p.chunk);
}

void edited_array::erase(std::size_t index) {
    const auto p = find(index);
    auto& items = items_of(p.chunk);
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(p.offset));
    --sizes_[p.chunk];
    --size_;
    if (sizes_[p.chunk] != 0 || sizes_.size() == 1) return;
    const auto at = static_cast<std::ptrdiff_t>(p.chunk);
    chunks_.erase(chunks_.begin() + at);
    sizes_.erase(sizes_.begin() + at);
}

void edited_array::replace(std::size_t index, piece value) {
    const auto p = find(index);
    items_of(p.chunk)[p.offset] = value;
}

void edited_array::split(std::size_t c) {
    auto& items = chunks_[c].items;
    const auto half = static_cast<std::ptrdiff_t>(items.size() / 2);
    chunk behind{0, std::pmr::vector<piece>(memory_)};
    behind.items.reserve(most_ + 1);
    behind.items.assign(items.begin() + half, items.end());
    items.erase(items.begin() + half, items.end());
    const auto at = static_cast<std::ptrdiff_t>(c);
    sizes_[c] = static_cast<std::uint32_t>(half);
    sizes_.insert(sizes_.begin() + at + 1, static_cast<std::uint32_t>(behind.items.size()));
    chunks_.insert(chunks_.begin() + at + 1, std::move(behind));
}

}  // namespace emend::detail
