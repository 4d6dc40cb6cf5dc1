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
    /// whose size is not wanted, unless a container is.
    std::unordered_map<std::uint64_t, id> run(const wanted_values& wanted) {
        list_changed();
        wanted_ = &wanted;
        enter(View::unpack(space_.nodes[0].value), 0, 0);
        while (!stack_.empty()) step();
        std::unordered_map<std::uint64_t, id> found;
        for (const auto& [hash, best] : best_) found.emplace(hash, best.second);
        return found;
    }

private:
    struct level {
        typename View::cursor at;
        node value;
        kind what;
        id self;  ///< of pairs of containers; nobody where all is stable
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
                changed_.emplace(space_.nodes[s.a].value, s.what == change::pair ? s.a : nobody);
            }
        }
    }

    void enter(node value, id self, std::uint32_t length) {
        const kind k = view_.kind_of(value);
        stack_.push_back({view_.children(value), value, k, self, 0, length, 0, container_hash(k)});
    }

    void step() {
        auto& top = stack_.back();
        if (top.at.done()) {
            const bool stable = top.self == nobody && wanted_->containers;
            const auto hash = stable ? top.hash.done(top.count) : 0;
            if (stable) met(hash);
            stack_.pop_back();
            if (!stack_.empty()) pass(stable ? hash : 0);
            return;
        }
        const auto value = top.at.value();
        const auto length =
            top.length + 1 +
            (top.what == kind::object ? saturated(view_.key_size(top.at.key())) : digits(top.place));
        id self = nobody;
        if (top.self != nobody) {
            const auto at = changed_.find(View::pack(value));
            if (at != changed_.end() && at->second == nobody) return pass(0);
            if (at != changed_.end()) self = at->second;
        }
        if (is_container(view_.kind_of(value))) return enter(value, self, length);
        const auto sized = std::binary_search(wanted_->sizes.begin(), wanted_->sizes.end(),
                                              saturated(view_.size_scalar(value)));
        if (!sized && (!wanted_->containers || top.self != nobody)) return pass(0);
        const auto hash = view_.hash_scalar(value);
        if (sized && wants(hash)) note(hash, value, length);
        pass(hash);
    }

    // The child under the cursor is done.
    void pass(std::uint64_t hash) {
        auto& top = stack_.back();
        if (top.self == nobody && wanted_->containers) {
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

    void met(std::uint64_t hash) {
        if (!wants(hash)) return;
        const auto top = stack_.back();
        stack_.pop_back();
        note(hash, top.value, top.length);
        stack_.push_back(top);
    }

    // Puts the value and what leads to it into the table. The stack ends with what is around it.
    void note(std::uint64_t hash, node value, std::uint32_t length) {
        const auto known = best_.find(hash);
        if (known != best_.end() && known->second.first <= length) return;
        auto first = stack_.size();
        while (stack_[first - 1].self == nobody) --first;
        id around = stack_[first - 1].self;
        for (; first <= stack_.size(); ++first) {
            const auto& l = stack_[first - 1];
            const node child = first == stack_.size() ? value : stack_[first].value;
            around = l.what == kind::object ? nodes_.add_member(child, l.at.key(), around, l.place, 0)
                                            : nodes_.add_element(child, around, l.place, 0);
        }
        best_[hash] = {length, around};
    }

    workspace& space_;
    const View& view_;
    opener<View>& nodes_;
    const wanted_values* wanted_ = nullptr;
    std::unordered_map<std::uint64_t, id> changed_{};  ///< by handle: the node of a pair, or nobody
    std::unordered_map<std::uint64_t, std::pair<std::uint32_t, id>> best_{};
    std::vector<level> stack_{};
};

}  // namespace emend::detail
