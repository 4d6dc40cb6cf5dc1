// The text lane as the diff sees it: text_view, and what the diff asks for besides.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "hash.hpp"
#include "text_view.hpp"

namespace emend::detail {

class text_diff_view : public text_view {
public:
    static constexpr bool sorted = false;

    /// `by_spelling`: 1 and 1.0 are different numbers.
    text_diff_view(const text::index& source, bool by_spelling)
        : text_view(source), by_spelling_(by_spelling) {}

    [[nodiscard]] static std::uint64_t pack(node x) { return x; }
    [[nodiscard]] static node unpack(std::uint64_t x) { return static_cast<node>(x); }
    [[nodiscard]] std::uint64_t pack_key(key k) const {
        return static_cast<std::uint64_t>(k.data() - text()) << 32U | k.size();
    }
    [[nodiscard]] key unpack_key(std::uint64_t k) const { return {text() + (k >> 32U), k & 0xffff'ffffU}; }

    /// The name that a key spells.
    [[nodiscard]] std::string key_text(key k) const {
        if (!escapes()) return std::string(k);
        std::string name;
        append_decoded(name, k);
        return name;
    }
    /// REQUIRES: a string.
    [[nodiscard]] std::string string_text(node x) const {
        std::string decoded;
        append_decoded(decoded, raw(x));
        return decoded;
    }
    [[nodiscard]] std::uint64_t key_hash(key k) const {
        return escapes() && has_escape(k) ? hash_key(key_text(k)) : hash_key(k);
    }
    [[nodiscard]] static std::size_t key_size(key k) {
        return k.size() + static_cast<std::size_t>(
                              std::count_if(k.begin(), k.end(), [](char c) { return c == '~' || c == '/'; }));
    }
    [[nodiscard]] static std::size_t key_value_size(key k) { return k.size() + 2; }

    /// The same bytes are the same value.
    [[nodiscard]] bool plainly_same(node x, const text_diff_view& other, node y) const {
        const auto a = source(x);
        const auto b = other.source(y);
        return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size()) == 0;
    }

    [[nodiscard]] std::uint64_t hash_scalar(node x) const {
        const auto k = kind_of(x);
        if (k == kind::number && !by_spelling_) return number::hash(source(x), frame_of(k));
        if (k != kind::string) return hash_bytes(source(x), frame_of(k));
        if (!escapes() || !has_escape(raw(x))) return hash_bytes(raw(x), frame_of(k));
        std::string decoded;
        append_decoded(decoded, raw(x));
        return hash_bytes(decoded, frame_of(k));
    }
    [[nodiscard]] std::size_t size_scalar(node x) const { return source(x).size(); }

    [[nodiscard]] bool same_scalar(node x, const text_diff_view& other, node y) const {
        if (by_spelling_ && kind_of(x) == kind::number) return source(x) == other.source(y);
        return text_view::same_scalar(x, other, y);
    }

private:
    bool by_spelling_;
};

}  // namespace emend::detail
