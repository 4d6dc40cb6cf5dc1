// Exports merge_rules: what becomes of one value, looked at alone, and of conflicts.
#pragma once

#include <cstdint>
#include <optional>

#include "hash.hpp"
#include "merge3_plan.hpp"

namespace emend::detail {

enum class fate : std::uint8_t {
    gone,
    take,    ///< one side's value as it stands
    object,  ///< merged member by member
    array,   ///< merged element by element
};

struct verdict {
    fate what = fate::gone;
    id from = nobody;  ///< take: the value
    std::optional<conflict_kind> clash{};
    bool open = false;  ///< nobody decides the clash
};

class merge_rules {
public:
    merge_rules(workspace& s, three_documents& d, merge3_policy p) : space(s), documents(d), policy(p) {}

    workspace& space;
    three_documents& documents;
    merge3_policy policy;

    [[nodiscard]] verdict judge(const triple& t) {
        if (same(t.ours, t.theirs)) return one(t.ours);
        if (same(t.base, t.ours)) return one(t.theirs);
        if (same(t.base, t.theirs)) return one(t.ours);
        if (t.ours == nobody || t.theirs == nobody) return removed(t);
        if (all(t, kind::object)) return {fate::object};
        if (all(t, kind::array) && may_align(t)) return {fate::array};
        return clash(t.base == nobody ? conflict_kind::both_added : conflict_kind::both_changed,
                     policy == merge3_policy::theirs ? t.theirs : t.ours, policy == merge3_policy::unite);
    }

    /// Whether two values are the same; nobody is only nobody.
    [[nodiscard]] bool same(id x, id y) {
        if (x == nobody || y == nobody) return x == y;
        return space.nodes[x].hash == space.nodes[y].hash && documents.same(x, y);
    }
    [[nodiscard]] bool theirs_first() const { return policy == merge3_policy::theirs; }
    [[nodiscard]] bool fails() const { return policy == merge3_policy::fail; }
    /// Whether nobody says which of two places counts.
    [[nodiscard]] bool open_to_order() const { return fails() || policy == merge3_policy::unite; }

    [[nodiscard]] array_mode mode(id array) const {
        const auto* rule = space.patterns.rule(space.nodes[array].state);
        return rule != nullptr ? rule->mode : space.options.arrays;
    }
    /// The hash of the member that the caller names as key, or 0.
    [[nodiscard]] std::uint64_t key(id array) const {
        if (mode(array) != array_mode::keyed) return 0;
        const auto* rule = space.patterns.rule(space.nodes[array].state);
        return hash_key(rule != nullptr ? rule->key : space.options.key);
    }

private:
    static verdict one(id x) { return x == nobody ? verdict{} : verdict{fate::take, x}; }

    verdict clash(conflict_kind kind, id taken, bool open) const {
        auto v = one(taken);
        v.clash = kind;
        v.open = open || fails();
        return v;
    }
    verdict removed(const triple& t) const {
        auto taken = theirs_first() ? t.theirs : t.ours;
        if (policy == merge3_policy::unite && taken == nobody) taken = t.theirs;
        return clash(conflict_kind::delete_modify, taken, false);
    }
    [[nodiscard]] bool all(const triple& t, kind k) const {
        const auto is = [&](id x) { return space.nodes[x].what == k; };
        return is(t.ours) && is(t.theirs) && (t.base == nobody || is(t.base));
    }
    // Without a base nothing tells whether two arrays are one list: only a union says so.
    [[nodiscard]] bool may_align(const triple& t) const {
        if (mode(t.ours) == array_mode::whole) return false;
        return t.base != nobody || policy == merge3_policy::unite;
    }
};

}  // namespace emend::detail
