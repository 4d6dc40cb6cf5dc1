// Exports arena: memory for what lives as long as one run, given back all at once and used
// again by the next.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <memory_resource>
#include <string_view>
#include <utility>
#include <vector>

namespace emend::detail {

/// What is made in here is never destroyed, so it must not own memory elsewhere. Two runs that
/// ask for the same in the same order get the same blocks: the second allocates nothing.
class arena final : public std::pmr::memory_resource {
public:
    /// Forgets all that was made; keeps the blocks.
    void reset() {
        used_ = 0;
        next_ = nullptr;
        left_ = 0;
    }

    template <class T, class... Args>
    [[nodiscard]] T* make(Args&&... args) {
        return new (allocate(sizeof(T), alignof(T))) T(std::forward<Args>(args)...);
    }

    /// A text of both, one behind the other.
    [[nodiscard]] std::string_view keep(std::string_view head, std::string_view tail = {}) {
        auto* text = static_cast<char*>(allocate(head.size() + tail.size() + 1, 1));
        std::copy(head.begin(), head.end(), text);
        std::copy(tail.begin(), tail.end(), text + head.size());
        return {text, head.size() + tail.size()};
    }

private:
    struct block {
        std::unique_ptr<std::byte[]> memory{};
        std::size_t size = 0;
    };

    void* do_allocate(std::size_t size, std::size_t alignment) override {
        auto skip = (alignment - reinterpret_cast<std::uintptr_t>(next_) % alignment) % alignment;
        if (left_ < size + skip) {
            next_block(size);
            skip = 0;  // blocks are aligned for everything that is made here
        }
        auto* const at = next_ + skip;
        next_ = at + size;
        left_ -= size + skip;
        return at;
    }
    void do_deallocate(void*, std::size_t, std::size_t) override {}
    [[nodiscard]] bool do_is_equal(const memory_resource& other) const noexcept override {
        return this == &other;
    }

    void next_block(std::size_t least) {
        constexpr std::size_t smallest = 4096;
        while (used_ < blocks_.size() && blocks_[used_].size < least) ++used_;
        if (used_ == blocks_.size()) {
            const auto twice = blocks_.empty() ? smallest : 2 * blocks_.back().size;
            const auto size = std::max(twice, least);
            blocks_.push_back({std::make_unique_for_overwrite<std::byte[]>(size), size});
        }
        next_ = blocks_[used_].memory.get();
        left_ = blocks_[used_++].size;
    }

    std::vector<block> blocks_{};
    std::size_t used_ = 0;  ///< blocks
    std::byte* next_ = nullptr;
    std::size_t left_ = 0;
};

}  // namespace emend::detail
