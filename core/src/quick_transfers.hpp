// Exports quick_transfers: what a patch of few operations frees and what it writes, so that whatever could
// be moved or copied (assign.cpp) is noticed.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "assign.hpp"
#include "compact_size.hpp"
#include "placements.hpp"
#include "quick_places.hpp"

namespace emend::detail {

/// What was noted; kept from pair to pair.
template <class Node>
struct quick_notes {
    /// A scalar. What has another sign is another value; 0 says nothing.
    struct scalar {
        Node node;
        std::uint32_t sign;
    };
    /// A child of a container that is replaced whole.
    struct part {
        scalar value;
        std::size_t whole;
    };

    std::vector<scalar> sources{};  ///< what could be moved
    std::vector<scalar> placed{};   ///< what is written, large enough to be moved
    std::vector<Node> absent{};     ///< scalars that must not stand in the first document
    std::vector<Node> wanted{};     ///< these, and strings that could be copied
    std::vector<Node> gone{};       ///< containers replaced whole,
    std::vector<Node> come{};       ///< and by what
    std::vector<part> parts_gone{};
    std::vector<part> parts_come{};
};

template <class View, class Other>
class quick_transfers {
public:
    using node = typename View::node;

    quick_transfers(const diff_options& options, const View& a, const Other& b, quick_notes<node>& own)
        : options_(options), a_(a), b_(b), own_(own) {
        own.sources.clear();
        own.placed.clear();
        own.absent.clear();
        own.wanted.clear();
        own.gone.clear();
        own.come.clear();
        own.parts_gone.clear();
        own.parts_come.clear();
    }

    void note_source(node x, kind k) {
        if (options_.moves && can_travel(k) && takes(a_, x, smallest_move))
            own_.sources.push_back(noted(a_, x));
    }
    void note_placed(node y, kind k) {
        if (can_travel(k) && takes(b_, y, smallest_move)) own_.placed.push_back(noted(b_, y));
    }

    /// A container replaced whole. What was noted inside of it stays: it is carried before anything is
    /// replaced whole. Gives whether this can follow: only where all children are scalars, and few.
    bool note_whole(node x, node y) {
        const auto whole = own_.gone.size();
        own_.gone.push_back(x);
        own_.come.push_back(y);
        return note_parts(a_, x,
                          [&](node part) {
                              own_.parts_gone.push_back({noted(a_, part), whole});
                          }) &&
               note_parts(b_, y,
                          [&](node part) {
                              const auto value = noted(b_, part);
                              own_.parts_come.push_back({value, whole});
                              if (takes(b_, part, shortest_copied_string)) own_.placed.push_back(value);
                          }) &&
               is_nowhere(x, y);
    }

    [[nodiscard]] bool moves() const {
        if (!options_.moves) return false;
        const auto& [sources, placed, absent, wanted, gone, come, parts_gone, parts_come] = own_;
        const auto any = [&](const auto& all, auto what) {
            return std::any_of(all.begin(), all.end(), what);
        };
        for (const auto& y : placed) {
            if (any(sources, [&](const auto& x) { return alike(x, y); }) ||
                any(parts_gone, [&](const auto& x) { return alike(x.value, y); }))
                return true;
        }
        for (const auto& y : parts_come) {
            if (any(sources, [&](const auto& x) { return alike(x, y.value); }) ||
                any(parts_gone, [&](const auto& x) { return x.whole != y.whole && alike(x.value, y.value); }))
                return true;
        }
        for (std::size_t i = 0; i < gone.size(); ++i) {
            for (std::size_t j = 0; j < come.size(); ++j) {
                if (i != j && !unlike(a_, gone[i], b_, come[j])) return true;
            }
        }
        return false;
    }

    /// A value that stands in the first document, or is written twice. `holds_any(scalars)` tells whether
    /// one of these strings and numbers stands there.
    template <class F>
    [[nodiscard]] bool copies(F holds_any) {
        if (!options_.copies) return false;
        auto& wanted = own_.wanted;
        for (const auto& y : own_.placed) {
            if (b_.kind_of(y.node) == kind::string && takes(b_, y.node, shortest_copied_string))
                wanted.push_back(y.node);
        }
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                if (b_.same_scalar(wanted[i], b_, wanted[j])) return true;
            }
        }
        const auto& come = own_.come;
        for (std::size_t i = 0; i < come.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                if (!unlike(b_, come[i], b_, come[j])) return true;
            }
        }
        wanted.insert(wanted.end(), own_.absent.begin(), own_.absent.end());
        return !wanted.empty() && holds_any(std::span<const node>(wanted));
    }

private:
    static constexpr std::size_t most_parts = 16;
    static constexpr std::uint64_t largest_uncopied = 24;  ///< bytes of containers that nobody copies
    static constexpr std::size_t shortest_sign = 4;        ///< bytes of a number that is likely to be new
    static constexpr std::size_t any_number = std::size_t{1} << 32U;

    using scalar = typename quick_notes<node>::scalar;

    static bool can_travel(kind k) { return k == kind::string || k == kind::number; }

    template <class Either>
    [[nodiscard]] static scalar noted(const Either& view, node x) {
        if constexpr (requires { view.sign(x); }) return {x, view.sign(x)};
        return {x, 0};
    }

    [[nodiscard]] bool alike(const scalar& x, const scalar& y) const {
        if (x.sign != y.sign && x.sign != 0 && y.sign != 0) return false;
        return a_.kind_of(x.node) == b_.kind_of(y.node) && a_.same_scalar(x.node, b_, y.node);
    }

    template <class Either, class F>
    static bool note_parts(const Either& view, node x, F note) {
        std::size_t count = 0;
        for (auto at = view.children(x); !at.done(); at.advance()) {
            const auto part = at.value();
            const kind k = view.kind_of(part);
            if (is_container(k) || ++count > most_parts) return false;
            if (can_travel(k) && takes(view, part, smallest_part)) note(part);
        }
        return true;
    }

    // Whether the new container is not worth copying, or has a scalar that shows that it stands nowhere:
    // the longest of the strings that are new, else of the numbers.
    bool is_nowhere(node x, node y) {
        if (!options_.copies || fits(b_, y, largest_uncopied)) return true;
        auto old = a_.children(x);
        std::size_t most = 0;
        node best{};
        for (auto now = b_.children(y); !now.done(); now.advance()) {
            const auto part = now.value();
            const auto k = b_.kind_of(part);
            const bool same =
                !old.done() && a_.kind_of(old.value()) == k && a_.same_scalar(old.value(), b_, part);
            if (!old.done()) old.advance();
            if (same || !can_travel(k)) continue;
            const auto weight = 2 * b_.size_scalar(part) + (k == kind::string ? any_number : 0);
            if (weight > most) best = part;
            most = std::max(most, weight);
        }
        if (most < 2 * shortest_sign) return false;
        own_.absent.push_back(best);
        return true;
    }

    const diff_options& options_;
    const View& a_;
    const Other& b_;
    quick_notes<node>& own_;
};

}  // namespace emend::detail
