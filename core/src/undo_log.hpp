// What apply_in_place has done so far, in steps that can be taken back exactly
// (member order included), and that can be said as the inverse patch.
//
// Memory may run out anywhere. So a step first takes all that it needs, then changes the document, which
// cannot fail, or not half; it counts from then on. Taking steps back needs no memory, and the inverse is
// said in full before the log gives up the values that taking back would want.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "emend/patch.hpp"

#include "json_gap.hpp"
#include "json_slot.hpp"

namespace emend::detail {

/// Paths and tests that are handed over must live as long as the log.
template <class Json>
class undo_log {
public:
    /// Puts a new child at `s`.
    void insert(const pointer& path, const slot<Json>& s, Json&& value) {
        auto& now = plan(path);
        now.position = s.position;
        now.in_array = s.parent->is_array();
        detail::insert(s, std::move(value));
        now.what = kind::inserted;
    }

    /// Gives what stands at `path` another value.
    void overwrite(const pointer& path, Json& place, Json&& value) {
        auto& now = plan(path);
        now.old = std::exchange(place, std::move(value));
        now.what = kind::overwritten;
    }

    /// Takes the child at `s` out for good.
    void erase(const pointer& path, const slot<Json>& s) {
        auto& now = plan_gap(path, s);
        now.old = now.left.open(s);
        now.what = kind::erased;
    }

    /// Takes the child at `s` out and holds it, until a put_down().
    void lift(const pointer& path, const slot<Json>& s) {
        auto& now = plan_gap(path, s);
        held_ = now.left.open(s);
        now.what = kind::lifted;
    }

    /// Puts what is held at `s`, as a new child.
    void put_down(const pointer& path, const slot<Json>& s) {
        insert(path, s, std::move(*held_));
        held_.reset();
    }

    /// Puts what is held in the place of another value.
    void put_down_over(const pointer& path, Json& place) {
        overwrite(path, place, std::move(*held_));
        held_.reset();
    }

    /// The same where what is held was lifted out of that value.
    void put_down_over_rest(const pointer& path, Json& place) {
        auto part = detail::clone(*held_);
        put_down_over(path, place);
        steps_.back().part = std::move(part);
    }

    /// A test held here; only inverses that keep tests want to know.
    void tested(const op::basic_test<Json>& test) {
        auto& now = plan(test.path);
        now.test = &test.value;
        now.what = kind::tested;
    }

    /// Takes all steps back, last first.
    void roll_back(Json& document) {
        for (; !steps_.empty(); steps_.pop_back()) take_back(document, steps_.back());
    }

    /// Says the steps backwards as operations. The log is empty then; when memory is out it is as before.
    basic_patch<Json> to_inverse() {
        basic_patch<Json> ops;
        ops.reserve(steps_.size());
        for (auto i = steps_.size(); i-- > 0;) {
            auto& s = steps_[i];
            const bool moved = i > 0 && steps_[i - 1].what == kind::lifted;
            if (moved) {
                say_move(ops, steps_[--i], s);
            } else {
                say(ops, s);
            }
        }
        for (std::size_t i = 0; i < steps_.size(); ++i)
            if (steps_[i].said != not_said) hand_over(ops[steps_[i].said], i);
        steps_.clear();
        return ops;
    }

private:
    enum class kind : std::uint8_t { planned, inserted, overwritten, erased, lifted, tested };
    static constexpr std::size_t not_said = static_cast<std::size_t>(-1);

    struct step {
        kind what = kind::planned;  ///< planned: nothing has changed yet
        bool in_array = false;
        const pointer* path = nullptr;
        std::size_t position = 0;  ///< of an inserted child
        Json old{};
        gap<Json> left{};
        std::string aside{};  ///< a name that no member has, where members followed a child that left
        std::optional<Json> part{};
        const Json* test = nullptr;
        std::size_t said = not_said;  ///< the operation of the inverse that waits for `old`
    };

    static_assert(std::is_nothrow_move_constructible_v<step>, "else a growing log copies");

    step& plan(const pointer& path) {
        auto& now = steps_.emplace_back();
        now.path = &path;
        return now;
    }

    step& plan_gap(const pointer& path, const slot<Json>& s) {
        auto& now = plan(path);
        now.left = gap<Json>(s);
        if (!now.left.followers().empty())
            for (now.aside = "_"; s.parent->contains(now.aside);) now.aside += '_';
        return now;
    }

    static Json& down(Json& parent, const std::string& token) {
        const auto position = parent.is_array() ? parse_index(token).value : member_position(parent, token);
        return child(slot<Json>{&parent, &token, position, true});
    }

    // What holds the child that `path` names, its tokens counted from `first`.
    static Json& parent_of(Json& document, const pointer& path, std::size_t first = 0) {
        Json* at = &document;
        for (auto i = first; i + 1 < path.tokens.size(); ++i) at = &down(*at, path.tokens[i]);
        return *at;
    }

    static Json& value_at(Json& document, const pointer& path) {
        return path.tokens.empty() ? document : down(parent_of(document, path), path.tokens.back());
    }

    void take_back(Json& document, step& s) {
        switch (s.what) {
            case kind::planned:
            case kind::tested:
                return;
            case kind::inserted:
                held_ = take_new(parent_of(document, *s.path), s);
                return;
            case kind::overwritten:
                held_ = std::exchange(value_at(document, *s.path), std::move(s.old));
                return;
            case kind::erased:
                return s.left.close(parent_of(document, *s.path), std::move(s.old));
            case kind::lifted:
                s.left.close(parent_of(document, *s.path), std::move(*held_));
                return;
        }
    }

    // An inserted child: new members stand behind all others.
    static Json take_new(Json& parent, const step& s) {
        if (s.in_array) {
            auto& elements = parent.template get_ref<typename Json::array_t&>();
            const auto place = elements.begin() + static_cast<std::ptrdiff_t>(s.position);
            Json value = std::move(*place);
            elements.erase(place);
            return value;
        }
        auto& members = parent.template get_ref<typename Json::object_t&>();
        if constexpr (is_ordered<Json>) {
            Json value = std::move(members.back().second);
            members.pop_back();
            return value;
        } else {
            const auto place = members.find(s.path->tokens.back());
            Json value = std::move(place->second);
            members.erase(place);
            return value;
        }
    }

    // The place of an inserted child, "-" said as the index it stands for.
    static pointer place_of(const step& s) {
        auto path = *s.path;
        if (s.in_array && path.tokens.back() == "-") path.tokens.back() = std::to_string(s.position);
        return path;
    }

    static void say(basic_patch<Json>& ops, step& s) {
        if (s.what == kind::inserted) {
            ops.push_back(op::remove{place_of(s)});
        } else if (s.what == kind::tested) {
            ops.push_back(op::basic_test<Json>{*s.path, detail::clone(*s.test)});
        } else if (s.what == kind::overwritten) {
            say_replace(ops, *s.path, s);
        } else {
            s.said = ops.size();
            ops.push_back(op::basic_add<Json>{*s.path, Json()});
            restore_order(ops, s);
        }
    }

    static void say_replace(basic_patch<Json>& ops, pointer path, step& s) {
        s.said = ops.size();
        ops.push_back(op::basic_replace<Json>{std::move(path), Json()});
    }

    // The inverse of a move: `from` says where the value was lifted, `to` where it went.
    static void say_move(basic_patch<Json>& ops, const step& from, step& to) {
        if (to.part) return say_replace(ops, *to.path, to);
        const auto put = place_of(to);
        if (to.what == kind::overwritten) {
            ops.push_back(op::copy{put, *from.path});
            say_replace(ops, from.left.in_array() ? behind(put, *from.path) : put, to);
        } else if (is_proper_prefix(put, *from.path)) {
            // The element that held the value slid behind it; a move would name its own child.
            auto target = *from.path;
            auto& index = target.tokens[put.tokens.size() - 1];
            index = std::to_string(parse_index(index).value + 1);
            ops.push_back(op::copy{put, std::move(target)});
            ops.push_back(op::remove{put});
        } else {
            ops.push_back(op::move{put, *from.path});
        }
        restore_order(ops, from);
    }

    // Where `path` is once an element was inserted at `inserted`: indices behind it grow.
    static pointer behind(pointer path, const pointer& inserted) {
        const auto depth = inserted.tokens.size() - 1;
        const bool same_array =
            path.tokens.size() > depth &&
            std::equal(inserted.tokens.begin(), inserted.tokens.end() - 1, path.tokens.begin());
        if (!same_array) return path;
        const auto index = parse_index(path.tokens[depth]).value;
        if (index >= parse_index(inserted.tokens[depth]).value)
            path.tokens[depth] = std::to_string(index + 1);
        return path;
    }

    // A patch can only append members; moving the followers away and back restores the order.
    static void restore_order(basic_patch<Json>& ops, const step& s) {
        if (s.left.followers().empty()) return;
        pointer aside = *s.path;
        aside.tokens.back() = s.aside;
        for (const auto& follower : s.left.followers()) {
            pointer home = *s.path;
            home.tokens.back() = follower;
            ops.push_back(op::move{home, aside});
            ops.push_back(op::move{aside, std::move(home)});
        }
    }

    // Gives the operation that says step `i` the value that it puts back.
    void hand_over(basic_operation<Json>& operation, std::size_t i) {
        auto& s = steps_[i];
        if (s.part) {
            auto& from = steps_[i - 1];
            from.left.close(parent_of(s.old, *from.path, s.path->tokens.size()), std::move(*s.part));
        }
        if (auto* add = std::get_if<op::basic_add<Json>>(&operation)) {
            add->value = std::move(s.old);
        } else if (auto* replace = std::get_if<op::basic_replace<Json>>(&operation)) {
            replace->value = std::move(s.old);
        }
    }

    std::vector<step> steps_{};
    std::optional<Json> held_{};  ///< what was lifted and not put down
};

}  // namespace emend::detail
