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

edited_array::edited_array(const std::vector<std::uint32_t>& own)
    : own_(&own), size_(own.size()), most_(2 * chunk_length(own.size())) {
    const auto length = most_ / 2;
    for (std::size_t first = 0; first < size_; first += length) {
        chunks_.push_back({static_cast<std::uint32_t>(first), {}});
        sizes_.push_back(static_cast<std::uint32_t>(std::min(length, size_ - first)));
    }
    if (chunks_.empty()) {
        chunks_.emplace_back();
        sizes_.push_back(0);
    }
}

edited_array::position edited_array::find(std::size_t index) const {
    std::size_t c = 0;
    // The place behind the last element belongs to the last chunk.
    while (index >= sizes_[c] && c + 1 < sizes_.size()) index -= sizes_[c++];
    return {c, index};
}

std::vector<piece>& edited_array::items_of(std::size_t c) {
    auto& [first, items] = chunks_[c];
    if (items.empty()) {
        items.reserve(sizes_[c] + 1);
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
}

void edited_array::replace(std::size_t index, piece value) {
    const auto p = find(index);
    items_of(p.chunk)[p.offset] = value;
}

void edited_array::split(std::size_t c) {
    auto& items = chunks_[c].items;
    const auto half = static_cast<std::ptrdiff_t>(items.size() / 2);
    chunk behind{0, std::vector<piece>(items.begin() + half, items.end())};
    items.erase(items.begin() + half, items.end());
    const auto at = static_cast<std::ptrdiff_t>(c);
    sizes_[c] = static_cast<std::uint32_t>(half);
    sizes_.insert(sizes_.begin() + at + 1, static_cast<std::uint32_t>(behind.items.size()));
    chunks_.insert(chunks_.begin() + at + 1, std::move(behind));
}

}  // namespace emend::detail
