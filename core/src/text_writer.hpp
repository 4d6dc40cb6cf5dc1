// Exports text_writer: a text that is put together of many short pieces. Blocks of a fixed size are copied,
// with what happens to follow: a call for each piece, which asks for its length first, costs more than that.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

namespace emend::detail {

class text_writer {
public:
    text_writer() { grow(block); }

    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(to_ - own_.get()); }
    [[nodiscard]] std::string_view view() const { return {own_.get(), size()}; }
    void clear() { to_ = own_.get(); }

    /// REQUIRES: size <= size().
    void cut(std::size_t size) { to_ = own_.get() + size; }

    template <std::size_t N>
    [[gnu::always_inline]] void literal(const char (&text)[N]) {
        constexpr auto size = N - 1;
        make_room(size);
        std::memcpy(to_, text, size);
        to_ += size;
    }

    void number(std::uint32_t n) {
        constexpr std::size_t digits = 10;
        make_room(digits);
        to_ = std::to_chars(to_, to_ + digits, n).ptr;
    }

    /// Up to `readable` there are bytes that may be read.
    [[gnu::always_inline]] void piece(std::string_view text, const char* readable) {
        make_room(text.size() + block);
        const bool short_one = text.size() <= block;
        if (short_one && readable - text.data() >= static_cast<std::ptrdiff_t>(block)) [[likely]] {
            std::memcpy(to_, text.data(), block);
        } else {
            std::copy(text.begin(), text.end(), to_);
        }
        to_ += text.size();
    }
    void piece(std::string_view text) { piece(text, text.data() + text.size()); }

    /// What another writer has so far.
    void piece(const text_writer& other) { piece(other.view(), other.end_); }

private:
    static constexpr std::size_t block = 32;

    void make_room(std::size_t size) {
        if (static_cast<std::size_t>(end_ - to_) < size) [[unlikely]]
            grow(size);
    }

    [[gnu::noinline]] void grow(std::size_t more) {
        const auto used = own_ ? size() : 0;
        const auto room = std::max<std::size_t>(256, 2 * (used + more));
        auto fresh = std::make_unique<char[]>(room);
        if (used != 0) std::memcpy(fresh.get(), own_.get(), used);
        own_ = std::move(fresh);
        to_ = own_.get() + used;
        end_ = own_.get() + room;
    }

    std::unique_ptr<char[]> own_{};
    char* to_ = nullptr;
    const char* end_ = nullptr;
};

}  // namespace emend::detail
