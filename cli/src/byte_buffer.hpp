#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace emend::cli {

/// Bytes that grow at the end. What is about to be written over is not set to zero first.
class byte_buffer {
public:
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::string_view view() const { return {data_.get(), size_}; }
    void clear() { size_ = 0; }

    /// Gives the place for that many more bytes; grown() says how many there are.
    [[nodiscard]] char* room(std::size_t more) {
        if (capacity_ - size_ < more) {
            const auto wanted = std::max(size_ + more, 2 * capacity_);
            auto fresh = std::make_unique_for_overwrite<char[]>(wanted);
            if (size_ > 0) std::memcpy(fresh.get(), data_.get(), size_);
            data_ = std::move(fresh);
            capacity_ = wanted;
        }
        return data_.get() + size_;
    }
    void grown(std::size_t by) { size_ += by; }

private:
    std::unique_ptr<char[]> data_{};
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

}  // namespace emend::cli
