// Exports quick_walk: documents that differ in a few scalars, in one walk. Their best patch takes no
// thought: an operation for each difference, in the order in which they are met. Gives up where it
// would: elements that come or go, containers that change hands, anything that could be moved or copied
// (quick_transfers.hpp), elements that may fit elsewhere (quick_places.hpp). What it tells is what the stages
// (differ.hpp) would, to the byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "comparer.hpp"
#include "quick_sums.hpp"
#include "quick_transfers.hpp"
#include "work.hpp"

namespace emend::detail {

/// Whether nothing is asked for that takes the stages.
[[nodiscard]] inline bool is_plain(const diff_options& options) {
    return options.arrays == array_mode::aligned && options.rules.empty() && options.ignore.empty() &&
           options.tests == test_mode::none && !options.minimal && !options.self_check;
}

template <class View>
struct quick_memory {
    using cursor = typename View::cursor;
    using node = typename View::node;

    /// Two containers of one kind, walked side by side.
    struct frame : quick_sums {
        cursor left{};
        cursor right{};
        node old{};               ///< of the first document
        node self{};              ///< of the second
        std::size_t mark = 0;     ///< of the path that leads here
        std::size_t written = 0;  ///< the lane's, at the beginning
        std::uint32_t gone = 0;   ///< those in front are others',
        std::uint32_t come = 0;   ///< here too,
        std::uint32_t edits = 0;  ///< and here
    };

    std::vector<frame> frames{};
    std::vector<cursor> gone{};                  ///< members of the first document alone
    std::vector<cursor> come{};                  ///< of the second alone
    std::vector<std::pair<node, node>> edits{};  ///< containers that differ inside
    quick_notes<node> transfers{};
    std::vector<way_point<View>> way{};  ///< to the next difference, from the last container compared

    void start() {
        frames.clear();
        gone.clear();
        come.clear();
        edits.clear();
        way.clear();
    }
};

/// `Lane` writes: add(token, node), remove(token), replace(token, node), a token being a key or an index;
/// written() and rewind(written) take back what is written since; mark(), enter(token) and leave(mark)
/// follow the path. bytes(counted) tells how much was written, if that is not what was counted from the
/// names in the second document; holds_any(nodes) whether one of these strings of the second document
/// stands in the first. It may have a faster way to compare containers: same(node, node, containers around
/// them), and add_way(way) to where the last ones differ (comparer.hpp).
template <class View, class Lane>
class quick_walk {
public:
    using node = typename View::node;
    using cursor = typename View::cursor;

    quick_walk(const diff_options& options, const View& a, const View& b, quick_memory<View>& memory,
               Lane& out)
        : options_(options),
          a_(a),
          b_(b),
          memory_(memory),
          rules_(a, b),
          transfers_(options, a, b, memory.transfers),
          out_(out) {
        memory_.start();
    }

    /// Gives whether this could tell; else what was written is void.
    bool run(node x, node y) {
        const kind k = a_.kind_of(x);
        if (!is_container(k) || k != b_.kind_of(y) || !enter(x, y, 0)) return false;
        while (!memory_.frames.empty()) {
            if (!step(memory_.frames.back())) return false;
        }
        const auto holds_any = [&](auto strings) { return out_.holds_any(strings); };
        return !transfers_.moves() && !transfers_.copies(holds_any) &&
               !rules_.longer_than_whole(out_.bytes(cost_), y);
    }

private:
    using frame = typename quick_memory<View>::frame;
    static constexpr std::size_t most = 128;  ///< differences

    bool enter(node x, node y, std::uint64_t length) {
        auto& all = memory_.frames;
        if (all.size() >= options_.limit.depth) return false;
        const auto mark = out_.mark();
        if (!all.empty()) {
            const auto& top = all.back();
            top.object ? out_.enter(top.left.key()) : out_.enter(top.place);
        }
        auto& made = all.emplace_back();
        made.left = a_.children(x);
        made.right = b_.children(y);
        made.old = x;
        made.self = y;
        made.mark = mark;
        made.written = out_.written();
        made.length = length;
        made.gone = static_cast<std::uint32_t>(memory_.gone.size());
        made.come = static_cast<std::uint32_t>(memory_.come.size());
        made.edits = static_cast<std::uint32_t>(memory_.edits.size());
        made.object = a_.kind_of(x) == kind::object;
        return true;
    }

    bool step(frame& f) {
        if constexpr (requires { a_.skip_alike(f.left, b_, f.right, known_); }) {
            f.place += a_.skip_alike(f.left, b_, f.right, known_);
        }
        if (f.left.done() && f.right.done()) return leave(f);
        if (!f.object) return !f.left.done() && !f.right.done() && meet(f);
        if (f.right.done()) return drop(f);
        if (f.left.done()) return adopt(f);
        if (a_.same_key(f.left.key(), b_, f.right.key())) return meet(f);
        return step_aside(f);
    }

    void pass(frame& f) {
        f.left.advance();
        f.right.advance();
        ++f.place;
    }

    bool meet(frame& f) {
        const node x = f.left.value();
        const node y = f.right.value();
        const kind k = a_.kind_of(x);
        const kind l = b_.kind_of(y);
        if (k == kind::invalid || l == kind::invalid) return false;
        if (is_container(k) || is_container(l)) return k == l && meet_inside(f, x, y);
        if (k != l || !a_.same_scalar(x, b_, y)) {
            if (!has_room()) return false;
            f.cost += op_bytes::replace + length_of(b_, f, f.right) + b_.size_scalar(y);
            f.note_place();
            transfers_.note_source(x, k);
            transfers_.note_placed(y, l);
            f.object ? out_.replace(f.left.key(), y) : out_.replace(f.place, y);
        }
        pass(f);
        return true;
    }

    bool meet_inside(frame& f, node x, node y) {
        if constexpr (requires { out_.same(x, y, std::size_t{1}); }) {
            auto& way = memory_.way;
            if (passed_ == way.size()) {
                if (out_.same(x, y, memory_.frames.size())) {
                    pass(f);
                    return true;
                }
                way.clear();
                passed_ = 0;
                out_.add_way(way);
            }
        }
        if (!enter(x, y, length_of(b_, f, f.right))) return false;
        if (passed_ < memory_.way.size()) follow(memory_.way[passed_++]);
        return true;
    }

    // What is in front of a difference is known to be alike.
    void follow(const way_point<View>& known) {
        auto& f = memory_.frames.back();
        f.left = known.left;
        f.right = known.right;
        f.place = known.place;
    }

    // As member_walk: which members are on one side only does not depend on how they are found.
    bool step_aside(frame& f) {
        if constexpr (View::sorted) {
            return a_.less_key(f.left.key(), b_, f.right.key()) ? drop(f) : adopt(f);
        } else {
            constexpr int reach = 8;
            auto l = f.left;
            auto r = f.right;
            for (int i = 0; i < reach; ++i) {
                if (!l.done()) l.advance();
                if (!l.done() && a_.same_key(l.key(), b_, f.right.key())) return drop(f);
                if (!r.done()) r.advance();
                if (!r.done() && a_.same_key(f.left.key(), b_, r.key())) return adopt(f);
            }
            return drop(f) && adopt(f);
        }
    }

    // A member of the first document alone.
    bool drop(frame& f) {
        const node x = f.left.value();
        const kind k = a_.kind_of(x);
        if (k == kind::invalid || is_container(k) || !has_room()) return false;
        f.cost += op_bytes::remove + length_of(a_, f, f.left);
        f.note_place();
        transfers_.note_source(x, k);
        memory_.gone.push_back(f.left);
        out_.remove(f.left.key());
        f.left.advance();
        return true;
    }
    // A member of the second document alone: written when all others are.
    bool adopt(frame& f) {
        const node y = f.right.value();
        const kind k = b_.kind_of(y);
        if (k == kind::invalid || is_container(k) || !has_room()) return false;
        f.cost += op_bytes::add + length_of(b_, f, f.right) + b_.size_scalar(y);
        f.note_place();
        transfers_.note_placed(y, k);
        memory_.come.push_back(f.right);
        f.right.advance();
        return true;
    }

    bool leave(frame& f) {
        if (f.object ? !settle_object(f) : !rules_.stays_in_place(f, f.old, f.self)) return false;
        const bool whole = rules_.cheaper_whole(f, f.self);
        auto& all = memory_.frames;
        out_.leave(f.mark);
        if (all.size() == 1) {
            cost_ = f.cost;
            all.pop_back();
            return !whole;
        }
        auto& around = *(&f - 1);
        if (whole && !write_whole(around, f)) return false;
        if (f.cost > 0) {
            around.note_container(f, whole ? rules_.whole_bytes(f, f.self) : f.cost, f.agrees(f.place));
            memory_.edits.resize(f.edits);
            memory_.edits.emplace_back(f.old, f.self);
        }
        all.pop_back();
        pass(around);
        return true;
    }

    // In place of the operations inside of it.
    bool write_whole(frame& around, const frame& f) {
        if (f.inner > 0 || !transfers_.note_whole(f.old, f.self)) return false;
        out_.rewind(f.written);
        around.object ? out_.replace(around.left.key(), f.self) : out_.replace(around.place, f.self);
        return true;
    }

    bool settle_object(const frame& f) {
        auto& gone = memory_.gone;
        auto& come = memory_.come;
        for (auto g = f.gone; g < gone.size(); ++g) {
            for (auto c = f.come; c < come.size(); ++c) {
                if (a_.same_key(gone[g].key(), b_, come[c].key())) return false;  // out of step
            }
        }
        for (auto c = f.come; c < come.size(); ++c) out_.add(come[c].key(), come[c].value());
        gone.resize(f.gone);
        come.resize(f.come);
        const auto inside = std::span(memory_.edits).subspan(f.edits);
        return !f.edited || !options_.moves || !rules_.changes_places(inside);
    }

    bool has_room() { return ++changes_ <= most; }

    [[nodiscard]] static std::uint64_t length_of(const View& view, const frame& f, const cursor& at) {
        return f.length + 1 + (f.object ? view.key_size(at.key()) : digits(f.place));
    }

    const diff_options& options_;
    const View& a_;
    const View& b_;
    quick_memory<View>& memory_;
    quick_rules<View, View> rules_;
    quick_transfers<View, View> transfers_;
    Lane& out_;
    typename View::alike known_{};
    std::size_t changes_ = 0;
    std::size_t passed_ = 0;  ///< of the way
    std::uint64_t cost_ = 0;  ///< of the whole
};

}  // namespace emend::detail
