// Exports detail::equal: deep equality of two values over any view. Nothing recurses.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "view.hpp"

namespace emend::detail {

template <class View>
class equality {
public:
    using node = typename View::node;
    using cursor = typename View::cursor;

    equality(const View& a, const View& b) : a_(a), b_(b) {}

    /// Containers nested deeper than this make values unequal, and are told by too_deep().
    void limit_depth(std::size_t depth) { limit_ = depth; }
    [[nodiscard]] bool too_deep() const { return too_deep_; }

    bool operator()(node x, node y) {
        stack_.clear();
        if (!visit(x, y)) return false;
        while (!stack_.empty()) {
            if (!step()) return false;
        }
        return true;
    }

private:
    // Two containers, walked side by side; or, once objects went out of step,
    // the pairs that were matched by name.
    struct frame {
        cursor left;
        cursor right;
        bool object = false;
        std::vector<std::pair<node, node>> pairs{};
    };

    // Compares scalars at once; containers wait on the stack.
    bool visit(node x, node y) {
        const kind k = a_.kind_of(x);
        if (k == kind::invalid || k != b_.kind_of(y)) return false;
        if (!is_container(k)) return a_.same_scalar(x, b_, y);
        if constexpr (requires { a_.plainly_same(x, b_, y); }) {
            if (a_.plainly_same(x, b_, y)) return true;
        }
        if (stack_.size() == limit_) {
            too_deep_ = true;
            return false;
        }
        stack_.push_back({a_.children(x), b_.children(y), k == kind::object, {}});
        return true;
    }

    bool step() {
        auto& top = stack_.back();
        if (!top.pairs.empty()) {
            const auto [x, y] = top.pairs.back();
            top.pairs.pop_back();
            return visit(x, y);
        }
        if (top.left.done() || top.right.done()) {
            const bool both = top.left.done() && top.right.done();
            stack_.pop_back();
            return both;
        }
        if (top.object && !a_.same_key(top.left.key(), b_, top.right.key())) return match_rest(top);
        const node x = top.left.value();
        const node y = top.right.value();
        top.left.advance();
        top.right.advance();
        return visit(x, y);
    }

    // Pairs the members that are left by sorting both sides by name.
    bool match_rest(frame& top) {
        auto left = rest(a_, top.left);
        auto right = rest(b_, top.right);
        if (left.size() != right.size()) return false;
        for (std::size_t i = 0; i < left.size(); ++i) {
            if (!a_.same_key(left[i].key(), b_, right[i].key())) return false;
            top.pairs.emplace_back(left[i].value(), right[i].value());
        }
        return true;
    }

    static std::vector<cursor> rest(const View& view, cursor& at) {
        std::vector<cursor> members;
        for (; !at.done(); at.advance()) members.push_back(at);
        std::sort(members.begin(), members.end(),
                  [&](const cursor& p, const cursor& q) { return view.less_key(p.key(), view, q.key()); });
        return members;
    }

    const View& a_;
    const View& b_;
    std::vector<frame> stack_{};
    std::size_t limit_ = static_cast<std::size_t>(-1);
    bool too_deep_ = false;
};

}  // namespace emend::detail
