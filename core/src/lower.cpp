#include "lower.hpp"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

#include "ranks.hpp"

namespace emend::detail {
namespace {

// An array whose elements come and go.
struct live_array {
    std::size_t prefix = 0;
    std::size_t taken_up = 0;  ///< elements of the first document that stand in slots
    ranks slots{};
    std::vector<std::uint32_t> slot_of{};  ///< by the element's index behind the prefix
};

// Where a value is: a container of the first document, and a slot or an index in it.
struct location {
    id container = nobody;
    id named = nobody;  ///< the node that carries the member name
    std::size_t slot = 0;
    bool is_slot = false;
};

class lowering {
public:
    lowering(workspace& space, sink& out) : space_(space), out_(out) {}

    void run() {
        for (const auto& p : space_.pairs) {
            if (p.array && p.structural && !p.same) arrays_.emplace(p.a, enliven(p));
        }
        steps_.push_back({0, 0});
        while (!steps_.empty()) {
            const auto [pair, n] = steps_.back();
            if (n == space_.pairs[pair].slots.size()) {
                steps_.pop_back();
            } else {
                ++steps_.back().second;
                emit(space_.pairs[pair], n);
            }
        }
    }

private:
    static live_array enliven(const edit_pair& p) {
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
        return made;
    }

    location home(id x) const {
        if (const auto moved = moved_.find(x); moved != moved_.end()) return moved->second;
        return {space_.nodes[x].parent, x, space_.nodes[x].place, false};
    }

    path_token token(const location& at) const {
        if (space_.nodes[at.container].what == kind::object) return {at.named, 0, {}};
        const auto array = arrays_.find(at.container);
        if (array == arrays_.end()) return {nobody, at.slot, {}};
        const auto& a = array->second;
        if (at.is_slot) return {nobody, a.prefix + a.slots.before(at.slot), {}};
        if (at.slot < a.prefix) return {nobody, at.slot, {}};
        const auto behind = at.slot - a.prefix;
        if (behind < a.taken_up) return {nobody, a.prefix + a.slots.before(a.slot_of[behind]), {}};
        return {nobody, a.prefix + a.slots.before(a.slots.size()) + (behind - a.taken_up), {}};
    }

    path path_to(location at) const {
        path tokens{token(at)};
        while (space_.nodes[at.container].parent != nobody || moved_.count(at.container) != 0) {
            at = home(at.container);
            tokens.push_back(token(at));
        }
        std::reverse(tokens.begin(), tokens.end());
        return tokens;
    }

    void emit(const edit_pair& p, std::size_t n) {
        const auto s = p.slots[n];
        const bool live = p.array && p.structural;
        const location here{p.a, s.a != nobody ? s.a : s.b, live ? n : place_of(s), live};
        switch (s.what) {
            case change::keep:
                return;
            case change::pair:
                steps_.push_back({s.pair, 0});
                return;
            case change::replace:
                return out_.replace(path_to(here), s.b);
            case change::remove:
                if (space_.nodes[s.a].taken) return;
                out_.remove(path_to(here));
                if (live) arrays_.at(p.a).slots.set(n, false);
                return;
            case change::insert:
                out_.add(path_to(here), s.b);
                if (live) arrays_.at(p.a).slots.set(n, true);
                return;
            case change::moved:
                return carry(p, s, here);
        }
    }

    std::size_t place_of(const slot& s) const { return s.a != nobody ? space_.nodes[s.a].place : 0; }

    void carry(const edit_pair& p, const slot& s, const location& here) {
        const auto old = home(s.a);
        const auto from = path_to(old);
        auto& array = arrays_.at(p.a);
        array.slots.set(array.slot_of[old.slot - array.prefix], false);
        const auto to = path_to(here);
        array.slots.set(here.slot, true);
        moved_[s.a] = here;
        if (from.back().index != to.back().index) out_.move(from, to);
        if (s.differs) out_.replace(to, s.b);
        if (s.pair != no_pair) steps_.push_back({s.pair, 0});
    }

    workspace& space_;
    sink& out_;
    std::unordered_map<id, live_array> arrays_{};
    std::unordered_map<id, location> moved_{};
    std::vector<std::pair<std::uint32_t, std::size_t>> steps_{};
};

}  // namespace

void lower(workspace& space, sink& out) { lowering(space, out).run(); }

}  // namespace emend::detail
