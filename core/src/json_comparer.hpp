// The json lane's comparer: straight over nlohmann's arrays and objects, by recursion for some levels. The
// stack is for what is nested deeper, and tells where a difference is.
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
        if (limit_ > 0 && x->size() != y->size()) {
            stack_.emplace_back(*x, *y).in_step = false;
            return false;
        }
        auto what = enter(*x, *y);
        while (what == outcome::enter) what = go_on();
        return what == outcome::same;
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

    static constexpr std::size_t most_levels = 16;  ///< of recursion

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
        [[nodiscard]] bool done() const { return array ? element == last_element : member == last_member; }
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

    // A container in the last one of the stack, or the root. By recursion, as far as that goes; what is left
    // to do, or differs, is then on the stack.
    outcome enter(const Json& x, const Json& y) {
        const auto around = stack_.size();
        if (around >= limit_) {
            too_deep_ = true;
            return outcome::differs;
        }
        const auto what = descend(x, y, std::min(most_levels, limit_ - around));
        if (what != outcome::same)
            std::reverse(stack_.begin() + static_cast<std::ptrdiff_t>(around), stack_.end());
        return what;
    }

    // So many levels. Where this finds anything but equality it leaves containers and places, the innermost
    // first.
    outcome descend(const Json& x, const Json& y, std::size_t levels) {
        if (levels == 0) return outcome::enter;
        return x.is_array() ? descend_array(x, y, levels - 1) : descend_object(x, y, levels - 1);
    }

    outcome descend_array(const Json& x, const Json& y, std::size_t levels) {
        const auto& left = *x.template get_ptr<const typename Json::array_t*>();
        const auto& right = *y.template get_ptr<const typename Json::array_t*>();
        if (left.size() != right.size()) return outcome::differs;
        const Json* other = right.data();
        for (const Json *element = left.data(), *last = element + left.size(); element != last;
             ++element, ++other) {
            auto what = meet(*element, *other);
            if (what == outcome::enter) what = descend(*element, *other, levels);
            if (what != outcome::same) [[unlikely]] {
                leave(x, y, static_cast<std::size_t>(element - left.data()));
                return what;
            }
        }
        return outcome::same;
    }
    [[gnu::noinline]] void leave(const Json& x, const Json& y, std::size_t i) {
        auto& here = stack_.emplace_back(x, y);
        here.element += i;
        here.other += i;
        here.place = static_cast<std::uint32_t>(i);
    }

    outcome descend_object(const Json& x, const Json& y, std::size_t levels) {
        const auto& left = *x.template get_ptr<const typename Json::object_t*>();
        const auto& right = *y.template get_ptr<const typename Json::object_t*>();
        if (left.size() != right.size()) return outcome::differs;
        auto other = right.begin();
        for (auto member = left.begin(); member != left.end(); ++member, ++other) {
            if (!same_text(member->first, other->first)) [[unlikely]] {
                leave(x, y, member, other).in_step = false;
                return view::sorted ? outcome::differs : outcome::enter;
            }
            auto what = meet(member->second, other->second);
            if (what == outcome::enter) what = descend(member->second, other->second, levels);
            if (what != outcome::same) [[unlikely]] {
                leave(x, y, member, other);
                return what;
            }
        }
        return outcome::same;
    }
    [[gnu::noinline]] frame& leave(const Json& x, const Json& y, members member, members other) {
        auto& here = stack_.emplace_back(x, y);
        here.place = static_cast<std::uint32_t>(std::distance(here.member, member));
        here.member = member;
        here.other_member = other;
        return here;
    }

    // Goes on with the last container of the stack, behind what recursion has seen of it.
    outcome go_on() {
        const auto at = stack_.size() - 1;
        const auto what = stack_[at].in_step ? walk(at) : finish(at);
        if (what != outcome::same) return what;
        stack_.pop_back();
        if (stack_.empty()) return outcome::same;
        auto& around = stack_.back();
        if (around.in_step) around.step();
        return outcome::enter;
    }

    // The stack may grow meanwhile.
    outcome walk(std::size_t at) {
        for (; !stack_[at].done(); stack_[at].step()) {
            auto& top = stack_[at];
            if (!top.array && !same_text(top.member->first, top.other_member->first)) {
                top.in_step = false;
                return finish(at);
            }
            const Json& x = top.array ? *top.element : top.member->second;
            const Json& y = top.array ? *top.other : top.other_member->second;
            auto what = meet(x, y);
            if (what == outcome::enter) what = enter(x, y);
            if (what != outcome::same) return what;
        }
        return outcome::same;
    }

    // An object that went out of step.
    outcome finish(std::size_t at) {
        if constexpr (!view::sorted) {
            if (stack_[at].late || pair_up(stack_[at])) return next_late(at);
        }
        return outcome::differs;  // of as many names, one is missing
    }

    // Gives whether the names are the same.
    bool pair_up(frame& f) {
        const auto left = rest_of(*f.left, f.member);
        const auto right = rest_of(*f.right, f.other_member);
        f.late = true;
        for (std::size_t i = 0; i < left.size(); ++i) {
            if (left[i]->first != right[i]->first) return false;
            late_.emplace_back(&left[i]->second, &right[i]->second);
        }
        f.rest = static_cast<std::uint32_t>(left.size());
        return true;
    }

    static std::vector<members> rest_of(const Json& object, members at) {
        std::vector<members> found;
        const auto last = object.template get_ptr<const typename Json::object_t*>()->end();
        for (; at != last; ++at) found.push_back(at);
        std::sort(found.begin(), found.end(), [](members p, members q) { return p->first < q->first; });
        return found;
    }

    outcome next_late(std::size_t at) {
        while (stack_[at].rest > 0) {
            --stack_[at].rest;
            const auto [x, y] = late_.back();
            late_.pop_back();
            auto what = meet(*x, *y);
            if (what == outcome::enter) what = enter(*x, *y);
            if (what != outcome::same) return what;
        }
        return outcome::same;
    }

    std::vector<frame> stack_{};
    std::vector<std::pair<node, node>> late_{};
    std::size_t limit_ = static_cast<std::size_t>(-1);
    bool too_deep_ = false;
};

}  // namespace emend::detail
