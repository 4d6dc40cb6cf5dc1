// Exports survivors: what of the base is still there when two patches are done with it.
#pragma once

#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "edit_tree.hpp"

namespace emend::detail {

class survivors {
public:
    /// Looks the tree through; it must outlive this.
    explicit survivors(const edit_tree& tree);

    /// Whether the result has the value.
    [[nodiscard]] bool alive(id x) const { return alive_[x]; }
    /// Whether it was changed inside there.
    [[nodiscard]] bool touched(id x) const { return touched_[x]; }

    /// The value of the base that a living one is, or was the first copy of; else nobody.
    [[nodiscard]] id identity(id x) const;

    /// What goes with a value: the outermost one that went, or the value itself.
    [[nodiscard]] id region_of(id x) const;

    /// Whether parts of a value of the base live on elsewhere.
    [[nodiscard]] bool loses_parts(id x) const { return losing_.count(x) > 0; }

private:
    void find_living(std::vector<id>& in_order);
    void adopt(id x);
    void list_replaced();
    void note_leaving(id x);

    const edit_tree& tree_;
    std::vector<bool> alive_;
    std::vector<bool> touched_;
    std::vector<bool> in_place_;  ///< in the result, and never left its place
    std::unordered_map<id, id> adopted_{};
    std::unordered_set<id> replaced_{};
    std::unordered_set<id> losing_{};
};

}  // namespace emend::detail
