#include "placements.hpp"

namespace emend::detail {
namespace {

class listing {
public:
    explicit listing(const workspace& space) : space_(space) { all_.order.assign(space.nodes.size(), 0); }

    placements run() {
        std::vector<slot_ref> steps{{0, 0}};
        while (!steps.empty()) {
            const auto at = steps.back();
            const auto& p = space_.pairs[at.pair];
            if (at.slot == p.slots.size()) {
                steps.pop_back();
                continue;
            }
            ++steps.back().slot;
            visit(p, at);
            if (p.slots[at.slot].pair != no_pair) steps.push_back({p.slots[at.slot].pair, 0});
        }
        return std::move(all_);
    }

private:
    void visit(const edit_pair& p, slot_ref at) {
        const auto& s = p.slots[at.slot];
        const bool replaced = s.what == change::replace;
        if (s.what == change::insert || replaced) {
            const auto length = p.length + std::uint64_t{1} + space_.nodes[s.b].key_size;
            all_.placed.push_back({s.b, s.b, replaced ? s.a : nobody, at, length, p.array});
            number(s.b);
        }
        if (s.what == change::moved) all_.carried.push_back(s.a);
        if (s.what == change::remove || replaced) all_.regions.push_back({s.a, replaced});
    }

    // In the order of the document: what stands in front is written first.
    void number(id root) {
        walk_.assign(1, root);
        while (!walk_.empty()) {
            const id x = walk_.back();
            walk_.pop_back();
            all_.order[x] = ++count_;
            const auto& n = space_.nodes[x];
            for (id c = n.first + n.count; n.count > 0 && c-- > n.first;) {
                if (space_.nodes[c].size >= smallest_part) walk_.push_back(c);
            }
        }
    }

    const workspace& space_;
    placements all_{};
    std::vector<id> walk_{};
    std::uint32_t count_ = 0;
};

}  // namespace

placements list_placements(const workspace& space) { return listing(space).run(); }

}  // namespace emend::detail
