#include "places.hpp"

#include <algorithm>

namespace emend::detail {

void places::enliven(const edit_pair& p) {
    live_array made;
    std::vector<bool> live;
    live.reserve(p.slots.size());
    for (const auto& s : p.slots) {
        const bool there = s.what != change::insert && s.what != change::moved;
        if (there) made.slot_of.push_back(static_cast<std::uint32_t>(live.size()));
        live.push_back(there);
    }
    made.prefix = p.prefix;
    made.taken_up = made.slot_of.size();
    made.slots = ranks(live);
    arrays_.emplace(p.a, std::move(made));
}

// An array that something is taken out of, though it goes itself: all its elements stand so far.
// Ignored ones have no node, but a place.
places::live_array& places::array(id container) {
    const auto known = arrays_.find(container);
    if (known != arrays_.end()) return known->second;
    live_array made;
    const auto& n = space_.nodes[container];
    made.taken_up = n.count == 0 ? 0 : space_.nodes[n.first + n.count - 1].place + std::size_t{1};
    made.slots = ranks(std::vector<bool>(made.taken_up, true));
    made.slot_of.resize(made.taken_up);
    for (std::uint32_t i = 0; i < made.taken_up; ++i) made.slot_of[i] = i;
    return arrays_.emplace(container, std::move(made)).first->second;
}

location places::home(id x) const {
    if (const auto moved = moved_.find(x); moved != moved_.end()) return moved->second;
    return {space_.nodes[x].parent, x, space_.nodes[x].place, false, {}};
}

path_token places::token(const location& at) const {
    if (space_.nodes[at.container].what == kind::object) return {at.named, 0, at.made_up};
    const auto found = arrays_.find(at.container);
    if (found == arrays_.end()) return {nobody, at.slot, {}};
    const auto& a = found->second;
    if (at.is_slot) return {nobody, a.prefix + a.slots.before(at.slot), {}};
    if (at.slot < a.prefix) return {nobody, at.slot, {}};
    const auto behind = at.slot - a.prefix;
    if (behind < a.taken_up) return {nobody, a.prefix + a.slots.before(a.slot_of[behind]), {}};
    return {nobody, a.prefix + a.slots.before(a.slots.size()) + (behind - a.taken_up), {}};
}

path places::to(location at) const {
    path tokens{token(at)};
    while (space_.nodes[at.container].parent != nobody) {
        at = home(at.container);
        tokens.push_back(token(at));
    }
    std::reverse(tokens.begin(), tokens.end());
    return tokens;
}

void places::leave(const location& at) {
    if (space_.nodes[at.container].what != kind::array) return;
    auto& a = array(at.container);
    a.slots.set(at.is_slot ? at.slot : a.slot_of[at.slot - a.prefix], false);
}

void places::arrive(const location& at) {
    if (space_.nodes[at.container].what != kind::array) return;
    const auto found = arrays_.find(at.container);
    if (found == arrays_.end()) return;
    auto& a = found->second;
    a.slots.set(at.is_slot ? at.slot : a.slot_of[at.slot - a.prefix], true);
}

void places::open_hole(id x) { leave(home(x)); }

void places::carry(id x, const location& at) { moved_[x] = at; }

}  // namespace emend::detail
