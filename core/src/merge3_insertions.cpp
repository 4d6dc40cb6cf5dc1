#include "merge3_insertions.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "chain.hpp"
#include "merge3_keys.hpp"

namespace emend::detail {
namespace {

id value_of(const placed& p) {
    const auto& t = p.element.values;
    if (t.ours != nobody) return t.ours;
    return t.theirs != nobody ? t.theirs : t.base;
}

void put(placed& p, array_layout& out) { out.elements.push_back(std::move(p.element)); }

std::string folded(std::string text) {
    for (auto& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

}  // namespace

// A string that gives the element its place in a sorted array.
std::optional<std::string> insertion_merger::name(id element, std::uint64_t key) {
    const id x = key == 0 ? element : member_of(rules_.space, element, key);
    if (x == nobody || rules_.space.nodes[x].what != kind::string) return std::nullopt;
    return folded(rules_.documents.text(x));
}

bool insertion_merger::is_sorted(id array, std::uint64_t key) {
    const auto& n = rules_.space.nodes[array];
    if (n.count <= 3) return false;
    std::size_t in_order = 0;
    std::optional<std::string> last;
    for (id c = n.first; c < n.first + n.count; ++c) {
        auto next = name(c, key);
        if (!next) return false;
        if (last && *last <= *next) ++in_order;
        last = std::move(next);
    }
    return in_order * 100 >= (n.count - std::size_t{1}) * 95;
}

const array_character& insertion_merger::nature() {
    if (nature_) return *nature_;
    nature_.emplace();
    const auto& [base, ours, theirs] = arrays_;
    const auto given = rules_.key(ours);
    nature_->key = given != 0 ? given : record_key(rules_, ours, theirs);
    nature_->free = nature_->key != 0 || rules_.mode(ours) == array_mode::set ||
                    (distinct_scalars(rules_, ours) && distinct_scalars(rules_, theirs));
    nature_->sorted = is_sorted(ours, nature_->key) && is_sorted(theirs, nature_->key);
    return *nature_;
}

// What both lists hold: the same element of the base, or insertions that are equal or have one key.
std::vector<insertion_merger::twin> insertion_merger::twins(std::vector<placed>& ours,
                                                            std::vector<placed>& theirs) {
    const auto by = [&](const std::vector<placed>& side, auto name_of) {
        std::vector<std::pair<std::uint64_t, std::uint32_t>> all;
        for (std::uint32_t n = 0; n < side.size(); ++n) {
            const auto name = name_of(side[n]);
            if (name != 0) all.emplace_back(name, n);
        }
        std::sort(all.begin(), all.end());
        return all;
    };
    std::vector<twin> found;
    std::vector<bool> taken_p(ours.size(), false);
    std::vector<bool> taken_q(theirs.size(), false);
    const auto match = [&](auto name_of, auto alike) {
        const auto left = by(ours, name_of);
        const auto right = by(theirs, name_of);
        for (auto p = left.begin(), q = right.begin(); p != left.end() && q != right.end();) {
            if (taken_p[p->second] || p->first < q->first) {
                ++p;
            } else if (taken_q[q->second] || q->first < p->first) {
                ++q;
            } else {
                if (alike(ours[p->second], theirs[q->second])) {
                    taken_p[p->second] = taken_q[q->second] = true;
                    found.push_back({p->second, q->second});
                }
                ++p;
                ++q;
            }
        }
    };
    match([](const placed& x) { return x.fresh() ? std::uint64_t{0} : x.base + std::uint64_t{1}; },
          [](const placed&, const placed&) { return true; });
    match([&](const placed& x) { return x.fresh() ? rules_.space.nodes[value_of(x)].hash | 1U : 0; },
          [&](const placed& x, const placed& y) { return rules_.same(value_of(x), value_of(y)); });
    if (const auto key = nature().key; key != 0) {
        const auto named = [&](const placed& x) {
            return x.fresh() ? member_of(rules_.space, value_of(x), key) : nobody;
        };
        match(
            [&](const placed& x) { return named(x) == nobody ? 0 : rules_.space.nodes[named(x)].hash | 1U; },
            [&](const placed& x, const placed& y) { return rules_.same(named(x), named(y)); });
    }
    return found;
}

// In the place where the side has it that counts, where one does.
void insertion_merger::say_once(placed& ours, placed& theirs) {
    auto& e = ours.element;
    if (ours.fresh()) {
        e.values.theirs = theirs.element.values.theirs;
        e.what = rules_.judge(e.values);
    }
    theirs.element = e;
    (rules_.theirs_first() ? ours : theirs).said = true;
    ours.comes = theirs.comes = false;
}

void insertion_merger::bring_together(std::vector<placed> ours, std::vector<placed> theirs,
                                      array_layout& out) {
    const auto all = twins(ours, theirs);
    // As many in order as can be; of as many the same ones, whichever side is ours.
    const auto count_bits = std::bit_width(all.size());
    const auto unit_bits = 62 - count_bits;
    std::vector<candidate> links;
    for (const auto& [i, j] : all) {
        const auto& nodes = rules_.space.nodes;
        const auto tie = nodes[value_of(ours[i])].hash + nodes[value_of(theirs[j])].hash;
        links.push_back({i, j, (std::uint64_t{1} << unit_bits) + (tie >> (64 - unit_bits + count_bits))});
        say_once(ours[i], theirs[j]);
    }
    auto p = ours.begin();
    auto q = theirs.begin();
    for (const auto& link : heaviest_chain(std::move(links))) {
        const auto common = ours.begin() + link.i;
        section(p, common, q, theirs.begin() + link.j, out);
        put(*common, out);
        p = common + 1;
        q = theirs.begin() + link.j + 1;
    }
    section(p, ours.end(), q, theirs.end(), out);
}

void insertion_merger::section(iterator p, iterator p_end, iterator q, iterator q_end, array_layout& out) {
    const auto said = [](const placed& e) { return e.said; };
    p_end = std::remove_if(p, p_end, said);
    q_end = std::remove_if(q, q_end, said);
    const auto comes = [](const placed& e) { return e.comes; };
    const bool both = std::any_of(p, p_end, comes) && std::any_of(q, q_end, comes);
    if (both && nature().sorted) return weave(p, p_end, q, q_end, out);
    if (both && !nature().free) return clash(p, p_end, q, q_end, out);
    std::for_each(p, p_end, [&](placed& e) { put(e, out); });
    std::for_each(q, q_end, [&](placed& e) { put(e, out); });
}

// Each of theirs goes in front of the first of ours that is greater.
void insertion_merger::weave(iterator p, iterator p_end, iterator q, iterator q_end, array_layout& out) {
    const auto key = nature().key;
    for (; q != q_end; ++q) {
        const auto mine = name(value_of(*q), key);
        while (p != p_end) {
            const auto other = mine ? name(value_of(*p), key) : std::nullopt;
            if (mine && other && *other > *mine) break;
            put(*p++, out);
        }
        put(*q, out);
    }
    std::for_each(p, p_end, [&](placed& e) { put(e, out); });
}

void insertion_merger::clash(iterator p, iterator p_end, iterator q, iterator q_end, array_layout& out) {
    const auto first = out.elements.size();
    met_insertions met;
    const auto list = [&](iterator at, iterator end, bool counts, std::vector<id>& values) {
        for (; at != end; ++at) {
            if (at->comes) values.push_back(value_of(*at));
            if (counts || !at->fresh() || !at->comes) put(*at, out);
        }
    };
    list(p, p_end, !rules_.theirs_first(), met.ours);
    list(q, q_end, rules_.theirs_first() || rules_.policy == merge3_policy::unite, met.theirs);
    if (first == out.elements.size()) return;
    out.elements[first].insertion = static_cast<std::uint32_t>(out.insertions.size());
    out.insertions.push_back(std::move(met));
}

}  // namespace emend::detail
