// The text lane as the diff sees it: text_view, and what the diff asks for besides.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "common_bytes.hpp"
#include "hash.hpp"
#include "lane.hpp"
#include "text_view.hpp"

namespace emend::detail {

class text_diff_view : public text_view {
public:
    static constexpr bool sorted = false;

    /// `by_spelling`: 1 and 1.0 are different numbers.
    template <class Table>
    text_diff_view(const Table& source, bool by_spelling) : text_view(source), by_spelling_(by_spelling) {}

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

    /// Whether a container takes more than so many bytes of compact JSON, if its nodes at hand tell.
    [[nodiscard]] bool exceeds(node x, std::uint64_t bytes) const {
        std::uint64_t least = 1;
        const auto last = at(x).next;
        for (auto n = x + 1; n < last && least <= bytes; ++n) {
            const auto& value = at(n);
            least += is_container(kind_of(n)) ? 2 : value.end - value.begin + 1;
            if (value.key != text::node::none) least += raw_name(text(), value).size() + 3;
        }
        return least > bytes;
    }

    /// What is known to be spelled alike: this text up to `until`, the other `shift` bytes further.
    struct alike {
        std::uint32_t until = 0;
        std::int64_t shift = 0;
    };
    /// Moves two cursors over children that are spelled alike; gives their number.
    std::uint32_t skip_alike(cursor& l, const text_diff_view& other, cursor& r, alike& known) const {
        std::uint32_t count = 0;
        while (!l.done() && !r.done()) {
            const auto& x = at(l.value());
            const auto& y = other.at(r.value());
            const auto from = start_of(x);
            const auto shift = std::int64_t{start_of(y)} - from;
            if (known.shift != shift || known.until <= from) {
                known = {from + static_cast<std::uint32_t>(
                                    common_bytes(text() + from, other.text() + start_of(y),
                                                 std::min(l.end() - from, r.end() - start_of(y)))),
                         shift};
            }
            if (x.end > known.until || std::int64_t{y.end} - x.end != shift) return count;
            l.advance();
            r.advance();
            ++count;
        }
        return count;
    }

    /// The same bytes are the same value.
    [[nodiscard]] bool plainly_same(node x, const text_diff_view& other, node y) const {
        if (other.is_known_as(y, x)) return true;
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
    /// Siblings from x to last here, from y to last_y there.
    [[nodiscard]] bool plainly_same(node x, node last, const text_diff_view& other, node y,
                                    node last_y) const {
        const auto size = at(last).end - at(x).begin;
        return other.at(last_y).end - other.at(y).begin == size &&
               std::memcmp(text() + at(x).begin, other.text() + other.at(y).begin, size) == 0;
    }
    /// REQUIRES: a table of its own.
    [[nodiscard]] bool is_compact(node x) const { return compact_size(x) == source(x).size(); }

    /// Of the spelling.
    [[nodiscard]] std::uint64_t digest_bytes(node x) const {
        const auto bytes = source(x);
        return XXH3_64bits(bytes.data(), bytes.size());
    }
    /// As compact JSON. REQUIRES: a table of its own.
    [[nodiscard]] std::size_t compact_size(node x) const {
        std::size_t bytes = 0;
        const auto last = at(x).next;
        for (auto n = x; n < last; ++n) {
            const auto& value = at(n);
            const bool container = is_container(kind_of(n));
            bytes += container ? 2 : value.end - value.begin;
            if (container && value.next > n + 1) --bytes;
            if (n != x) ++bytes;
            if (n != x && value.key != text::node::none) bytes += raw_name(text(), value).size() + 3;
        }
        return bytes;
    }
    /// The same, or nothing where the table does not tell.
    [[nodiscard]] std::optional<std::uint64_t> flat_size(node x) const {
        return is_open() && !has_shadows() ? std::optional<std::uint64_t>(compact_size(x)) : std::nullopt;
    }
    /// Those of the wanted values of `other` whose spelling stands in this text.
    [[nodiscard]] wanted_values present(const workspace& space, const text_diff_view& other,
                                        const wanted_values& wanted) const;

    [[nodiscard]] std::size_t size_scalar(node x) const { return source(x).size(); }

    /// Of a string or number: those with different signs differ; 0 says nothing.
    [[nodiscard]] std::uint32_t sign(node x) const { return sign_of(source(x), escapes()); }
    [[nodiscard]] static std::uint32_t sign_of(std::string_view scalar, bool escapes) {
        if (kind_of_byte(scalar.front()) == kind::number)
            return static_cast<std::uint32_t>(number::lead(scalar));
        if (escapes || scalar.size() < sizeof(std::uint32_t)) return 0;
        std::uint32_t last = 0;
        std::memcpy(&last, scalar.data() + scalar.size() - sizeof last, sizeof last);
        return (last ^ static_cast<std::uint32_t>(scalar.size())) | 1U;
    }

    template <class Other>
    [[nodiscard]] bool same_scalar(node x, const Other& other, node y) const {
        return same_scalars(source(x), other.source(y), escapes() || other.escapes());
    }
    /// REQUIRES: both spell scalars of one kind; `escapes` is set where there may be some.
    [[nodiscard]] bool same_scalars(std::string_view a, std::string_view b, bool escapes) const {
        if (by_spelling_ && kind_of_byte(a.front()) == kind::number) return a == b;
        return same_spelled(a, b, escapes);
    }

private:
    static std::uint32_t start_of(const text::node& n) { return n.key != text::node::none ? n.key : n.begin; }

    bool by_spelling_;
};

}  // namespace emend::detail
