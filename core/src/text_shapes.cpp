#include "text_shapes.hpp"

#include <algorithm>
#include <utility>

namespace emend::detail {
namespace {

// `"name":`
known_name make_known(const char* all, std::size_t size) {
    constexpr auto inside = known_name::inside;
    char bytes[inside] = {};
    char counts[inside] = {};
    const auto some = std::min(size, inside);
    std::memcpy(bytes, all, some);
    std::memset(counts, 0xff, some);
    const auto last = size > inside ? known_name::load(all + size - inside) : known_name::words{};
    return {known_name::load(bytes), known_name::load(counts), last, size, all};
}

bool covers_one(const name_shapes::shape& shape, std::string_view text, const text::node* nodes,
                std::uint32_t object) {
    const auto last = nodes[object].next;
    auto at = object + 1;
    for (const auto& name : shape.names) {
        if (!name.is_at(text.data() + nodes[at].key, text.size() - nodes[at].key)) continue;
        at = nodes[at].next;
        if (at == last) return true;
    }
    return false;
}

}  // namespace

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
    auto& [entries, spelled] = known[0];
    entries.clear();
    spelled.clear();
    for (const auto name : names) {
        spelled.push_back('"');
        spelled.insert(spelled.end(), name.begin(), name.end());
        spelled.insert(spelled.end(), {'"', ':'});
    }
    const char* at = spelled.data();
    for (const auto name : names) {
        entries.push_back(make_known(at, name.size() + 3));
        at += entries.back().size;
    }
    entries.emplace_back();
}

const known_name name_check::no_name{};

const known_name* name_check::behind(const known_name* next, const char* p, std::size_t left) {
    while (next->size != 0 && !next->is_at(p, left)) ++next;
    return next->size == 0 ? &no_name : next + 1;
}

}  // namespace emend::detail
