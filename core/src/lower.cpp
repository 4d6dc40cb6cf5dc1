#include "lower.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <unordered_set>

#include "places.hpp"
#include "room.hpp"
#include "spare_names.hpp"
#include "stated_tests.hpp"

namespace emend::detail {
namespace {

class lowering {
public:
    lowering(workspace& space, lane& documents, sink& out)
        : space_(space),
          documents_(documents),
          out_(out),
          places_(space),
          tests_(space, documents, out, places_, pair_of_),
          spare_(documents) {}

    void run() {
        std::vector<std::uint32_t> pairs{0};
        for (const auto& [value, how] : space_.transfers) {
            if (how.pair != no_pair) pairs.push_back(how.pair);
        }
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
        for (const auto& [value, how] : space_.transfers) {
            if (how.copied && space_.nodes[how.source].after) written_.emplace(how.region, false);
        }
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
        if (p.array && p.structural) return {p.a, named, at.slot, true, {}};
        return {p.a, named, s.a != nobody ? space_.nodes[s.a].place : 0, false, {}};
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

    void remove(slot_ref at) {
        const id old = slot_at(at).a;
        if (space_.nodes[old].taken) return;
        if (waits(old)) {
            put_off_.emplace(old, at);
            return;
        }
        tests_.guard(space_.pairs[at.pair].a);
        const auto where = places_.to(here(at));
        tests_.old_value(where, old);
        out_.remove(where);
        places_.leave(here(at));
    }

    bool waits(id region) const {
        const auto w = waiting_.find(region);
        return w != waiting_.end() && w->second > 0;
    }

    // Puts a new value in its place. What leaves the old one goes first; that may want the
    // place of another old value, and so on along the chain.
    void place(slot_ref first) {
        if (!placed_.try_emplace(name(first), false).second) return;
        std::vector<std::pair<slot_ref, std::size_t>> chain{{first, 0}};
        while (!chain.empty()) {
            const auto at = chain.back().first;
            if (placed_.at(name(at))) {
                chain.pop_back();
                continue;
            }
            if (const auto around = container_first(at)) {
                if (placed_.emplace(name(*around), false).second) {
                    chain.emplace_back(*around, 0);
                } else {
                    put_at_once(*around);
                }
                continue;
            }
            const auto next = next_to_leave(at, chain.back().second);
            if (next) {
                placed_.emplace(name(*next), false);
                chain.emplace_back(*next, 0);
                continue;
            }
            put(at);
            placed_[name(at)] = true;
            chain.pop_back();
        }
    }

    // Nothing can be put inside itself, or into a copy that is not there yet: the slot that brings
    // the container goes first.
    std::optional<slot_ref> container_first(slot_ref at) const {
        if (space_.hosts.empty()) return std::nullopt;
        const bool inside_itself = goes_into_itself(at);
        for (auto p = at.pair; p != no_pair; p = space_.pairs[p].parent) {
            const auto host = space_.hosts.find(p);
            if (host == space_.hosts.end() || host->second == at) continue;
            const auto placed = placed_.find(name(host->second));
            if (placed != placed_.end() && placed->second) continue;
            if (inside_itself || space_.pairs[p].of_copy) return host->second;
        }
        return std::nullopt;
    }
    bool goes_into_itself(slot_ref at) const {
        const id y = slot_at(at).b;
        std::unordered_set<id> sources;
        const auto note = [&](id value) {
            const auto how = space_.transfers.find(value);
            if (how != space_.transfers.end() && !how->second.copied) sources.insert(how->second.source);
        };
        note(y);
        if (const auto holes = space_.holes.find(y); holes != space_.holes.end())
            std::for_each(holes->second.begin(), holes->second.end(), note);
        if (sources.empty()) return false;
        for (id x = space_.pairs[at.pair].a; space_.nodes[x].parent != nobody;
             x = places_.home(x).container) {
            if (sources.count(x) > 0) return true;
        }
        return false;
    }
    // It waits for what must come into it: what it overwrites stands aside.
    void put_at_once(slot_ref at) {
        const id old = slot_at(at).a;
        if (slot_at(at).what == change::replace && waits(old) && aside_.count(old) == 0) put_aside(at);
        put(at);
        placed_[name(at)] = true;
    }

    static std::uint64_t name(slot_ref at) { return std::uint64_t{at.pair} << 32U | at.slot; }

    // Where a part of the old value goes before it is overwritten; nothing once it may be.
    std::optional<slot_ref> next_to_leave(slot_ref at, std::size_t& from) {
        const auto s = slot_at(at);
        const auto leaving = space_.leaving.find(s.a);
        if (s.what != change::replace || leaving == space_.leaving.end()) return std::nullopt;
        if (space_.aside.count(s.a) > 0) {
            put_aside(at);
            return std::nullopt;
        }
        while (from < leaving->second.size()) {
            const auto target = leaving->second[from++];
            const auto placed = placed_.find(name(target));
            if (placed == placed_.end()) return target;
            if (placed->second || target == at) continue;
            if (space_.known) {
                put_at_once(target);  // they change places: in their order
                continue;
            }
            put_aside(at);
            return std::nullopt;
        }
        return std::nullopt;
    }

    // Members wait under another name. An element is given up, and so is a small member: what
    // was to be moved is written.
    void put_aside(slot_ref at) {
        const auto& p = space_.pairs[at.pair];
        const id old = slot_at(at).a;
        const auto detour = op_bytes::move + 2 * (p.length + space_.nodes[old].key_size + std::uint64_t{8});
        if (!space_.known && (p.array || (space_.nodes[old].taken && space_.nodes[old].size < detour))) {
            lost_.insert(old);
            return;
        }
        tests_.guard(p.a);
        const auto from = places_.to(here(at));
        tests_.old_value(from, old);
        const location there{p.a, nobody, 0, false, spare_.take(p.a, p.b)};
        out_.move(from, places_.to(there));
        places_.carry(old, there);
        aside_.emplace(old, there);
    }

    // How a value comes; nothing where it has to be written out, as its source is lost or not
    // there yet. Then others may be copied from it.
    std::optional<transfer> carried_over(id y, const location& target) {
        const auto found = space_.transfers.find(y);
        if (found == space_.transfers.end()) return std::nullopt;
        const auto& how = found->second;
        const bool there = how.copied && space_.nodes[how.source].after
                               ? how.region == filling_ || written_.at(how.region)
                               : lost_.count(how.region) == 0;
        if (there) return how;
        const auto [other, first] = written_instead_.try_emplace(how.source, y);
        if (!first) return transfer{other->second, nobody, true};
        places_.carry(y, target);
        return std::nullopt;
    }

    void put(slot_ref at) {
        const auto s = slot_at(at);
        tests_.guard(space_.pairs[at.pair].a);
        const bool vacant = s.what == change::insert || aside_.count(s.a) > 0 ||
                            (space_.nodes[s.a].taken && lost_.count(s.a) == 0);
        const auto how = carried_over(s.b, here(at));
        if (!vacant && (how || tests_.wanted())) tests_.old_value(places_.to(here(at)), s.a);
        if (!vacant && s.anew) out_.remove(places_.to(here(at)));
        if (how) {
            carry_over(*how, here(at));
        } else {
            write(at, s, vacant || s.anew);
            places_.arrive(here(at));
            fill(s.b, here(at));
        }
    }

    void carry_over(const transfer& how, const location& target) {
        if (how.copied) {
            out_.copy(places_.to(places_.home(how.source)), places_.to(target));
            places_.arrive(target);
            if (space_.known && how.region != nobody && !space_.nodes[how.source].after)
                gone_from(how.region, false);
        } else {
            move(how.source, how.region, target);
        }
        if (how.pair == no_pair) return;
        if (how.copied) places_.carry(space_.pairs[how.pair].a, target);
        steps_.push_back({how.pair, 0});
    }

    // Carries into a new value what was left out of it, in the order of the document.
    void fill(id host, const location& at) {
        const auto holes = space_.holes.find(host);
        const auto copied = written_.find(host);
        if (holes != space_.holes.end() || copied != written_.end()) places_.carry(host, at);
        if (holes != space_.holes.end()) {
            filling_ = host;
            for (const id hole : holes->second) places_.open_hole(hole);
            for (const id hole : holes->second) {
                const auto target = places_.home(hole);
                if (const auto how = carried_over(hole, target)) {
                    carry_over(*how, target);
                } else {
                    out_.add(places_.to(target), hole);
                    places_.arrive(target);
                }
            }
            filling_ = nobody;
        }
        if (copied != written_.end()) copied->second = true;
    }

    void write(slot_ref at, const slot& s, bool vacant) {
        const auto where = places_.to(here(at));
        const bool member = space_.nodes[space_.pairs[at.pair].a].what == kind::object;
        if (vacant || (space_.options.minimal && member)) {
            out_.add(where, s.b);
        } else {
            out_.replace(where, s.b);
        }
    }

    void move(id source, id region, const location& target) {
        if (source != region) tests_.old_value(places_.to(places_.home(region)), region);
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
        } else if (space_.nodes[target.container].what == kind::object && from.size() == to.size() &&
                   agree(from, to)) {
            go_behind(from, target);
        } else {
            out_.move(from, to);
        }
        places_.arrive(target);
        places_.carry(source, target);
        gone_from(region, source == region);
    }

    // A member that comes to stand behind the others of its object.
    void go_behind(const path& from, const location& target) {
        const auto& p = space_.pairs[pair_of_.at(target.container)];
        const location there{p.a, nobody, 0, false, spare_.take(p.a, p.b)};
        out_.move(from, places_.to(there));
        out_.move(places_.to(there), from);
        spare_.give_back(p.a, there.made_up);
    }

    // When nothing more leaves a region, what is left of it goes.
    void gone_from(id region, bool whole) {
        if (--waiting_[region] > 0) return;
        if (const auto aside = aside_.find(region); aside != aside_.end()) {
            if (!whole) out_.remove(places_.to(aside->second));
            spare_.give_back(aside->second.container, aside->second.made_up);
        }
        const auto late = put_off_.find(region);
        if (!whole && late != put_off_.end()) remove(late->second);
    }

    bool leads_to(const path& from, const path& to) const {
        return from.size() < to.size() && agree(from, to);
    }
    // Token by token; different names may pass for one, which costs an operation at most.
    bool agree(const path& from, const path& to) const {
        for (std::size_t i = 0; i < from.size(); ++i) {
            const bool named = from[i].named != nobody;
            if (named != (to[i].named != nobody) || from[i].made_up != to[i].made_up) return false;
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
        tests_.guard(space_.pairs[at.pair].a);
        const auto from = places_.to(old);
        places_.leave(old);
        const auto to = places_.to(here(at));
        places_.arrive(here(at));
        places_.carry(s.a, here(at));
        if (from.back().index != to.back().index) out_.move(from, to);
        if (s.differs) {
            tests_.old_value(to, s.a);
            out_.replace(to, s.b);
        }
        if (s.pair != no_pair) steps_.push_back({s.pair, 0});
    }

    workspace& space_;
    lane& documents_;
    sink& out_;
    places places_;
    std::unordered_map<id, std::uint32_t> pair_of_{};
    stated_tests tests_;
    std::unordered_map<id, std::size_t> waiting_{};     ///< by region: parts still to leave it
    std::unordered_map<id, slot_ref> put_off_{};        ///< removals that wait for them
    std::unordered_map<std::uint64_t, bool> placed_{};  ///< slots begun, and whether they are done
    std::unordered_map<id, location> aside_{};          ///< old values that wait under another name
    std::unordered_set<id> lost_{};                     ///< overwritten before all had left
    std::unordered_map<id, bool> written_{};        ///< placed values that are copied from: whether complete
    std::unordered_map<id, id> written_instead_{};  ///< by a source that was missing
    id filling_ = nobody;
    spare_names spare_;
    std::vector<slot_ref> steps_{};
};

}  // namespace

void lower(workspace& space, lane& documents, sink& out) {
    make_room(space);
    lowering(space, documents, out).run();
}

}  // namespace emend::detail
