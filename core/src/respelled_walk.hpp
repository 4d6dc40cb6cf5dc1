// Exports respelled_walk: what quick_walk.hpp tells of two texts, where the second one is known to be the
// first but for the spelling of some scalars. It goes straight to these; nothing else is looked at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "quick_sums.hpp"
#include "quick_transfers.hpp"
#include "text_diff_view.hpp"
#include "text_mirror.hpp"

namespace emend::detail {

struct respelled_memory {
    using node = text_diff_view::node;

    /// A container on the way to a change.
    struct frame : quick_sums {
        text_diff_view::cursor at{};  ///< the child that comes next
        node self = 0;
        std::size_t mark = 0;     ///< of the path that leads here
        std::size_t written = 0;  ///< the lane's, at the beginning
        std::size_t edits = 0;    ///< those in front are others'
    };

    std::vector<frame> frames{};
    std::vector<std::pair<node, node>> edits{};  ///< containers that differ inside
    quick_notes<node> transfers{};
};

/// `Lane` writes, as for quick_walk.
template <class Lane>
class respelled_walk {
public:
    using node = text_diff_view::node;

    respelled_walk(const diff_options& options, const text_diff_view& a, const mirror_view& b,
                   respelled_memory& memory, Lane& out)
        : options_(options),
          a_(a),
          b_(b),
          memory_(memory),
          rules_(a, b),
          transfers_(options, a, b, memory.transfers),
          out_(out) {
        memory_.frames.clear();
        memory_.edits.clear();
    }

    /// Gives whether this could tell; else what was written is void.
    bool run(node root) {
        if (!is_container(a_.kind_of(root))) return false;
        enter(root, 0, out_.mark());
        for (const auto& change : b_.changes()) {
            if (is_same(change)) continue;
            if (!reach(change.node)) return false;
            replace(change.node);
        }
        while (!memory_.frames.empty()) {
            if (!leave()) return false;
        }
        const auto holds_any = [&](auto strings) { return out_.holds_any(strings); };
        return !transfers_.moves() && !transfers_.copies(holds_any) &&
               !rules_.longer_than_whole(out_.bytes(0), root);
    }

private:
    using frame = respelled_memory::frame;

    [[nodiscard]] bool is_same(const respelled& change) const {
        return a_.kind_of(change.node) == kind_of_byte(change.source.front()) &&
               a_.same_scalar(change.node, b_, change.node);
    }

    void enter(node x, std::uint64_t length, std::size_t mark) {
        auto& f = memory_.frames.emplace_back();
        f.at = a_.children(x);
        f.self = x;
        f.mark = mark;
        f.written = out_.written();
        f.edits = memory_.edits.size();
        f.length = length;
        f.object = a_.kind_of(x) == kind::object;
    }

    // Into the container that holds the scalar, and to its place there.
    bool reach(node x) {
        while (a_.at(memory_.frames.back().self).next <= x) {
            if (!leave()) return false;
        }
        for (;;) {
            auto& f = memory_.frames.back();
            for (; a_.at(f.at.value()).next <= x; f.at.advance()) ++f.place;
            const auto child = f.at.value();
            if (child == x) return true;
            const auto length = length_of(f);
            const auto mark = out_.mark();
            f.object ? out_.enter(f.at.key()) : out_.enter(f.place);
            enter(child, length, mark);
        }
    }

    void replace(node x) {
        auto& f = memory_.frames.back();
        f.cost += op_bytes::replace + length_of(f) + b_.size_scalar(x);
        f.note_place();
        transfers_.note_source(x, a_.kind_of(x));
        transfers_.note_placed(x, b_.kind_of(x));
        f.object ? out_.replace(f.at.key(), x) : out_.replace(f.place, x);
        pass(f);
    }

    bool leave() {
        auto& f = memory_.frames.back();
        if (f.object ? !keeps_values(f) : !rules_.stays_in_place(f, f.self, f.self)) return false;
        const bool whole = rules_.cheaper_whole(f, f.self);
        out_.leave(f.mark);
        if (memory_.frames.size() == 1) {
            memory_.frames.pop_back();
            return !whole;
        }
        auto& around = *(&f - 1);
        if (whole && !write_whole(around, f)) return false;
        const auto bytes = whole ? rules_.whole_bytes(f, f.self) : f.cost;
        around.note_container(f, bytes, !around.object && agrees(f));
        memory_.edits.resize(f.edits);
        memory_.edits.emplace_back(f.self, f.self);
        pass(around);
        memory_.frames.pop_back();
        return true;
    }

    // Walks on until there are elements enough.
    [[nodiscard]] static bool agrees(frame& f) {
        if (f.object || !f.steady) return false;
        while (!f.at.done() && !f.agrees(f.place)) pass(f);
        return f.agrees(f.place);
    }

    bool keeps_values(const frame& f) const {
        const auto inside = std::span(memory_.edits).subspan(f.edits);
        return !f.edited || !options_.moves || !rules_.changes_places(inside);
    }

    // In place of the operations inside of it.
    bool write_whole(const frame& around, const frame& f) {
        if (f.inner > 0 || !transfers_.note_whole(f.self, f.self)) return false;
        out_.rewind(f.written);
        around.object ? out_.replace(around.at.key(), f.self) : out_.replace(around.place, f.self);
        return true;
    }

    static void pass(frame& f) {
        f.at.advance();
        ++f.place;
    }

    [[nodiscard]] static std::uint64_t length_of(const frame& f) {
        return f.length + 1 + (f.object ? text_diff_view::key_size(f.at.key()) : digits(f.place));
    }

    const diff_options& options_;
    const text_diff_view& a_;
    const mirror_view& b_;
    respelled_memory& memory_;
    quick_rules<text_diff_view, mirror_view> rules_;
    quick_transfers<text_diff_view, mirror_view> transfers_;
    Lane& out_;
};

}  // namespace emend::detail
