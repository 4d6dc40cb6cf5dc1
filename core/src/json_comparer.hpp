// The json lane's comparer: straight over nlohmann's arrays and objects. Containers of
// scalars are walked where they stand; the stack is for those that hold others.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "common_bytes.hpp"
#include "comparer.hpp"
#include "json_view.hpp"

namespace emend::detail {

template <class Json>
class comparer<json_view<Json>> {
public:
    using view = json_view<Json>;
    using node = const Json*;

    comparer(const view&, const view&) {}

    void limit_depth(std::size_t depth) { limit_ = depth; }
    [[nodiscard]] bool too_deep() const { return too_deep_; }

    bool operator()(node x, node y) {
        stack_.clear();
        late_.clear();
        const auto first = meet(*x, *y);
        if (first != outcome::enter) return first == outcome::same;
        if (limit_ == 0) return refuse();
        frame top(*x, *y);
        if (x->size() != y->size()) {
            top.in_step = false;
            return stop(top);
        }
        while (true) {
            frame inner;
            const auto what = top.late ? next_late(top, inner) : walk(top, inner);
            if (what == outcome::differs) return stop(top);
            if (what == outcome::enter) {
                stack_.push_back(top);
                top = inner;
                continue;
            }
            if (stack_.empty()) return true;
            top = stack_.back();
            stack_.pop_back();
            if (!top.late) top.step();
        }
    }

    void add_way(std::vector<way_point<view>>& way) const {
        for (const auto& f : stack_) {
            way.push_back(f.point());
            if (!way.back().differ) return;
        }
    }

private:
    using members = typename Json::object_t::const_iterator;
    using cursor = typename view::cursor;

    enum class outcome : std::uint8_t { same, differs, enter };

    // Two containers of one kind and size, walked side by side; or, once objects went out
    // of step, `rest` pairs on late_.
    struct frame {
        node element = nullptr;
        node last_element = nullptr;
        node other = nullptr;
        members member{};
        members last_member{};
        members other_member{};
        std::uint32_t place = 0;
        std::uint32_t rest = 0;
        bool array = false;
        bool in_step = true;  ///< so far
        bool late = false;
        const Json* left = nullptr;
        const Json* right = nullptr;

        frame() = default;
        frame(const Json& x, const Json& y) : array(x.is_array()), left(&x), right(&y) {
            if (array) {
                const auto& elements = *x.template get_ptr<const typename Json::array_t*>();
                element = elements.data();
                last_element = element + elements.size();
                other = y.template get_ptr<const typename Json::array_t*>()->data();
            } else {
                const auto& object = *x.template get_ptr<const typename Json::object_t*>();
                member = object.begin();
                last_member = object.end();
                other_member = y.template get_ptr<const typename Json::object_t*>()->begin();
            }
        }
        void step() {
            ++place;
            if (array) {
                ++element;
                ++other;
            } else {
                ++member;
                ++other_member;
            }
        }
        [[nodiscard]] way_point<view> point() const {
            if (array) return {cursor(left, element), cursor(right, other), place, in_step};
            return {cursor(left, member), cursor(right, other_member), place, in_step};
        }
    };

    // What can be said of two values without entering them.
    [[gnu::always_inline]] static outcome meet(const Json& x, const Json& y) {
        if (x.type() != y.type()) [[unlikely]]
            return meet_numbers(x, y);
        switch (x.type()) {
            case Json::value_t::array:
            case Json::value_t::object:
                return outcome::enter;
            case Json::value_t::null:
                return outcome::same;
            case Json::value_t::boolean:
                return alike<bool>(x, y);
            case Json::value_t::string:
                return meet_strings(x, y);
            case Json::value_t::number_integer:
                return alike<std::int64_t>(x, y);
            case Json::value_t::number_unsigned:
                return alike<std::uint64_t>(x, y);
            case Json::value_t::number_float:
                return std::isfinite(*x.template get_ptr<const double*>()) ? alike<double>(x, y)
                                                                           : outcome::differs;
            case Json::value_t::binary:
            case Json::value_t::discarded:
                break;
        }
        return outcome::differs;
    }

    template <class T>
    [[gnu::always_inline]] static outcome alike(const Json& x, const Json& y) {
        return *x.template get_ptr<const T*>() == *y.template get_ptr<const T*>() ? outcome::same
                                                                                  : outcome::differs;
    }

    [[gnu::noinline]] static outcome meet_strings(const Json& x, const Json& y) {
        const bool same =
            same_text(*x.template get_ptr<const std::string*>(), *y.template get_ptr<const std::string*>());
        return same ? outcome::same : outcome::differs;
    }

    [[gnu::noinline]] static outcome meet_numbers(const Json& x, const Json& y) {
        const bool numbers = x.is_number() && y.is_number() && view::kind_of(&x) == view::kind_of(&y);
        return numbers && view::same_scalar(&x, view{}, &y) ? outcome::same : outcome::differs;
    }

    // Walks on to a difference, the end, or a container in one that had to be entered.
    outcome walk(frame& top, frame& inner) {
        return top.array ? walk_array(top, inner) : walk_object(top, inner);
    }

    outcome walk_array(frame& top, frame& inner) {
        for (; top.element != top.last_element; top.step()) {
            const auto what = meet(*top.element, *top.other);
            if (what == outcome::same) continue;
            if (what == outcome::differs) return what;
            const auto found = enter(*top.element, *top.other, inner);
            if (found != outcome::same) return found;
        }
        return outcome::same;
    }

    outcome walk_object(frame& top, frame& inner) {
        for (; top.member != top.last_member; top.step()) {
            if (!same_text(top.member->first, top.other_member->first)) return out_of_step(top, inner);
            const auto what = meet(top.member->second, top.other_member->second);
            if (what == outcome::same) continue;
            if (what == outcome::differs) return what;
            const auto found = enter(top.member->second, top.other_member->second, inner);
            if (found != outcome::same) return found;
        }
        return outcome::same;
    }

    // Scalars at once; enter where `inner` has got to something else.
    outcome enter(const Json& x, const Json& y, frame& inner) {
        if (stack_.size() + 2 > limit_) {
            too_deep_ = true;
            return outcome::differs;
        }
        return x.is_array() ? enter_array(x, y, inner) : enter_object(x, y, inner);
    }

    static outcome enter_array(const Json& x, const Json& y, frame& inner) {
        const auto& left = *x.template get_ptr<const typename Json::array_t*>();
        const auto& right = *y.template get_ptr<const typename Json::array_t*>();
        if (left.size() != right.size()) return outcome::differs;
        for (std::size_t i = 0; i < left.size(); ++i) {
            if (meet(left[i], right[i]) == outcome::same) continue;
            inner = frame(x, y);
            inner.element += i;
            inner.other += i;
            inner.place = static_cast<std::uint32_t>(i);
            return outcome::enter;
        }
        return outcome::same;
    }

    static outcome enter_object(const Json& x, const Json& y, frame& inner) {
        const auto& left = *x.template get_ptr<const typename Json::object_t*>();
        const auto& right = *y.template get_ptr<const typename Json::object_t*>();
        if (left.size() != right.size()) return outcome::differs;
        std::uint32_t place = 0;
        auto other = right.begin();
        for (auto member = left.begin(); member != left.end(); ++member, ++other, ++place) {
            if (same_text(member->first, other->first) &&
                meet(member->second, other->second) == outcome::same)
                continue;
            inner = frame(x, y);
            inner.member = member;
            inner.other_member = other;
            inner.place = place;
            return outcome::enter;
        }
        return outcome::same;
    }

    outcome out_of_step(frame& top, frame& inner) {
        top.in_step = false;
        if constexpr (view::sorted) {
            return outcome::differs;  // of as many names, one is missing
        } else {
            auto left = rest_of(*top.left, top.member);
            auto right = rest_of(*top.right, top.other_member);
            top.late = true;
            for (std::size_t i = 0; i < left.size(); ++i) {
                if (left[i]->first != right[i]->first) return outcome::differs;
                late_.emplace_back(&left[i]->second, &right[i]->second);
            }
            top.rest = static_cast<std::uint32_t>(left.size());
            return next_late(top, inner);
        }
    }

    static std::vector<members> rest_of(const Json& object, members at) {
        std::vector<members> found;
        const auto last = object.template get_ptr<const typename Json::object_t*>()->end();
        for (; at != last; ++at) found.push_back(at);
        std::sort(found.begin(), found.end(), [](members p, members q) { return p->first < q->first; });
        return found;
    }

    outcome next_late(frame& top, frame& inner) {
        while (top.rest > 0) {
            --top.rest;
            const auto [x, y] = late_.back();
            late_.pop_back();
            auto what = meet(*x, *y);
            if (what == outcome::enter) what = enter(*x, *y, inner);
            if (what != outcome::same) return what;
        }
        return outcome::same;
    }

    bool stop(const frame& top) {
        stack_.push_back(top);
        return false;
    }
    bool refuse() {
        too_deep_ = true;
        return false;
    }

    std::vector<frame> stack_{};
    std::vector<std::pair<node, node>> late_{};
    std::size_t limit_ = static_cast<std::size_t>(-1);
    bool too_deep_ = false;
};

}  // namespace emend::detail
