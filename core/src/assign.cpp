#include "assign.hpp"

#include <algorithm>
#include <queue>
#include <tuple>
#include <utility>

namespace emend::detail {
namespace {

constexpr std::uint32_t smallest_move = 6;
constexpr std::uint32_t smallest_inner_move = 12;
constexpr std::uint64_t copy_must_save = 24;
constexpr std::uint32_t shortest_copied_string = 32;
constexpr std::size_t most_tries = 8;

struct placement {
    id value = nobody;
    id host = nobody;  ///< the placed value that it is, or stands in
    id old = nobody;   ///< what the host replaces
    slot_ref at{};
    std::uint64_t length = 0;  ///< of its pointer
    bool in_array = false;
};

struct source {
    std::uint64_t hash = 0;
    id value = nobody;
    id region = nobody;  ///< the removed or replaced value around it
    bool replaced = false;
};

class assigner {
public:
    assigner(workspace& space, lane& documents) : space_(space), documents_(documents) {}

    void run() {
        space_.transfers.clear();
        space_.leaving.clear();
        space_.holes.clear();
        space_.saved.clear();
        for (auto& n : space_.nodes) {
            n.taken = false;
            n.inner = 0;
            n.hole = false;
            n.holey = false;
        }
        collect();
        if (space_.options.moves) list_sources();
        if (space_.options.copies) list_stable();
        while (!heap_.empty()) {
            const auto y = heap_.top().what;
            heap_.pop();
            if (!move(y) && !copy(y)) descend(y);
        }
        for (auto& [host, holes] : space_.holes) std::sort(holes.begin(), holes.end());
    }

private:
    // Everything that comes and goes, over the pairs that still stand.
    void collect() {
        std::vector<std::uint32_t> pairs{0};
        while (!pairs.empty()) {
            const auto index = pairs.back();
            pairs.pop_back();
            const auto& p = space_.pairs[index];
            for (std::uint32_t n = 0; n < p.slots.size(); ++n) {
                const auto& s = p.slots[n];
                if (s.pair != no_pair) pairs.push_back(s.pair);
                if (s.what == change::moved) space_.nodes[s.a].taken = true;
                if (s.what == change::insert || s.what == change::replace) {
                    const auto length = p.length + std::uint64_t{1} + space_.nodes[s.b].key_size;
                    push({s.b, s.b, s.what == change::replace ? s.a : nobody, {index, n}, length, p.array});
                }
                if (s.what == change::replace) regions_.emplace_back(s.a, true);
                if (s.what == change::remove) regions_.emplace_back(s.a, false);
            }
        }
    }

    // Largest first; of one size in the order of the documents.
    struct queued {
        placement what;
        std::uint32_t size;

        friend bool operator<(const queued& p, const queued& q) {
            return std::tuple(p.size, q.what.at.pair, q.what.at.slot, q.what.value) <
                   std::tuple(q.size, p.what.at.pair, p.what.at.slot, p.what.value);
        }
    };

    void push(const placement& y) { heap_.push({y, space_.nodes[y.value].size}); }

    // What is written out may still hold parts that need not be.
    void descend(const placement& y) {
        const auto& n = space_.nodes[y.value];
        if (n.tainted || n.count == 0) return;
        for (id c = n.first; c < n.first + n.count; ++c) {
            if (space_.nodes[c].size < smallest_inner_move) continue;
            push({c, y.host, y.old, y.at, y.length + 1 + space_.nodes[c].key_size, y.in_array});
        }
    }

    void list_sources() {
        const bool inner = space_.options.tests == test_mode::none;
        for (const auto& [root, replaced] : regions_) {
            if (space_.nodes[root].taken) continue;
            // An element that is replaced stays where it is, or its place would close.
            if (!replaced || space_.nodes[root].member) add_source(root, root, replaced);
            if (inner) add_inner(root, replaced);
        }
        std::sort(sources_.begin(), sources_.end(), [](const source& p, const source& q) {
            return std::tuple(p.hash, p.value != p.region, p.value) <
                   std::tuple(q.hash, q.value != q.region, q.value);
        });
    }

    void add_source(id x, id region, bool replaced) {
        const auto& n = space_.nodes[x];
        if (!n.tainted && n.size >= smallest_move) sources_.push_back({n.hash, x, region, replaced});
    }
    void add_inner(id root, bool replaced) {
        std::vector<id> stack{root};
        while (!stack.empty()) {
            const auto& n = space_.nodes[stack.back()];
            stack.pop_back();
            for (id c = n.first; n.count > 0 && c < n.first + n.count; ++c) {
                if (space_.nodes[c].size < smallest_inner_move) continue;
                add_source(c, root, replaced);
                stack.push_back(c);
            }
        }
    }

    static bool is_hole(const placement& y) { return y.value != y.host; }

    /// A move or copy inserts into an array, it cannot replace an element.
    static bool cannot_be_carried(const placement& y) { return y.in_array && y.old != nobody && !is_hole(y); }

    bool move(const placement& y) {
        if (!space_.options.moves || cannot_be_carried(y)) return false;
        if (space_.nodes[y.value].size < smallest_move || space_.nodes[y.value].tainted) return false;
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
            if (!free(*at, y)) continue;
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

    bool free(const source& s, const placement& y) const {
        if (space_.nodes[s.value].taken || space_.nodes[s.value].inner > 0) return false;
        // Out of a replaced value goes only what has a free place, or takes that value's own.
        if (s.replaced && y.old != nobody && (s.region != y.old || s.value == s.region || is_hole(y)))
            return false;
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
        if (is_hole(y)) return n.size + std::int64_t{1} + (n.member ? n.key_size + std::int64_t{3} : 0);
        return static_cast<std::int64_t>((y.old != nobody ? op_bytes::replace : op_bytes::add) + y.length +
                                         space_.nodes[y.value].size);
    }
    std::int64_t gain_of(const source& s, const placement& y) const {
        const auto from = length_of(s.value);
        auto gain = written(y) - static_cast<std::int64_t>(op_bytes::move + from + y.length);
        if (s.value == s.region && !s.replaced) gain += static_cast<std::int64_t>(op_bytes::remove + from);
        // Renaming a member reads best.
        if (!is_hole(y) && space_.nodes[s.value].parent == space_.pairs[y.at.pair].a) gain += 4;
        return gain;
    }

    void note(const placement& y, const transfer& how, std::int64_t gain) {
        space_.transfers.emplace(y.value, how);
        if (!is_hole(y)) return;
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
        note(y, {s.value, s.region, false}, gain);
        space_.leaving[s.region].push_back(y.at);
    }

    bool wanted(const work& n) const {
        if (n.tainted) return false;
        if (space_.options.minimal) return n.size >= 8;
        return n.size > copy_must_save &&
               (is_container(n.what) || (n.what == kind::string && n.size >= shortest_copied_string));
    }

    // Looks once for everything that may be wanted: new values and all inside of them.
    void list_stable() {
        if (space_.patterns.may_ignore(space_.patterns.start())) return;
        wanted_values all;
        std::vector<id> stack;
        for (auto rest = heap_; !rest.empty(); rest.pop()) stack.push_back(rest.top().what.value);
        while (!stack.empty()) {
            const auto& n = space_.nodes[stack.back()];
            stack.pop_back();
            if (!wanted(n)) continue;
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
        if (!space_.options.copies || cannot_be_carried(y) || !wanted(space_.nodes[y.value])) return false;
        const auto at = stable_.find(space_.nodes[y.value].hash);
        if (at == stable_.end()) return false;
        const auto gain =
            written(y) - static_cast<std::int64_t>(op_bytes::move + length_of(at->second) + y.length);
        const auto least = space_.options.minimal ? 1 : static_cast<std::int64_t>(copy_must_save);
        if (gain < least || !documents_.same(at->second, y.value)) return false;
        note(y, {at->second, nobody, true}, gain);
        return true;
    }

    workspace& space_;
    lane& documents_;
    std::priority_queue<queued> heap_{};
    std::vector<std::pair<id, bool>> regions_{};  ///< a value that goes; whether another takes its place
    std::vector<source> sources_{};
    std::unordered_map<std::uint64_t, std::ptrdiff_t> skipped_{};
    std::unordered_map<std::uint64_t, id> stable_{};
};

}  // namespace

void assign(workspace& space, lane& documents) { assigner(space, documents).run(); }

}  // namespace emend::detail
