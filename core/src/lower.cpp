#include "lower.hpp"

#include <algorithm>
#include <cstdint>
#include <unordered_set>

#include "places.hpp"

namespace emend::detail {
namespace {

class lowering {
public:
    lowering(workspace& space, lane& documents, sink& out)
        : space_(space), documents_(documents), out_(out), places_(space) {}

    void run() {
        std::vector<std::uint32_t> pairs{0};
        while (!pairs.empty()) {
            const auto& p = space_.pairs[pairs.back()];
            const auto self = pairs.back();
            pairs.pop_back();
            pair_of_[p.a] = self;
            if (p.array && p.structural) places_.enliven(p);
            for (const auto& s : p.slots) {
                if (s.pair != no_pair) pairs.push_back(s.pair);
            }
        }
        for (const auto& [region, targets] : space_.leaving) waiting_[region] = targets.size();
        steps_.push_back({0, 0});
        while (!steps_.empty()) {
            const auto [pair, n] = steps_.back();
            if (n == space_.pairs[pair].slots.size()) {
                steps_.pop_back();
            } else {
                ++steps_.back().slot;
                emit({pair, n});
            }
        }
    }

private:
    const slot& slot_at(slot_ref at) const { return space_.pairs[at.pair].slots[at.slot]; }

    location here(slot_ref at) const {
        const auto& p = space_.pairs[at.pair];
        const auto& s = slot_at(at);
        const id named = s.a != nobody ? s.a : s.b;
        if (p.array && p.structural) return {p.a, named, at.slot, true};
        return {p.a, named, s.a != nobody ? space_.nodes[s.a].place : 0, false};
    }

    void emit(slot_ref at) {
        const auto s = slot_at(at);
        switch (s.what) {
            case change::keep:
                return;
            case change::pair:
                steps_.push_back({s.pair, 0});
                return;
            case change::remove:
                return remove(at);
            case change::insert:
            case change::replace:
                return place(at);
            case change::moved:
                return carry(at);
        }
    }

    bool tests() const { return space_.options.tests != test_mode::none; }

    void test_old(const path& at, id old) {
        if (tests() && !space_.nodes[old].tainted) out_.test(at, old);
    }

    // Each object in an array that the path goes through is tested for its name, once.
    void guard(id container) {
        if (space_.options.tests != test_mode::guards) return;
        std::vector<std::pair<path, id>> found;
        for (id x = container; space_.nodes[x].parent != nobody;) {
            const auto home = places_.home(x);
            const auto pair = pair_of_.find(x);
            if (space_.nodes[home.container].what == kind::array && pair != pair_of_.end() &&
                guarded_.insert(x).second) {
                const id member = documents_.find_guard(pair->second);
                if (member != nobody) found.emplace_back(places_.to(places_.home(member)), member);
            }
            x = home.container;
        }
        for (auto f = found.rbegin(); f != found.rend(); ++f) out_.test(f->first, f->second);
    }

    void remove(slot_ref at) {
        const id old = slot_at(at).a;
        if (space_.nodes[old].taken) return;
        if (waits(old)) {
            put_off_.emplace(old, at);
            return;
        }
        guard(space_.pairs[at.pair].a);
        const auto where = places_.to(here(at));
        test_old(where, old);
        out_.remove(where);
        places_.leave(here(at));
    }

    bool waits(id region) const {
        const auto w = waiting_.find(region);
        return w != waiting_.end() && w->second > 0;
    }

    // Puts a new value in its place: carried over, or written out.
    void place(slot_ref at) {
        if (!placed_.insert(std::uint64_t{at.pair} << 32U | at.slot).second) return;
        const auto s = slot_at(at);
        guard(space_.pairs[at.pair].a);
        if (s.what == change::replace) rescue(s.a, at);
        const bool vacant = s.what == change::insert || space_.nodes[s.a].taken;
        const auto carried = space_.transfers.find(s.b);
        if (carried != space_.transfers.end() && carried->second.copied) {
            if (!vacant) test_old(places_.to(here(at)), s.a);
            out_.copy(places_.to(places_.home(carried->second.source)), places_.to(here(at)));
        } else if (carried != space_.transfers.end()) {
            if (!vacant) test_old(places_.to(here(at)), s.a);
            return move(carried->second.source, carried->second.region, here(at));
        } else {
            write(at, s, vacant);
            places_.arrive(here(at));
            return fill(s.b, here(at));
        }
        places_.arrive(here(at));
    }

    // Carries into a new value what was left out of it, in the order of the document.
    void fill(id host, const location& at) {
        const auto holes = space_.holes.find(host);
        if (holes == space_.holes.end()) return;
        places_.carry(host, at);
        for (const id hole : holes->second) places_.open_hole(hole);
        for (const id hole : holes->second) {
            const auto& how = space_.transfers.at(hole);
            const auto target = places_.home(hole);
            if (how.copied) {
                out_.copy(places_.to(places_.home(how.source)), places_.to(target));
                places_.arrive(target);
            } else {
                move(how.source, how.region, target);
            }
        }
    }

    void write(slot_ref at, const slot& s, bool vacant) {
        const auto where = places_.to(here(at));
        const bool member = space_.nodes[space_.pairs[at.pair].a].what == kind::object;
        if (!vacant) test_old(where, s.a);
        if (vacant || (space_.options.minimal && member)) {
            out_.add(where, s.b);
        } else {
            out_.replace(where, s.b);
        }
    }

    // Before a value is overwritten, what goes elsewhere leaves it.
    void rescue(id old, slot_ref own) {
        const auto leaving = space_.leaving.find(old);
        if (leaving == space_.leaving.end()) return;
        for (const auto& target : leaving->second) {
            if (target != own) place(target);
        }
    }

    void move(id source, id region, const location& target) {
        const auto old = places_.home(source);
        const auto from = places_.to(old);
        const auto before = places_.to(target);
        places_.leave(old);
        const auto to = places_.to(target);
        if (leads_to(from, to)) {
            // It would go into the next sibling, which slides into the freed index: the move
            // would name its own child.
            out_.copy(from, before);
            out_.remove(from);
        } else {
            out_.move(from, to);
        }
        places_.arrive(target);
        places_.carry(source, target);
        if (--waiting_[region] > 0 || source == region) return;
        const auto late = put_off_.find(region);
        if (late != put_off_.end()) remove(late->second);
    }

    // Token by token; different names may pass for one, which costs an operation at most.
    bool leads_to(const path& from, const path& to) const {
        if (from.size() >= to.size()) return false;
        for (std::size_t i = 0; i < from.size(); ++i) {
            const bool named = from[i].named != nobody;
            if (named != (to[i].named != nobody)) return false;
            if (named ? space_.nodes[from[i].named].key_hash != space_.nodes[to[i].named].key_hash
                      : from[i].index != to[i].index) {
                return false;
            }
        }
        return true;
    }

    // An element that comes from another place of the same array.
    void carry(slot_ref at) {
        const auto s = slot_at(at);
        const auto old = places_.home(s.a);
        guard(space_.pairs[at.pair].a);
        const auto from = places_.to(old);
        places_.leave(old);
        const auto to = places_.to(here(at));
        places_.arrive(here(at));
        places_.carry(s.a, here(at));
        if (from.back().index != to.back().index) out_.move(from, to);
        if (s.differs) {
            test_old(to, s.a);
            out_.replace(to, s.b);
        }
        if (s.pair != no_pair) steps_.push_back({s.pair, 0});
    }

    workspace& space_;
    lane& documents_;
    sink& out_;
    places places_;
    std::unordered_map<id, std::uint32_t> pair_of_{};
    std::unordered_map<id, std::size_t> waiting_{};  ///< by region: parts still to leave it
    std::unordered_map<id, slot_ref> put_off_{};     ///< removals that wait for them
    std::unordered_set<std::uint64_t> placed_{};
    std::unordered_set<id> guarded_{};
    std::vector<slot_ref> steps_{};
};

}  // namespace

void lower(workspace& space, lane& documents, sink& out) { lowering(space, documents, out).run(); }

void replace_root(workspace& space, lane& documents, sink& out) {
    constexpr id root_a = 0;
    constexpr id root_b = 1;
    if (space.options.tests != test_mode::none) {
        documents.open(root_a);
        if (!space.nodes[root_a].tainted) out.test({}, root_a);
    }
    documents.open(root_b);
    for (auto& n : space.nodes) n.hole = n.holey = false;  // whatever was planned: it is written whole
    if (space.options.minimal) {
        out.add({}, root_b);
    } else {
        out.replace({}, root_b);
    }
}

}  // namespace emend::detail
