#include "text_names.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>
#include <unordered_map>

#include "text_string.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace emend::detail {
namespace {

constexpr std::size_t few = 6;

template <class Word>
Word load(const char* p) {
    Word word{};
    std::memcpy(&word, p, sizeof word);
    return word;
}

// Short strings, compared without a call.
inline bool same_bytes(const char* a, const char* b, std::size_t size) {
    if (size > 16) return std::memcmp(a, b, size) == 0;
    if (size >= 8) {
        return load<std::uint64_t>(a) == load<std::uint64_t>(b) &&
               load<std::uint64_t>(a + size - 8) == load<std::uint64_t>(b + size - 8);
    }
    if (size >= 4) {
        return load<std::uint32_t>(a) == load<std::uint32_t>(b) &&
               load<std::uint32_t>(a + size - 4) == load<std::uint32_t>(b + size - 4);
    }
    for (std::size_t i = 0; i < size; ++i) {
        if (a[i] != b[i]) return false;
    }
    return true;
}

// Short names by their ends and length, for speed; who knows that better takes the long way round.
inline std::uint32_t hash_bytes(std::string_view s) {
    if (s.size() > 16) return static_cast<std::uint32_t>(XXH3_64bits(s.data(), s.size()));
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    if (s.size() >= 8) {
        head = load<std::uint64_t>(s.data());
        tail = load<std::uint64_t>(s.data() + s.size() - 8);
    } else if (s.size() >= 4) {
        head = load<std::uint32_t>(s.data());
        tail = load<std::uint32_t>(s.data() + s.size() - 4);
    } else {
        for (const char c : s) head = head << 8U | static_cast<unsigned char>(c);
    }
    auto h = (head ^ 0x9E3779B97F4A7C15U) * 0xBF58476D1CE4E5B9U ^ (tail + s.size()) * 0x94D049BB133111EBU;
    h = (h ^ h >> 32U) * 0xE9846AF9B1A615DU;
    return static_cast<std::uint32_t>(h >> 32U);
}

}  // namespace

void member_names::start(std::string_view text) {
    text_ = text;
    for (auto& known : shapes_) known.clear();
}

// REQUIRES: the first bytes of the name are followed by its quote, the colon and a value.
member_names::shape& member_names::shape_of(const text::node& first) {
    const auto head = load<std::uint32_t>(text_.data() + first.key + 1);
    return shapes_[(head * 0x9E3779B1U ^ (first.begin - first.key) * 0x85EBCA6BU) >> 26U];
}

// Equal bytes and then a quote: the quote ends this name as it ended the other.
bool member_names::is_name(std::uint32_t key, std::string_view name) const {
    if (name.size() >= text_.size() - key - 1) return false;
    const char* raw = text_.data() + key + 1;
    return raw[name.size()] == '"' && same_bytes(raw, name.data(), name.size());
}

// Whether the names of the object are some of those that are known, in their order: what is left
// of different names is still different.
bool member_names::repeats(const shape& known, const text::node* nodes, std::uint32_t object) const {
    const auto last = nodes[object].next;
    auto at = object + 1;
    for (const auto& name : known) {
        if (!is_name(nodes[at].key, name)) continue;
        at = nodes[at].next;
        if (at == last) return true;
    }
    return false;
}

bool member_names::unique(const text::node* nodes, std::uint32_t object, bool has_escapes) {
    const auto last = nodes[object].next;
    if (last == object + 1 || nodes[object + 1].next == last) return true;
    auto& known = shape_of(nodes[object + 1]);
    if (repeats(known, nodes, object)) return true;
    has_escapes_ = false;
    names_.clear();
    for (auto at = object + 1; at < last; at = nodes[at].next) {
        names_.push_back(raw_name(text_.data(), nodes[at]));
        has_escapes_ = has_escapes_ || (has_escapes && has_escape(names_.back()));
    }
    if (!(names_.size() <= few ? unique_by_pairs() : unique_by_hash())) return false;
    known.swap(names_);
    return true;
}

bool member_names::unique_by_pairs() const {
    for (std::size_t i = 1; i < names_.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (names_[i] == names_[j] || (has_escapes_ && same_raw(names_[i], names_[j]))) return false;
        }
    }
    return true;
}

std::uint32_t member_names::hash(std::string_view raw) const {
    if (has_escapes_ && has_escape(raw)) {
        std::string plain;
        append_decoded(plain, raw);
        return hash_bytes(plain);
    }
    return hash_bytes(raw);
}

// Open addressing; a slot holds 1 + the place in names_, 0 is free.
bool member_names::unique_by_hash() {
    const auto mask = std::bit_ceil(names_.size() * 2) - 1;
    slots_.assign(mask + 1, 0);
    for (std::size_t i = 0; i < names_.size(); ++i) {
        auto slot = hash(names_[i]) & mask;
        for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
            const auto other = names_[slots_[slot] - 1];
            if (other == names_[i] || (has_escapes_ && same_raw(other, names_[i]))) return false;
        }
        slots_[slot] = static_cast<std::uint32_t>(i + 1);
    }
    return true;
}

void member_names::list(const char* text, const text::node* nodes, std::uint32_t object,
                        std::vector<text::shadowed>& out) {
    std::unordered_map<std::string, std::uint32_t> last;
    std::string plain;
    for (auto at = object + 1; at < nodes[object].next; at = nodes[at].next) {
        plain.clear();
        append_decoded(plain, raw_name(text, nodes[at]));
        const auto [found, fresh] = last.try_emplace(plain, at);
        if (fresh) continue;
        out.push_back({found->second, at});
        found->second = at;
    }
}

}  // namespace emend::detail
