// Elements that both sides left in place are the anchors. Between two of them stand the
// insertions of both sides, what they moved there, and what only one of them kept.

#include "merge3_arrays.hpp"

#include <utility>

#include "merge3_insertions.hpp"
#include "merge3_pairing.hpp"

namespace emend::detail {
namespace {

class array_merger {
public:
    array_merger(merge_rules& rules, const triple& arrays)
        : rules_(rules),
          arrays_(arrays),
          ours_(pairer(rules, arrays.base, arrays.ours).take()),
          theirs_(pairer(rules, arrays.base, arrays.theirs).take()),
          insertions_(rules, arrays) {}

    array_layout run() {
        judge();
        find_chunks();
        std::uint32_t i = 0;
        std::uint32_t j = 0;
        for (std::uint32_t n = 0; n < fates_.size(); ++n) {
            if (!is_anchor(n)) continue;
            chunk(i, ours_.to[n], j, theirs_.to[n]);
            put({elements_[n], fates_[n], false, no_insertion});
            i = ours_.to[n] + 1;
            j = theirs_.to[n] + 1;
        }
        chunk(i, static_cast<std::uint32_t>(ours_.from.size()), j,
              static_cast<std::uint32_t>(theirs_.from.size()));
        return std::move(layout_);
    }

private:
    static constexpr std::uint32_t none = pairing::none;

    [[nodiscard]] id child(id array, std::uint32_t place) const {
        return place == none ? nobody : rules_.space.nodes[array].first + place;
    }
    [[nodiscard]] bool is_anchor(std::uint32_t n) const {
        return ours_.to[n] != none && theirs_.to[n] != none && !ours_.moved[n] && !theirs_.moved[n];
    }

    void judge() {
        for (std::uint32_t n = 0; n < ours_.to.size(); ++n) {
            elements_.push_back({child(arrays_.base, n), child(arrays_.ours, ours_.to[n]),
                                 child(arrays_.theirs, theirs_.to[n])});
            fates_.push_back(rules_.judge(elements_[n]));
        }
    }

    // Which anchor each element of a side stands behind: two places are one if that is one.
    void find_chunks() {
        const auto number = [&](const pairing& side) {
            std::vector<std::uint32_t> chunks(side.from.size());
            std::uint32_t last = none;
            for (std::uint32_t j = 0; j < chunks.size(); ++j) {
                if (side.from[j] != none && is_anchor(side.from[j])) last = side.from[j];
                chunks[j] = last;
            }
            return chunks;
        };
        chunks_of_ours_ = number(ours_);
        chunks_of_theirs_ = number(theirs_);
    }

    [[nodiscard]] bool moved_twice(std::uint32_t n) const { return ours_.moved[n] && theirs_.moved[n]; }
    [[nodiscard]] bool moved_apart(std::uint32_t n) const {
        return moved_twice(n) && chunks_of_ours_[ours_.to[n]] != chunks_of_theirs_[theirs_.to[n]];
    }
    // Behind the same anchor: both sides hold it, and it is said once.
    [[nodiscard]] bool moved_together(std::uint32_t n) const { return moved_twice(n) && !moved_apart(n); }
    // Whose order places an element of the base: the side that moved it, or still has it.
    [[nodiscard]] bool placed_by_ours(std::uint32_t n) const {
        if (ours_.to[n] == none) return false;
        if (theirs_.to[n] == none) return true;
        return moved_twice(n) ? !rules_.theirs_first() : ours_.moved[n];
    }

    void chunk(std::uint32_t i, std::uint32_t i_end, std::uint32_t j, std::uint32_t j_end) {
        std::vector<placed> of_ours;
        std::vector<placed> of_theirs;
        for (; i < i_end; ++i) {
            if (const auto n = ours_.from[i]; n == none) {
                of_ours.push_back(fresh({nobody, child(arrays_.ours, i), nobody}));
            } else if (placed_by_ours(n) || moved_together(n)) {
                keep(n, of_ours);
            }
        }
        for (; j < j_end; ++j) {
            if (const auto n = theirs_.from[j]; n == none) {
                of_theirs.push_back(fresh({nobody, nobody, child(arrays_.theirs, j)}));
            } else if (!placed_by_ours(n) || moved_together(n)) {
                keep(n, of_theirs);
            }
        }
        if (!of_ours.empty() && !of_theirs.empty()) {
            insertions_.bring_together(std::move(of_ours), std::move(of_theirs), layout_);
            return;
        }
        for (auto& p : of_ours) put(std::move(p.element));
        for (auto& p : of_theirs) put(std::move(p.element));
    }

    placed fresh(const triple& values) {
        return {{values, rules_.judge(values), false, no_insertion}, placed::nowhere, true, false};
    }
    void keep(std::uint32_t n, std::vector<placed>& out) {
        if (fates_[n].what == fate::gone && !fates_[n].clash) return;
        const bool apart = moved_apart(n) && fates_[n].what != fate::gone;
        const bool by_one = ours_.moved[n] != theirs_.moved[n];
        out.push_back({{elements_[n], fates_[n], apart, no_insertion}, n, by_one, false});
    }
    void put(laid_element e) { layout_.elements.push_back(std::move(e)); }

    merge_rules& rules_;
    const triple& arrays_;
    pairing ours_;
    pairing theirs_;
    insertion_merger insertions_;
    std::vector<triple> elements_{};  ///< by base
    std::vector<verdict> fates_{};    ///< by base
    std::vector<std::uint32_t> chunks_of_ours_{};
    std::vector<std::uint32_t> chunks_of_theirs_{};
    array_layout layout_{};
};

}  // namespace

array_layout lay_out(merge_rules& rules, const triple& arrays) { return array_merger(rules, arrays).run(); }

}  // namespace emend::detail
