#include "text_shapes.hpp"

#include <algorithm>
#include <utility>

namespace emend::detail {
namespace {

constexpr auto inside = known_name::inside;

known_name make_known(std::string_view name) {
    char bytes[inside] = {};
    char counts[inside] = {};
    std::memcpy(bytes, name.data(), std::min(name.size(), inside));
    if (name.size() < inside) bytes[name.size()] = '"';
    std::memset(counts, 0xff, std::min(name.size() + 1, inside));
    return {known_name::load(bytes), known_name::load(counts), name.size() + 1, nullptr};
}

bool covers_one(const name_shapes::shape& shape, std::string_view text, const text::node* nodes,
                std::uint32_t object) {
    const auto last = nodes[object].next;
    auto at = object + 1;
    for (const auto& name : shape.names) {
        const auto raw = nodes[at].key + 1;
        const auto left = text.size() - raw;
        if (!name.is_at(text.data() + raw, left) && !name.is_last_at(text.data() + raw, left)) continue;
        at = nodes[at].next;
        if (at == last) return true;
    }
    return false;
}

}  // namespace

bool known_name::is_last_at(const char* raw, std::size_t left) const {
    if (left >= inside || size > left || size == 0) return false;
    char padded[inside] = {};
    std::memcpy(padded, raw, left);
    return is_at(padded, inside);
}

bool name_shapes::covers(place& known, std::string_view text, const text::node* nodes, std::uint32_t object) {
    if (covers_one(known[0], text, nodes, object)) return true;
    if (!covers_one(known[1], text, nodes, object)) return false;
    std::swap(known[0], known[1]);
    return true;
}

void name_shapes::remember(place& known, const std::vector<std::string_view>& names) {
    constexpr std::size_t most = 256;
    constexpr std::size_t longest = 4096;
    const auto too_long = [](std::string_view name) { return name.size() > longest; };
    if (names.size() > most || std::any_of(names.begin(), names.end(), too_long)) return;
    std::swap(known[0], known[1]);
    auto& [entries, rest] = known[0];
    entries.clear();
    rest.clear();
    for (const auto name : names) {
        entries.push_back(make_known(name));
        if (name.size() < inside) continue;
        rest.insert(rest.end(), name.begin() + inside, name.end());
        rest.push_back('"');
    }
    const char* behind = rest.data();
    for (auto& entry : entries) {
        if (entry.size <= inside) continue;
        entry.rest = behind;
        behind += entry.size - inside;
    }
    entries.emplace_back();
}

const known_name name_check::no_name{};

void name_check::skip(const char* raw, std::size_t left) {
    while (next_->size != 0 && !next_->is_at(raw, left) && !next_->is_last_at(raw, left)) ++next_;
    next_ = next_->size == 0 ? &no_name : next_ + 1;
}

}  // namespace emend::detail
