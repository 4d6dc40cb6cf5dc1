// Exports member_walk: brings the members of two objects together by name, in one
// pass while their order agrees; what is out of step waits and is matched by hash.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "view.hpp"

namespace emend::detail {

template <class View>
class member_walk {
public:
    using cursor = typename View::cursor;

    /// A member of one or both objects; `place` counts within its object.
    struct side {
        bool present = false;
        std::uint32_t place = 0;
        cursor at;
    };
    struct met {
        side left;
        side right;
    };

    /// `place` members of both are passed already.
    /// `skips`: members spelled alike need not be given.
    member_walk(const View& a, cursor left, const View& b, cursor right, std::uint32_t place, bool skips)
        : a_(&a),
          b_(&b),
          left_(left),
          right_(right),
          left_place_(place),
          right_place_(place),
          skips_(skips) {}

    /// Gives the next member; false at the end. First those in step, then the late ones.
    bool next(met& out) {
        while (!left_.done() || !right_.done()) {
            if constexpr (requires(cursor c) { a_->skip_alike(c, *b_, c, known_); }) {
                const auto skipped = skips_ ? a_->skip_alike(left_, *b_, right_, known_) : 0;
                left_place_ += skipped;
                right_place_ += skipped;
                if (left_.done() && right_.done()) break;
            }
            if (!left_.done() && !right_.done() && a_->same_key(left_.key(), *b_, right_.key())) {
                out = {{true, left_place_, left_}, {true, right_place_, right_}};
                step_left();
                step_right();
                return true;
            }
            step_aside();
        }
        if (!settled_) settle();
        if (late_at_ == late_.size()) return false;
        out = late_[late_at_++];
        return true;
    }

private:
    void step_left() {
        left_.advance();
        ++left_place_;
    }
    void step_right() {
        right_.advance();
        ++right_place_;
    }
    void leave_left() {
        late_left_.push_back({true, left_place_, left_});
        step_left();
    }
    void leave_right() {
        late_right_.push_back({true, right_place_, right_});
        step_right();
    }

    // The names differ: leaves out the fewest members that bring both sides back in step.
    void step_aside() {
        if (right_.done()) return leave_left();
        if (left_.done()) return leave_right();
        if constexpr (View::sorted) {
            return a_->less_key(left_.key(), *b_, right_.key()) ? leave_left() : leave_right();
        } else {
            constexpr int reach = 8;
            cursor l = left_;
            cursor r = right_;
            for (int i = 0; i < reach; ++i) {
                if (!l.done()) l.advance();
                if (!l.done() && a_->same_key(l.key(), *b_, right_.key())) return leave_left();
                if (!r.done()) r.advance();
                if (!r.done() && a_->same_key(left_.key(), *b_, r.key())) return leave_right();
            }
            leave_left();
            leave_right();
        }
    }

    // Before's members first, in their order; then the new ones in theirs.
    void settle() {
        settled_ = true;
        std::vector<std::pair<std::uint64_t, std::size_t>> names;
        names.reserve(late_right_.size());
        for (std::size_t j = 0; j < late_right_.size(); ++j) {
            names.emplace_back(b_->key_hash(late_right_[j].at.key()), j);
        }
        std::sort(names.begin(), names.end());
        for (const auto& l : late_left_) {
            met m{l, {false, 0, right_}};
            const auto hash = names.empty() ? 0 : a_->key_hash(l.at.key());
            auto found = std::lower_bound(names.begin(), names.end(), std::pair{hash, std::size_t{0}});
            for (; found != names.end() && found->first == hash; ++found) {
                auto& r = late_right_[found->second];
                if (!r.present || !a_->same_key(l.at.key(), *b_, r.at.key())) continue;
                m.right = r;
                r.present = false;
                break;
            }
            late_.push_back(m);
        }
        for (const auto& r : late_right_) {
            if (r.present) late_.push_back({{false, 0, left_}, r});
        }
    }

    const View* a_;
    const View* b_;
    cursor left_;
    cursor right_;
    std::uint32_t left_place_ = 0;
    std::uint32_t right_place_ = 0;
    bool skips_ = false;
    typename View::alike known_{};
    std::vector<side> late_left_{};
    std::vector<side> late_right_{};
    std::vector<met> late_{};
    std::size_t late_at_ = 0;
    bool settled_ = false;
};

}  // namespace emend::detail
