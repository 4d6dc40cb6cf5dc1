// Exports comparer: whether a value of the first document is one of the second, exactly;
// and if not, how far they agree, so that the matcher goes on from there.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "view.hpp"

namespace emend::detail {

/// Two containers that differ: all children in front of the cursors agree in step.
template <class View>
struct way_point {
    typename View::cursor left{};
    typename View::cursor right{};
    std::uint32_t place = 0;
    bool differ = false;  ///< those under the cursors do not; the next way point may lead into them
};

/// The way from two containers that differ to the first difference inside: a part of a list.
struct way {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    [[nodiscard]] bool known() const { return begin != end; }
    /// From the children that differ.
    [[nodiscard]] way inside() const { return {begin + 1, end}; }
};

/// For any view whose cursors can skip what is spelled alike; json_comparer.hpp has its own.
template <class View>
class comparer {
public:
    using node = typename View::node;
    using cursor = typename View::cursor;

    comparer(const View& a, const View& b) : a_(a), b_(b) {}

    /// Containers nested deeper than this make values unequal, and are told by too_deep().
    void limit_depth(std::size_t depth) { limit_ = depth; }
    [[nodiscard]] bool too_deep() const { return too_deep_; }

    bool operator()(node x, node y) {
        stack_.clear();
        late_.clear();
        known_ = {};
        if (!visit(x, y)) return false;
        while (!stack_.empty()) {
            if (!step()) return false;
        }
        return true;
    }

    /// Appends the way to the first difference of the last two values. REQUIRES: they were unequal.
    void add_way(std::vector<way_point<View>>& way) const {
        for (const auto& f : stack_) {
            const bool differ = !f.out_of_step && !f.left.done() && !f.right.done();
            way.push_back({f.left, f.right, f.place, differ});
            if (!differ) return;
        }
    }

private:
    // Two containers, walked side by side; or, once objects went out of step, the pairs
    // of late_ that were matched by name.
    struct frame {
        cursor left;
        cursor right;
        std::uint32_t place = 0;
        bool object = false;
        bool out_of_step = false;
        std::uint32_t late = 0;
    };

    // Compares scalars at once; containers wait on the stack.
    bool visit(node x, node y) {
        const kind k = a_.kind_of(x);
        if (k == kind::invalid || k != b_.kind_of(y)) return false;
        if (!is_container(k)) return a_.same_scalar(x, b_, y) && pass();
        if (stack_.size() == limit_) {
            too_deep_ = true;
            return false;
        }
        stack_.push_back({a_.children(x), b_.children(y), 0, k == kind::object, false, 0});
        return true;
    }

    bool pass() {
        if (stack_.empty() || stack_.back().out_of_step) return true;
        auto& top = stack_.back();
        top.left.advance();
        top.right.advance();
        ++top.place;
        return true;
    }

    bool step() {
        auto& top = stack_.back();
        if (top.out_of_step) {
            if (top.late-- == 0) return leave();
            const auto [x, y] = late_.back();
            late_.pop_back();
            return visit(x, y);
        }
        if constexpr (requires { a_.skip_alike(top.left, b_, top.right, known_); })
            top.place += a_.skip_alike(top.left, b_, top.right, known_);
        if (top.left.done() || top.right.done()) {
            return top.left.done() && top.right.done() && leave();
        }
        if (top.object && !a_.same_key(top.left.key(), b_, top.right.key())) return match_rest(top);
        return visit(top.left.value(), top.right.value());
    }

    bool leave() {
        stack_.pop_back();
        return pass();
    }

    // Pairs the members that are left by sorting both sides by name.
    bool match_rest(frame& top) {
        top.out_of_step = true;
        const auto left = rest(a_, top.left);
        const auto right = rest(b_, top.right);
        if (left.size() != right.size()) return false;
        for (std::size_t i = 0; i < left.size(); ++i) {
            if (!a_.same_key(left[i].key(), b_, right[i].key())) return false;
            late_.emplace_back(left[i].value(), right[i].value());
        }
        top.late = static_cast<std::uint32_t>(left.size());
        return true;
    }

    static std::vector<cursor> rest(const View& view, cursor at) {
        std::vector<cursor> members;
        for (; !at.done(); at.advance()) members.push_back(at);
        std::sort(members.begin(), members.end(),
                  [&](const cursor& p, const cursor& q) { return view.less_key(p.key(), view, q.key()); });
        return members;
    }

    const View& a_;
    const View& b_;
    std::vector<frame> stack_{};
    std::vector<std::pair<node, node>> late_{};
    typename View::alike known_{};
    std::size_t limit_ = static_cast<std::size_t>(-1);
    bool too_deep_ = false;
};

}  // namespace emend::detail
