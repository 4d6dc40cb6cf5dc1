// Exports find_stable(): looks for values among what a diff leaves as it is.
#pragma once

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "hash.hpp"
#include "lane.hpp"
#include "opener.hpp"
#include "work.hpp"

namespace emend::detail {

template <class View>
class stable_search {
public:
    using node = typename View::node;

    stable_search(workspace& space, const View& view, opener<View>& nodes)
        : space_(space), view_(view), nodes_(nodes) {}

    /// Gives, by hash, a node of the first document for each wanted value that comes up,
    /// the one with the shortest pointer. One walk; nothing recurses. Nothing is hashed
    /// whose size is not wanted, unless a container is. Ignored parts are not read.
    std::unordered_map<std::uint64_t, id> run(const wanted_values& wanted) {
        list_changed();
        wanted_ = &wanted;
        enter(View::unpack(space_.nodes[0].value), {0, false}, 0, space_.patterns.start());
        while (!stack_.empty()) step();
        std::unordered_map<std::uint64_t, id> found;
        for (const auto& [hash, best] : best_) found.emplace(hash, best.second);
        return found;
    }

private:
    /// A value that the diff says something of: its node, or nobody where it goes.
    struct known {
        id self = nobody;
        bool stable = false;  ///< only carried to another place
    };
    struct level {
        typename View::cursor at;
        node value;
        kind what;
        id self;  ///< nobody where all around is stable
        bool stable;
        bool tainted;         ///< something in it is ignored
        std::uint32_t state;  ///< of the path patterns
        std::uint32_t place;
        std::uint32_t length;
        std::size_t count;
        container_hash hash;
    };

    void list_changed() {
        std::vector<std::uint32_t> pairs{0};
        while (!pairs.empty()) {
            const auto& p = space_.pairs[pairs.back()];
            pairs.pop_back();
            for (const auto& s : p.slots) {
                if (s.pair != no_pair) pairs.push_back(s.pair);
                if (s.what == change::keep || s.a == nobody) continue;
                const bool carried = s.what == change::moved && !s.differs && s.pair == no_pair;
                const bool stays = carried || s.pair != no_pair;
                changed_.emplace(space_.nodes[s.a].value, known{stays ? s.a : nobody, carried});
            }
        }
    }

    void enter(node value, known k, std::uint32_t length, std::uint32_t state) {
        const kind what = view_.kind_of(value);
        stack_.push_back({view_.children(value), value, what, k.self, k.stable || k.self == nobody, false,
                          state, 0, length, 0, container_hash(what)});
    }

    void step() {
        auto& top = stack_.back();
        if (top.at.done()) return leave();
        const auto value = top.at.value();
        const auto state = top.state == pattern_set::dead ? top.state : next(top);
        if (state != pattern_set::dead && space_.patterns.ignored(state)) {
            top.tainted = true;
            return pass(0);
        }
        const auto length =
            top.length + 1 +
            (top.what == kind::object ? saturated(view_.key_size(top.at.key())) : digits(top.place));
        known k;
        if (!top.stable) {
            const auto at = changed_.find(View::pack(value));
            if (at != changed_.end()) k = at->second;
            if (at != changed_.end() && k.self == nobody) return pass(0);
        }
        if (is_container(view_.kind_of(value))) return enter(value, k, length, state);
        const auto sized = std::binary_search(wanted_->sizes.begin(), wanted_->sizes.end(),
                                              saturated(view_.size_scalar(value)));
        if (!sized && (!wanted_->containers || !top.stable)) return pass(0);
        const auto hash = view_.hash_scalar(value);
        if (sized && wants(hash)) note(hash, value, k.self, length);
        pass(hash);
    }

    std::uint32_t next(const level& top) {
        return top.what == kind::object ? space_.patterns.next(top.state, view_.key_text(top.at.key()))
                                        : space_.patterns.next(top.state, std::size_t{top.place});
    }

    void leave() {
        const auto done = stack_.back();
        stack_.pop_back();
        const bool whole = done.stable && wanted_->containers && !done.tainted;
        const auto hash = whole ? done.hash.done(done.count) : 0;
        if (whole && !stack_.empty() && wants(hash)) note(hash, done.value, done.self, done.length);
        if (stack_.empty()) return;
        stack_.back().tainted = stack_.back().tainted || done.tainted;
        pass(hash);
    }

    // The child under the cursor is done.
    void pass(std::uint64_t hash) {
        auto& top = stack_.back();
        if (top.stable && wanted_->containers) {
            if (top.what == kind::object) {
                top.hash.member(view_.key_hash(top.at.key()), hash);
            } else {
                top.hash.element(hash);
            }
        }
        ++top.count;
        ++top.place;
        top.at.advance();
    }

    bool wants(std::uint64_t hash) const {
        return std::binary_search(wanted_->hashes.begin(), wanted_->hashes.end(), hash);
    }

    // Puts the value and what leads to it into the table. The stack ends with what is around it.
    void note(std::uint64_t hash, node value, id self, std::uint32_t length) {
        const auto met = best_.find(hash);
        if (met != best_.end() && met->second.first <= length) return;
        best_[hash] = {length, self != nobody ? self : added(value)};
    }
    id added(node value) {
        auto first = stack_.size();
        while (stack_[first - 1].self == nobody) --first;
        id around = stack_[first - 1].self;
        for (; first <= stack_.size(); ++first) {
            const auto& l = stack_[first - 1];
            const node child = first == stack_.size() ? value : stack_[first].value;
            around = l.what == kind::object ? nodes_.add_member(child, l.at.key(), around, l.place, 0)
                                            : nodes_.add_element(child, around, l.place, 0);
        }
        return around;
    }

    workspace& space_;
    const View& view_;
    opener<View>& nodes_;
    const wanted_values* wanted_ = nullptr;
    std::unordered_map<std::uint64_t, known> changed_{};  ///< by handle
    std::unordered_map<std::uint64_t, std::pair<std::uint32_t, id>> best_{};
    std::vector<level> stack_{};
};

}  // namespace emend::detail
