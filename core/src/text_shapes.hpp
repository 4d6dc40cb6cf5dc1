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

/// A name as it mostly stands in a text: `"name":`. Words tell it from others, whatever its length; made
/// without arguments, it is no name at all.
struct known_name {
    static constexpr std::size_t inside = 16;
    static constexpr std::size_t readable = 3 * inside;
    using words = std::array<std::uint64_t, 2>;

    words bytes{1, 0};  ///< the first bytes, zeros behind the colon
    words counts{};     ///< which of them count
    words last{};       ///< the last bytes, if there are more
    std::size_t size = 0;
    const char* all = nullptr;

    static words load(const char* p) {
        words w{};
        std::memcpy(w.data(), p, sizeof w);
        return w;
    }
    static bool same(const words& x, const words& y) { return ((x[0] ^ y[0]) | (x[1] ^ y[1])) == 0; }

    /// Whether a member begins at p with this name and, right behind it, the colon: its quote then ends that
    /// name too. A name longer than that is not told.   REQUIRES: so many bytes are `readable`
    [[nodiscard, gnu::always_inline]] bool begins_at(const char* p) const {
        const auto w = load(p);
        if ((((w[0] & counts[0]) ^ bytes[0]) | ((w[1] & counts[1]) ^ bytes[1])) != 0) return false;
        if (size <= inside) [[likely]]
            return true;
        return size <= readable && same(load(p + size - inside), last) &&
               (size <= 2 * inside || same(load(p + inside), load(all + inside)));
    }

    /// Whether the name that begins at p, with its quote, is this one; `left` bytes may be read.
    [[nodiscard]] bool is_at(const char* p, std::size_t left) const {
        return size != 0 && size - 1 <= left && std::memcmp(p, all, size - 1) == 0;
    }
};

class name_shapes {
public:
    /// The names of one object, and behind them one that is none; or nothing.
    struct shape {
        std::vector<known_name> names{};
        std::vector<char> spelled{};
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

    /// Whether the member that begins at p has the next name, and its colon right behind; then it is taken.
    /// REQUIRES: known_name::readable bytes
    [[nodiscard, gnu::always_inline]] bool take_next(const char* p) {
        if (!next_->begins_at(p)) return false;
        ++next_;
        return true;
    }

    /// Takes the name that begins at p; `left` bytes may be read.
    [[gnu::always_inline]] void take(const char* p, std::size_t left) { next_ = behind(next_, p, left); }

    /// Whether all names were some of the shape's, in its order.
    [[nodiscard]] bool passed() const { return next_ != &no_name; }

private:
    static const known_name no_name;

    // By value: who walks by it keeps it in a register.
    static const known_name* behind(const known_name* next, const char* p, std::size_t left);

    const known_name* next_ = &no_name;
};

}  // namespace emend::detail
