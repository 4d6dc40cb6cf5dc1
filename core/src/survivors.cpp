#include "survivors.hpp"

namespace emend::detail {

survivors::survivors(const edit_tree& tree)
    : tree_(tree), alive_(tree.size(), false), touched_(tree.size(), false), in_place_(tree.size(), false) {
    std::vector<id> in_order;
    find_living(in_order);
    for (const id x : in_order) adopt(x);
    for (const id x : in_order) note_leaving(x);
}

void survivors::find_living(std::vector<id>& in_order) {
    std::vector<id> stack{tree_.root()};
    while (!stack.empty()) {
        const id x = stack.back();
        stack.pop_back();
        alive_[x] = true;
        touched_[x] = tree_[x].touched;
        in_order.push_back(x);
        if (!tree_.is_open(x)) continue;
        const auto& all = tree_.children(x);
        for (auto c = all.rbegin(); c != all.rend(); ++c) {
            if (c->node == nobody) continue;
            in_place_[c->node] = c->seat != no_seat && c->node == tree_[x].first + c->seat;
            stack.push_back(c->node);
        }
    }
}

// The first copy of what went is what it moved to.
void survivors::adopt(id x) {
    const id o = tree_[x].from == provenance::copied ? tree_[x].origin : nobody;
    if (o == nobody || in_place_[x] || tree_[o].from != provenance::base || alive_[o]) return;
    const id home = tree_[o].home;
    if (tree_.is_open(o) || tree_[o].touched || home == nobody || !alive_[home]) return;
    if (replaced_.empty()) list_replaced();
    if (replaced_.count(o) > 0) return;
    alive_[o] = true;
    touched_[o] = tree_[x].touched;
    adopted_.emplace(x, o);
}

// Values of the base whose place was taken: copying leaves their successors there.
void survivors::list_replaced() {
    replaced_.insert(nobody);
    for (id x = 0; x < tree_.size(); ++x) {
        if (!alive_[x] || !tree_.is_open(x)) continue;
        for (const auto& c : tree_.children(x)) {
            if (c.node == nobody || c.seat == no_seat) continue;
            if (c.node != tree_[x].first + c.seat) replaced_.insert(tree_[x].first + c.seat);
        }
    }
}

void survivors::note_leaving(id x) {
    if (x == 0) return;
    const id from = identity(x);
    if (from != nobody && !in_place_[x]) losing_.insert(region_of(from));
    const id o = tree_[x].from == provenance::copied ? tree_[x].origin : nobody;
    if (o != nobody && from == nobody && tree_[o].from == provenance::base && !alive_[o])
        losing_.insert(region_of(o));
}

id survivors::identity(id x) const {
    if (tree_[x].from == provenance::base) return x;
    const auto found = adopted_.find(x);
    return found == adopted_.end() ? nobody : found->second;
}

id survivors::region_of(id x) const {
    while (tree_[x].home != nobody && !alive_[tree_[x].home]) x = tree_[x].home;
    return x;
}

}  // namespace emend::detail
