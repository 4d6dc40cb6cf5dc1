#include "room.hpp"

#include <utility>
#include <vector>

namespace emend::detail {
namespace {

bool needs_room(const workspace& space, const slot& s) {
    return s.what == change::replace && (space.nodes[s.a].taken || space.aside.count(s.a) > 0);
}

// All that follows the prefix, up to the last change: the slots of an array with removals.
std::vector<slot> with_kept(const workspace& space, const edit_pair& p) {
    std::vector<slot> all;
    auto place = p.prefix;
    for (const auto& s : p.slots) {
        for (; place < space.nodes[s.a].place; ++place) all.emplace_back();
        all.push_back(s);
        ++place;
    }
    return all;
}

// Gives where each of the former slots stands now; of two, the new value.
std::vector<std::uint32_t> split(workspace& space, edit_pair& p) {
    std::vector<std::uint32_t> now;
    std::vector<slot> wider;
    for (const auto& s : p.slots) {
        const bool two = needs_room(space, s);
        if (two) wider.push_back({change::remove, false, s.a, nobody, no_pair});
        now.push_back(static_cast<std::uint32_t>(wider.size()));
        wider.push_back(two ? slot{change::insert, false, nobody, s.b, no_pair} : s);
    }
    p.slots = std::move(wider);
    return now;
}

}  // namespace

void make_room(workspace& space) {
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> moved;
    std::vector<std::uint32_t> pairs{0};
    while (!pairs.empty()) {
        const auto index = pairs.back();
        auto& p = space.pairs[index];
        pairs.pop_back();
        bool room = false;
        for (const auto& s : p.slots) {
            if (s.pair != no_pair) pairs.push_back(s.pair);
            room = room || (p.array && needs_room(space, s));
        }
        if (!room) continue;
        std::vector<std::uint32_t> widened;
        if (!p.structural) {
            const auto before = p.slots;
            p.slots = with_kept(space, p);
            for (const auto& s : before) widened.push_back(space.nodes[s.a].place - p.prefix);
        }
        const auto now = split(space, p);
        p.structural = true;
        if (widened.empty()) {
            moved.emplace(index, now);
            continue;
        }
        for (auto& w : widened) w = now[w];
        moved.emplace(index, std::move(widened));
    }
    for (auto& [region, targets] : space.leaving) {
        for (auto& at : targets) {
            if (const auto found = moved.find(at.pair); found != moved.end())
                at.slot = found->second[at.slot];
        }
    }
}

}  // namespace emend::detail
