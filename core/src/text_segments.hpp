// Exports segments: the children of a changed container in their new order.
#pragma once

#include <algorithm>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

#include "text_overlay.hpp"
#include "text_style.hpp"

namespace emend::detail {

/// Own children that stand side by side as ever, or one child that came.
struct segment {
    bool own = false;
    std::uint32_t node = 0;   ///< the first of them
    std::uint32_t begin = 0;  ///< their bytes
    std::uint32_t end = 0;
    std::string_view name{};  ///< of what came
    piece value{};
};

class segments {
public:
    segments(const text_view& view, const touched& t, std::pmr::memory_resource* memory)
        : view_(view), from_(t.from.id), sorted_(t.changes.entries()), in_order_(memory), list_(memory) {
        const auto earlier = [](const auto& a, const auto& b) { return a.node < b.node; };
        if (!std::is_sorted(sorted_.begin(), sorted_.end(), earlier)) {
            in_order_.assign(sorted_.begin(), sorted_.end());
            std::sort(in_order_.begin(), in_order_.end(), earlier);
            sorted_ = in_order_;
        }
        same_ = t.gone == 0 && t.elements == nullptr && t.added_gone == t.added.size();
        if (same_) return;
        if (t.elements != nullptr) {
            elements(*t.elements);
        } else {
            members(t);
        }
    }

    /// No child came or went.
    [[nodiscard]] bool same_children() const { return same_; }
    [[nodiscard]] const std::pmr::vector<segment>& list() const { return list_; }

    /// The changes of own children between two bytes, in document order.
    [[nodiscard]] std::span<const change_map::entry> changes(std::uint32_t begin, std::uint32_t end) const {
        const auto before = [&](const change_map::entry& e, std::uint32_t at) {
            return view_.at(e.node).begin < at;
        };
        const auto first = std::lower_bound(sorted_.begin(), sorted_.end(), begin, before);
        const auto last = std::lower_bound(first, sorted_.end(), end, before);
        return {first, last};
    }
    [[nodiscard]] std::span<const change_map::entry> changes() const { return sorted_; }

private:
    void members(const touched& t) {
        const auto& n = view_.at(from_);
        list_.reserve(t.gone + t.added.size() + 1);
        auto at = from_ + 1;
        for (const auto& e : sorted_) {
            if (e.value.where != origin::gone) continue;
            if (e.node != at) own_members(at, end_before(start_of(view_.at(e.node))));
            at = view_.at(e.node).next;
        }
        if (at != n.next) {
            const auto tail = space_before(view_.text(), n.end - 1);
            own_members(at, n.end - 1 - static_cast<std::uint32_t>(tail.size()));
        }
        for (const auto& m : t.added) {
            if (m.value.where != origin::gone) list_.push_back({false, 0, 0, 0, m.name, m.value});
        }
    }

    void own_members(std::uint32_t first, std::uint32_t end) {
        list_.push_back({true, first, start_of(view_.at(first)), end, {}, {}});
    }

    // Where the child ends that stands before the comma before byte `start`.
    [[nodiscard]] std::uint32_t end_before(std::uint32_t start) const {
        const auto comma = start - 1 - static_cast<std::uint32_t>(space_before(view_.text(), start).size());
        return comma - static_cast<std::uint32_t>(space_before(view_.text(), comma).size());
    }

    void elements(const edited_array& array) {
        auto next = text::node::none;  // the node behind the last run
        array.each(
            [&](std::uint32_t first, std::uint32_t last) {
                if (first == next) {
                    list_.back().end = view_.at(last).end;
                } else {
                    list_.push_back({true, first, view_.at(first).begin, view_.at(last).end, {}, {}});
                }
                next = view_.at(last).next;
            },
            [&](piece p, std::size_t) {
                list_.push_back({false, 0, 0, 0, {}, p});
                next = text::node::none;
            });
    }

    const text_view& view_;
    std::uint32_t from_;
    std::span<const change_map::entry> sorted_;
    std::pmr::vector<change_map::entry> in_order_;  ///< where they have come in another one
    std::pmr::vector<segment> list_;
    bool same_ = false;
};

}  // namespace emend::detail
