#include "text_children.hpp"

#include <bit>
#include <string>
#include <utility>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace emend::detail {
namespace {

constexpr std::size_t few = 32;    // members that a walk passes
constexpr std::size_t steps = 8;   // to an element without a table
constexpr std::size_t walks = 16;  // through many members: a table costs about as much

// Whether the member's name is `name`, without looking for its end first: the first byte that
// differs tells, unless an escape begins there.
bool is_named(const text_view& view, std::uint32_t member, std::string_view name) {
    const auto& m = view.at(member);
    const auto* raw = view.text() + m.key + 1;
    std::size_t i = 0;
    while (i < name.size() && raw[i] == name[i] && raw[i] != '"' && raw[i] != '\\') ++i;
    if (raw[i] == '\\') return spells(raw_name(view.text(), m), name);
    return i == name.size() && raw[i] == '"';
}

// Where nothing is spelled with escapes, its length and last byte tell most names apart that begin alike.
[[gnu::always_inline]] inline bool may_be_named(const char* raw, const text::node& m, std::string_view name) {
    return m.begin - m.key > name.size() + 1 && raw[name.size()] == '"' &&
           (name.empty() || raw[name.size() - 1] == name.back());
}

std::uint64_t hash_of(std::string_view name) { return XXH3_64bits(name.data(), name.size()); }

}  // namespace

child_finder::element_table& child_finder::table_of(std::uint32_t array) {
    const auto known = arrays_.find(array);
    if (known != arrays_.end()) return known->second;
    element_table fresh{std::pmr::vector<std::uint32_t>(arrays_.get_allocator()), array + 1};
    return arrays_.emplace(array, std::move(fresh)).first->second;
}

void child_finder::extend(element_table& table, std::uint32_t array, std::size_t count) const {
    const auto last = view_.at(array).next;
    while (table.nodes.size() < count && table.next != last) {
        table.nodes.push_back(table.next);
        table.next = view_.at(table.next).next;
    }
}

std::uint32_t child_finder::element(std::uint32_t array, std::size_t index) {
    const auto last = view_.at(array).next;
    auto at = array + 1;
    if (index < steps) {
        for (std::size_t i = 0; i < index && at != last; ++i) at = view_.at(at).next;
        return at != last ? at : text::node::none;
    }
    auto& table = table_of(array);
    if (index >= table.nodes.size()) extend(table, array, index + 1);
    return index < table.nodes.size() ? table.nodes[index] : text::node::none;
}

const std::pmr::vector<std::uint32_t>& child_finder::elements(std::uint32_t array) {
    auto& table = table_of(array);
    extend(table, array, static_cast<std::size_t>(-1));
    return table.nodes;
}

inline std::uint32_t child_finder::search(std::uint32_t object, std::string_view name,
                                          std::size_t& passed) const {
    const bool escapes = view_.escapes();
    const char first = name.empty() ? '"' : name.front();
    for (auto at = view_.children(object); !at.done(); at.advance(), ++passed) {
        const auto& m = view_.at(at.value());
        const char* const raw = view_.text() + m.key + 1;
        if (escapes ? *raw == first || *raw == '\\' : may_be_named(raw, m, name)) {
            if (is_named(view_, at.value(), name)) return at.value();
        }
    }
    return text::node::none;
}

std::uint32_t child_finder::member(std::uint32_t object, std::string_view name) {
    const auto known = objects_.empty() ? objects_.end() : objects_.find(object);
    if (known != objects_.end() && !known->second.slots.empty()) return look_up(known->second, name);
    std::size_t passed = 0;
    const auto found = search(object, name, passed);
    if (passed <= few) return found;
    if (known == objects_.end()) {
        name_table fresh{std::pmr::vector<std::uint32_t>(objects_.get_allocator()), 1};
        objects_.emplace(object, std::move(fresh));
    } else if (++known->second.visits == walks) {
        fill(known->second, object, view_.size(object));
    }
    return found;
}

void child_finder::fill(name_table& table, std::uint32_t object, std::size_t count) const {
    const auto mask = std::bit_ceil(count * 2) - 1;
    table.slots.assign(mask + 1, 0);
    std::string plain;
    for (auto at = view_.children(object); !at.done(); at.advance()) {
        auto name = at.key();
        if (has_escape(name)) {
            plain.clear();
            append_decoded(plain, name);
            name = plain;
        }
        auto slot = hash_of(name) & mask;
        while (table.slots[slot] != 0) slot = (slot + 1) & mask;
        table.slots[slot] = at.value();
    }
}

std::uint32_t child_finder::look_up(const name_table& table, std::string_view name) const {
    const auto mask = table.slots.size() - 1;
    for (auto slot = hash_of(name) & mask; table.slots[slot] != 0; slot = (slot + 1) & mask) {
        if (is_named(view_, table.slots[slot], name)) return table.slots[slot];
    }
    return text::node::none;
}

}  // namespace emend::detail
