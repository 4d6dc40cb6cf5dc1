#include "text_names.hpp"

#include <algorithm>
#include <bit>
#include <string>
#include <unordered_map>

#include "text_string.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace emend::detail {
namespace {

constexpr std::size_t few = 8;
constexpr auto no_object = text::node::none;

bool is_empty(const text::node* nodes, std::uint32_t container) {
    return nodes[container].next == container + 1;
}

// Whether the names of `object` are, one by one, the first names of `known`.
bool repeats(const char* text, const text::node* nodes, std::uint32_t object, std::uint32_t known) {
    auto a = object + 1;
    auto b = known + 1;
    for (; a < nodes[object].next; a = nodes[a].next, b = nodes[b].next) {
        if (b >= nodes[known].next || raw_name(text, nodes[a]) != raw_name(text, nodes[b])) return false;
    }
    return true;
}

std::uint64_t hash_name(std::string_view raw) {
    if (!has_escape(raw)) return XXH3_64bits(raw.data(), raw.size());
    std::string plain;
    append_decoded(plain, raw);
    return XXH3_64bits(plain.data(), plain.size());
}

}  // namespace

bool member_names::unique(const char* text, const text::node* nodes, std::uint32_t object,
                          std::size_t depth) {
    if (is_empty(nodes, object) || nodes[object + 1].next == nodes[object].next) return true;
    if (depth >= shapes_.size()) shapes_.resize(depth + 1, no_object);
    auto& known = shapes_[depth];
    if (known != no_object && repeats(text, nodes, object, known)) return true;
    collect(text, nodes, object);
    if (!(names_.size() <= few ? unique_by_pairs() : unique_by_hash())) return false;
    known = object;
    return true;
}

void member_names::collect(const char* text, const text::node* nodes, std::uint32_t object) {
    names_.clear();
    for (auto at = object + 1; at < nodes[object].next; at = nodes[at].next) {
        names_.push_back(raw_name(text, nodes[at]));
    }
}

bool member_names::unique_by_pairs() const {
    for (std::size_t i = 1; i < names_.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (same_raw(names_[i], names_[j])) return false;
        }
    }
    return true;
}

// Open addressing; a slot holds 1 + the place in names_, 0 is free.
bool member_names::unique_by_hash() {
    const auto mask = std::bit_ceil(names_.size() * 2) - 1;
    slots_.assign(mask + 1, 0);
    for (std::size_t i = 0; i < names_.size(); ++i) {
        auto slot = hash_name(names_[i]) & mask;
        for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
            if (same_raw(names_[slots_[slot] - 1], names_[i])) return false;
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
