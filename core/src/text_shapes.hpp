// Exports name_shapes: the names of objects that were found without fault. Records repeat their
// shape, in one text and from text to text, and what is left of different names is different: an
// object that has some names of a known one, in its order, needs no other check.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "emend/text.hpp"

namespace emend::detail {

/// A raw name with the quote behind it. Two masked words tell most names apart, whatever their
/// length; made without arguments, it is no name at all.
struct known_name {
    static constexpr std::size_t inside = 16;
    using words = std::array<std::uint64_t, 2>;

    words bytes{1, 0};  ///< the first bytes, zeros behind the quote
    words counts{};     ///< which of them count
    std::size_t size = 0;
    const char* rest = nullptr;  ///< the bytes that follow

    static words load(const char* p) {
        words w{};
        std::memcpy(w.data(), p, sizeof w);
        return w;
    }

    /// Whether this name stands at raw: its quote then ends that name too. `left` bytes may be
    /// read; where they are few, the answer is no.
    [[nodiscard, gnu::always_inline]] bool is_at(const char* raw, std::size_t left) const {
        if (left < inside) return false;
        const auto w = load(raw);
        if ((((w[0] & counts[0]) ^ bytes[0]) | ((w[1] & counts[1]) ^ bytes[1])) != 0) return false;
        return size <= inside || (size <= left && std::memcmp(raw + inside, rest, size - inside) == 0);
    }

    /// The same, close to the end of the text.
    [[nodiscard]] bool is_last_at(const char* raw, std::size_t left) const;
};

class name_shapes {
public:
    /// The names of one object, and behind them one that is none; or nothing.
    struct shape {
        std::vector<known_name> names{};
        std::vector<char> rest{};
    };

    /// Two that look alike from their first name live side by side, the one met last before the other.
    using place = std::array<shape, 2>;

    /// Where objects with this first member are remembered. `depth` keeps apart what begins alike.
    [[nodiscard]] place& at(const char* text, std::uint32_t first_key, std::uint32_t first_value,
                            std::size_t depth) {
        std::uint32_t head =
            0;  // a name is followed by its quote, the colon and a value: four bytes are there
        std::memcpy(&head, text + first_key + 1, sizeof head);
        const auto form = static_cast<std::uint32_t>(depth << 16U) + first_value - first_key;
        return places_[(head * 0x9E3779B1U ^ form * 0x85EBCA6BU) >> 25U];
    }

    /// Whether the names of a complete object are some of a shape that is known here, in its order.
    [[nodiscard]] static bool covers(place& known, std::string_view text, const text::node* nodes,
                                     std::uint32_t object);

    /// Keeps the names, all different, of an object that is not too wide.
    static void remember(place& known, const std::vector<std::string_view>& names);

private:
    std::array<place, 128> places_{};
};

/// The names of one object as they come, beside a known shape.
class name_check {
public:
    name_check() = default;
    explicit name_check(const name_shapes::place& known)
        : next_(known[0].names.empty() ? &no_name : known[0].names.data()) {}

    /// Takes the name whose bytes begin at raw.
    [[gnu::always_inline]] void take(const char* raw, std::size_t left) {
        if (next_->is_at(raw, left)) [[likely]] {
            ++next_;
        } else {
            skip(raw, left);
        }
    }

    /// Whether all names were some of the shape's, in its order.
    [[nodiscard]] bool passed() const { return next_ != &no_name; }

private:
    static const known_name no_name;

    void skip(const char* raw, std::size_t left);

    const known_name* next_ = &no_name;
};

}  // namespace emend::detail
