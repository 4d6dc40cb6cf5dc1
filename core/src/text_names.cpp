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

bool member_names::unique(const text::node* nodes, std::uint32_t object, std::size_t depth,
                          bool has_escapes) {
    const auto first = object + 1;
    if (nodes[object].next == first || nodes[first].next == nodes[object].next) return true;
    auto& known = shapes_.at(text_.data(), nodes[first].key, nodes[first].begin, depth);
    if (name_shapes::covers(known, text_, nodes, object)) return true;
    read(nodes, object, has_escapes);
    if (!(names_.size() <= few ? unique_by_pairs() : unique_by_hash())) return false;
    name_shapes::remember(known, names_);
    ++changes_;
    return true;
}

void member_names::read(const text::node* nodes, std::uint32_t object, bool has_escapes) {
    has_escapes_ = false;
    names_.clear();
    for (auto at = object + 1; at < nodes[object].next; at = nodes[at].next) {
        names_.push_back(raw_name(text_.data(), nodes[at]));
        has_escapes_ = has_escapes_ || (has_escapes && has_escape(names_.back()));
    }
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

// Open addressing; a slot holds the hash, and 1 + the place in names_: 0 is free. Names of another hash are
// not looked at again.
bool member_names::unique_by_hash() {
    const auto mask = std::bit_ceil(names_.size() * 2) - 1;
    slots_.assign(mask + 1, {});
    for (std::size_t i = 0; i < names_.size(); ++i) {
        const auto hashed = hash(names_[i]);
        auto slot = hashed & mask;
        for (; slots_[slot].place != 0; slot = (slot + 1) & mask) {
            if (slots_[slot].hash != hashed) continue;
            const auto other = names_[slots_[slot].place - 1];
            if (other == names_[i] || (has_escapes_ && same_raw(other, names_[i]))) return false;
        }
        slots_[slot] = {hashed, static_cast<std::uint32_t>(i + 1)};
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
