#include "text_children.hpp"

#include <bit>
#include <cstring>
#include <string>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace emend::detail {
namespace {

constexpr std::size_t few = 32;

// Whether the member's name is `name`, without looking for the end of its spelling first.
bool is_named(const text_view& view, std::uint32_t member, std::string_view name) {
    const auto& m = view.at(member);
    const auto* raw = view.text() + m.key + 1;
    if (m.begin - m.key > name.size() + 1 && raw[name.size()] == '"' &&
        std::memcmp(raw, name.data(), name.size()) == 0) {
        return name.find('\\') == std::string_view::npos;  // else the spelling means something else
    }
    return view.escapes() && spells(raw_name(view.text(), m), name);
}

std::uint64_t hash_of(std::string_view name) { return XXH3_64bits(name.data(), name.size()); }

}  // namespace

child_finder::element_table& child_finder::table_of(std::uint32_t array) {
    return arrays_.try_emplace(array, element_table{{}, array + 1}).first->second;
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
    if (index < few) {
        for (std::size_t i = 0; i < index && at != last; ++i) at = view_.at(at).next;
        return at != last ? at : text::node::none;
    }
    auto& table = table_of(array);
    extend(table, array, index + 1);
    return index < table.nodes.size() ? table.nodes[index] : text::node::none;
}

const std::vector<std::uint32_t>& child_finder::elements(std::uint32_t array) {
    auto& table = table_of(array);
    extend(table, array, static_cast<std::size_t>(-1));
    return table.nodes;
}

std::uint32_t child_finder::member(std::uint32_t object, std::string_view name) {
    if (const auto known = objects_.find(object); known != objects_.end() && !known->second.slots.empty()) {
        return look_up(known->second, name);
    }
    std::size_t count = 0;
    auto found = text::node::none;
    for (auto at = view_.children(object); !at.done() && found == text::node::none; at.advance(), ++count) {
        if (is_named(view_, at.value(), name)) found = at.value();
    }
    if (count <= few) return found;
    auto& table = objects_[object];
    if (++table.visits == 2) fill(table, object, view_.size(object));
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
