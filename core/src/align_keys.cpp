// Pairs the elements of two arrays by one member, such as "id": given by the caller,
// or found because its values are scalars, unique on each side, and largely shared.

#include <algorithm>
#include <optional>
#include <utility>

#include "align_state.hpp"
#include "key_names.hpp"

namespace emend::detail {
namespace {

using named = std::vector<std::pair<std::uint64_t, std::uint32_t>>;  // value's hash, element

constexpr std::uint32_t most_fields = 40;

struct field {
    named a{};
    named b{};
    std::size_t shared = 0;  ///< per cent of the smaller side
    std::size_t rank = 0;
};

// The values of one member over the objects of a side, sorted; nothing if it cannot be a key.
std::optional<named> values(const alignment& all, std::span<const id> side, std::uint64_t key,
                            std::size_t objects) {
    named found;
    for (std::uint32_t i = 0; i < side.size(); ++i) {
        const id c = all.member(all.space.nodes[side[i]], key);
        if (c == nobody) continue;
        const auto& value = all.space.nodes[c];
        if (value.what != kind::number && value.what != kind::string) return std::nullopt;
        found.emplace_back(value.hash, i);
    }
    if (found.empty() || (found.size() + all.kept) * 10 < (objects + all.kept) * 8) return std::nullopt;
    std::sort(found.begin(), found.end());
    const auto twice = std::adjacent_find(found.begin(), found.end(),
                                          [](const auto& p, const auto& q) { return p.first == q.first; });
    if (twice != found.end()) return std::nullopt;
    return found;
}

// What is equal on both sides has its key on both.
std::size_t share(const named& a, const named& b, std::size_t kept) {
    std::size_t both = kept;
    auto q = b.begin();
    for (const auto& p : a) {
        while (q != b.end() && q->first < p.first) ++q;
        if (q != b.end() && q->first == p.first) ++both;
    }
    const auto of = std::min(a.size(), b.size()) + kept;
    return (both * 100 + of / 2) / of;
}

std::size_t count_objects(const alignment& all, std::span<const id> side) {
    return static_cast<std::size_t>(std::count_if(side.begin(), side.end(), [&](id x) {
        return all.space.nodes[x].what == kind::object && all.space.nodes[x].open;
    }));
}

std::optional<field> find_field(const alignment& all) {
    const auto objects_a = count_objects(all, all.a);
    const auto objects_b = count_objects(all, all.b);
    if (std::min(objects_a, objects_b) + all.kept < 2 || objects_a == 0 || objects_b == 0)
        return std::nullopt;
    const auto first = std::find_if(all.a.begin(), all.a.end(), [&](id x) {
        return all.space.nodes[x].what == kind::object && all.space.nodes[x].open;
    });
    const auto& model = all.space.nodes[*first];
    std::optional<field> best;
    for (std::uint32_t n = 0; n < std::min(model.count, most_fields); ++n) {
        const auto key = all.space.nodes[model.first + n].key_hash;
        auto a = values(all, all.a, key, objects_a);
        if (!a) continue;
        auto b = values(all, all.b, key, objects_b);
        if (!b) continue;
        const auto shared = share(*a, *b, all.kept);
        const auto rank = key_rank(key);
        if (shared < 30) continue;
        if (!best || shared > best->shared || (shared == best->shared && rank < best->rank)) {
            best = field{std::move(*a), std::move(*b), shared, rank};
        }
    }
    return best;
}

}  // namespace

void alignment::read_names() {
    const auto read = [&](std::span<const id> side) {
        std::vector<std::uint64_t> names(side.size(), 0);
        for (std::size_t i = 0; i < side.size(); ++i) {
            const id c = member(space.nodes[side[i]], key_hash);
            if (c != nobody) names[i] = space.nodes[c].hash | 1U;
        }
        return names;
    };
    names_a = read(a);
    names_b = read(b);
}

void alignment::pair_names(named named_a, named named_b) {
    auto q = named_b.begin();
    for (const auto& [name, i] : named_a) {
        while (q != named_b.end() && q->first < name) ++q;
        if (q == named_b.end()) return;
        if (q->first != name) continue;
        const auto j = (q++)->second;
        if (left(i).hash == right(j).hash) continue;  // equal ones are candidates already
        if (!propose(i, j)) continue;
        keyed[i] = j;
        keyed_back[j] = i;
    }
}

void alignment::find_keyed() {
    if (key_hash == 0) {
        if (auto found = find_field(*this)) pair_names(std::move(found->a), std::move(found->b));
        return;
    }
    const auto sorted = [](const std::vector<std::uint64_t>& names) {
        named all;
        for (std::uint32_t i = 0; i < names.size(); ++i) {
            if (names[i] != 0) all.emplace_back(names[i], i);
        }
        std::sort(all.begin(), all.end());
        return all;
    };
    pair_names(sorted(names_a), sorted(names_b));
}

}  // namespace emend::detail
