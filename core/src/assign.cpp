#include "assign.hpp"

#include <algorithm>
#include <queue>
#include <tuple>
#include <utility>

#include "placements.hpp"

namespace emend::detail {
namespace {

constexpr std::uint64_t copy_must_save = 24;
constexpr std::size_t most_tries = 8;

struct source {
    std::uint64_t hash = 0;
    id value = nobody;
    id region = nobody;  ///< the removed or replaced value around it
    bool replaced = false;
};

/// A value that this patch writes or moves, fit to be copied.
struct model {
    id value = nobody;
    id around = nobody;  ///< the placed value, or the region, that it is or stands in
};

class assigner {
public:
    assigner(workspace& space, lane& documents) : space_(space), documents_(documents) {}

    void run() {
        space_.transfers.clear();
        space_.leaving.clear();
        space_.holes.clear();
        space_.saved.clear();
        space_.aside.clear();
        for (auto& n : space_.nodes) {
            n.taken = false;
            n.inner = 0;
            n.hole = false;
            n.holey = false;
        }
        if (!space_.options.moves && !space_.options.copies) return;
        all_ = list_placements(space_);
        for (const auto& y : all_.placed) push(y);
        for (const id x : all_.carried) space_.nodes[x].taken = true;
        if (space_.options.moves) list_sources();
        if (space_.options.copies) list_stable();
        while (!heap_.empty()) {
            const auto y = heap_.top().what;
            heap_.pop();
            if (!move(y) && !copy(y)) write_out(y);
        }
        const auto earlier = [&](id x, id y) { return all_.order[x] < all_.order[y]; };
        for (auto& [host, holes] : space_.holes) std::sort(holes.begin(), holes.end(), earlier);
    }

private:
    // Largest first; of one size what is written first.
    struct queued {
        placement what;
        std::uint32_t size;
        std::uint32_t order;

        friend bool operator<(const queued& p, const queued& q) {
            return p.size != q.size ? p.size < q.size : p.order > q.order;
        }
    };

    void push(const placement& y) {
        const auto size = space_.nodes[y.value].size;
        if (size >= smallest_move) heap_.push({y, size, all_.order[y.value]});
    }

    // What is written out may still hold parts that need not be; the next like it is a copy.
    void write_out(const placement& y) {
        const auto& n = space_.nodes[y.value];
        if (space_.options.copies && wanted(n)) models_.try_emplace(n.hash, model{y.value, y.host});
        if (n.tainted || n.count == 0) return;
        for (id c = n.first; c < n.first + n.count; ++c) {
            if (space_.nodes[c].size < smallest_part) continue;
            push({c, y.host, y.old, y.at, y.length + 1 + space_.nodes[c].key_size, y.in_array});
        }
    }

    void list_sources() {
        for (const auto& r : all_.regions) {
            if (space_.nodes[r.value].taken) continue;
            add_source(r.value, r);
            add_inner(r);
        }
        std::sort(sources_.begin(), sources_.end(), [](const source& p, const source& q) {
            return std::tuple(p.hash, p.value != p.region, p.value) <
                   std::tuple(q.hash, q.value != q.region, q.value);
        });
    }

    void add_source(id x, const region& r) {
        const auto& n = space_.nodes[x];
        if (!n.tainted && n.size >= smallest_move) sources_.push_back({n.hash, x, r.value, r.replaced});
    }
    void add_inner(const region& r) {
        std::vector<id> stack{r.value};
        while (!stack.empty()) {
            const auto& n = space_.nodes[stack.back()];
            stack.pop_back();
            for (id c = n.first; n.count > 0 && c < n.first + n.count; ++c) {
                if (space_.nodes[c].size < smallest_part) continue;
                add_source(c, r);
                stack.push_back(c);
            }
        }
    }

    bool move(const placement& y) {
        if (!space_.options.moves || y.cannot_be_carried()) return false;
        if (space_.nodes[y.value].tainted) return false;
        const auto hash = space_.nodes[y.value].hash;
        auto at = std::lower_bound(sources_.begin(), sources_.end(), hash,
                                   [](const source& s, std::uint64_t h) { return s.hash < h; });
        // Those in front that are gone stay gone.
        auto& skip = skipped_[hash];
        while (at + skip != sources_.end() && (at + skip)->hash == hash &&
               space_.nodes[(at + skip)->value].taken) {
            ++skip;
        }
        at += skip;
        const source* best = nullptr;
        std::int64_t best_gain = 0;
        std::size_t tries = 0;
        for (; at != sources_.end() && at->hash == hash && tries < most_tries; ++at) {
            ++tries;
            if (!free(*at)) continue;
            const auto gain = gain_of(*at, y);
            if (gain > best_gain) {
                best = &*at;
                best_gain = gain;
            }
        }
        if (best == nullptr || !documents_.same(best->value, y.value)) return false;
        take(*best, y, best_gain);
        return true;
    }

    bool free(const source& s) const {
        if (space_.nodes[s.value].taken || space_.nodes[s.value].inner > 0) return false;
        for (id x = s.value; x != s.region;) {
            x = space_.nodes[x].parent;
            if (space_.nodes[x].taken) return false;
        }
        return true;
    }

    std::uint64_t length_of(id x) const {
        std::uint64_t length = 0;
        for (; space_.nodes[x].parent != nobody; x = space_.nodes[x].parent)
            length += 1 + space_.nodes[x].key_size;
        return length;
    }
    std::int64_t written(const placement& y) const {
        const auto& n = space_.nodes[y.value];
        if (y.is_part()) return n.size + std::int64_t{1} + (n.member ? n.key_size + std::int64_t{3} : 0);
        return static_cast<std::int64_t>((y.old != nobody ? op_bytes::replace : op_bytes::add) + y.length +
                                         space_.nodes[y.value].size);
    }
    // An old value that a part of its successor comes from stands aside for a while: under
    // another name of the object (room.hpp: beside it in an array), and is removed at last.
    std::int64_t detour(const source& s) const {
        const auto length = static_cast<std::int64_t>(length_of(s.region));
        const bool rest = s.value != s.region;
        const auto removal = static_cast<std::int64_t>(op_bytes::remove) + length + 2;
        const auto add_for_replace = static_cast<std::int64_t>(op_bytes::replace - op_bytes::add);
        if (!space_.nodes[s.region].member) return (rest ? removal : 0) - add_for_replace;
        return static_cast<std::int64_t>(op_bytes::move) + 2 * length + 2 + (rest ? removal : 0) -
               add_for_replace;
    }
    static bool goes_around(const source& s, const placement& y) {
        return s.replaced && y.is_part() && y.old == s.region;
    }

    std::int64_t gain_of(const source& s, const placement& y) const {
        const auto from = length_of(s.value);
        auto gain = written(y) - static_cast<std::int64_t>(op_bytes::move + from + y.length);
        if (s.value == s.region && !s.replaced) gain += static_cast<std::int64_t>(op_bytes::remove + from);
        if (goes_around(s, y) && space_.aside.count(s.region) == 0) gain -= detour(s);
        // From one replaced value to another: they may want to change places. Of a whole value
        // lower.cpp decides whether that is worth it.
        const bool part = s.value != s.region;
        if (s.replaced && part && y.old != nobody && y.old != s.region && gain <= detour(s)) return 0;
        // Renaming a member reads best.
        if (!y.is_part() && space_.nodes[s.value].parent == space_.pairs[y.at.pair].a) gain += 4;
        return gain;
    }

    void note(const placement& y, const transfer& how, std::int64_t gain) {
        space_.transfers.emplace(y.value, how);
        if (!y.is_part()) return;
        space_.nodes[y.value].hole = true;
        for (id x = y.value; x != y.host;) {
            x = space_.nodes[x].parent;
            space_.nodes[x].holey = true;
        }
        space_.holes[y.host].push_back(y.value);
        space_.saved[y.host] += gain;
    }

    void take(const source& s, const placement& y, std::int64_t gain) {
        space_.nodes[s.value].taken = true;
        for (id x = s.value; x != s.region;) {
            x = space_.nodes[x].parent;
            ++space_.nodes[x].inner;
        }
        if (s.value == s.region && !s.replaced) {
            gain -= static_cast<std::int64_t>(op_bytes::remove + length_of(s.value));
        }
        if (goes_around(s, y)) space_.aside.insert(s.region);
        note(y, {s.value, s.region, false}, gain);
        space_.leaving[s.region].push_back(y.at);
        // What moved can be copied, before and after.
        if (space_.options.copies && wanted(space_.nodes[y.value]))
            models_.try_emplace(s.hash, model{s.value, s.region});
    }

    bool wanted(const work& n) const {
        if (n.tainted) return false;
        if (space_.options.minimal) return n.size >= 8;
        return n.size > copy_must_save &&
               (is_container(n.what) || (n.what == kind::string && n.size >= shortest_copied_string));
    }

    // Looks once for everything that may be wanted: new values and all inside of them.
    void list_stable() {
        wanted_values all;
        std::vector<id> stack;
        for (const auto& y : all_.placed) stack.push_back(y.value);
        while (!stack.empty()) {
            const id x = stack.back();
            const auto& n = space_.nodes[x];
            stack.pop_back();
            if (!wanted(n)) continue;
            all.values.push_back(x);
            all.hashes.push_back(n.hash);
            if (is_container(n.what)) {
                all.containers = true;
            } else {
                all.sizes.push_back(n.size);
            }
            for (id c = n.first; n.count > 0 && c < n.first + n.count; ++c) stack.push_back(c);
        }
        if (all.hashes.empty()) return;
        std::sort(all.hashes.begin(), all.hashes.end());
        std::sort(all.sizes.begin(), all.sizes.end());
        stable_ = documents_.find_stable(all);
    }

    bool copy(const placement& y) {
        if (!space_.options.copies || y.cannot_be_carried() || !wanted(space_.nodes[y.value])) return false;
        const auto hash = space_.nodes[y.value].hash;
        model best;
        if (const auto at = stable_.find(hash); at != stable_.end()) best.value = at->second;
        if (const auto at = models_.find(hash); at != models_.end()) {
            const auto& m = at->second;
            if (best.value == nobody || length_of(m.value) < length_of(best.value)) best = m;
        }
        if (best.value == nobody) return false;
        const auto gain =
            written(y) - static_cast<std::int64_t>(op_bytes::move + length_of(best.value) + y.length);
        const auto least = space_.options.minimal ? 1 : static_cast<std::int64_t>(copy_must_save);
        if (gain < least || !documents_.same(best.value, y.value)) return false;
        note(y, {best.value, best.around, true}, gain);
        return true;
    }

    workspace& space_;
    lane& documents_;
    placements all_{};
    std::priority_queue<queued> heap_{};
    std::vector<source> sources_{};
    std::unordered_map<std::uint64_t, std::ptrdiff_t> skipped_{};
    std::unordered_map<std::uint64_t, id> stable_{};
    std::unordered_map<std::uint64_t, model> models_{};  ///< by hash: the first that is written, or moved
};

}  // namespace

void assign(workspace& space, lane& documents) { assigner(space, documents).run(); }

}  // namespace emend::detail
