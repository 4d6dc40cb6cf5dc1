// What apply_in_place has done so far, in steps that can be taken back exactly
// (member order included) and that can be said as the inverse patch.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "emend/patch.hpp"

#include "json_slot.hpp"

namespace emend::detail {

template <class Json>
class undo_log {
public:
    /// A new child stands at `path`.
    void inserted(pointer path) { steps_.push_back({step::kind::inserted, std::move(path)}); }

    /// The child at `path` was `old` before.
    void overwritten(pointer path, Json old) {
        steps_.push_back({step::kind::overwritten, std::move(path), std::move(old)});
    }

    /// Takes the child at `s` out for good.
    void erase(pointer path, const slot<Json>& s) {
        steps_.push_back({step::kind::erased, std::move(path), {}, s.position});
        note_order(s);
        steps_.back().old = detail::erase(s);
    }

    /// Takes the child at `s` out, to be put where the next step says.
    Json lift(pointer path, const slot<Json>& s) {
        steps_.push_back({step::kind::lifted, std::move(path), {}, s.position});
        note_order(s);
        return detail::erase(s);
    }

    /// A test held here; only inverses that keep tests want to know.
    void tested(const op::basic_test<Json>& test) {
        steps_.push_back({step::kind::tested, test.path, detail::clone(test.value)});
    }

    /// As overwritten, by a value that was just lifted out of `old`; `part` is a copy of that value.
    void overwritten_by_own_part(pointer path, Json old, Json part) {
        overwritten(std::move(path), std::move(old));
        steps_.back().part = std::move(part);
    }

    /// Takes all steps back, last first. `in_hand` is a value that was lifted and not yet put down.
    void roll_back(Json& document, std::optional<Json> in_hand) {
        for (; !steps_.empty(); steps_.pop_back()) take_back(document, steps_.back(), in_hand);
    }

    /// Says the steps backwards as operations.
    basic_patch<Json> to_inverse() && {
        basic_patch<Json> ops;
        for (auto i = steps_.size(); i-- > 0;) {
            auto& s = steps_[i];
            const bool moved = i > 0 && steps_[i - 1].what == step::kind::lifted;
            if (moved) {
                put_back(ops, steps_[--i], s);
            } else if (s.what == step::kind::inserted) {
                ops.push_back(op::remove{std::move(s.path)});
            } else if (s.what == step::kind::tested) {
                ops.push_back(op::basic_test<Json>{std::move(s.path), std::move(s.old)});
            } else if (s.what == step::kind::overwritten) {
                ops.push_back(op::basic_replace<Json>{std::move(s.path), std::move(s.old)});
            } else {
                ops.push_back(op::basic_add<Json>{s.path, std::move(s.old)});
                restore_order(ops, s);
            }
        }
        return ops;
    }

private:
    struct step {
        enum class kind { inserted, overwritten, erased, lifted, tested };

        kind what;
        pointer path{};
        Json old{};
        std::size_t position = 0;
        bool in_array = false;
        std::vector<std::string> followers{};  ///< members behind the place; ordered documents only
        std::string aside{};                   ///< a name that no member has, when there are followers
        std::optional<Json> part{};
    };

    // REQUIRES: the child at `s` is not taken out yet.
    void note_order(const slot<Json>& s) {
        auto& noted = steps_.back();
        noted.in_array = s.parent->is_array();
        if constexpr (is_ordered<Json>) {
            if (noted.in_array || s.position + 1 == s.parent->size()) return;
            const auto& members = s.parent->template get_ref<const typename Json::object_t&>();
            for (auto i = members.begin() + static_cast<std::ptrdiff_t>(s.position) + 1; i != members.end();
                 ++i) {
                noted.followers.push_back(i->first);
            }
            for (noted.aside = "_"; s.parent->contains(noted.aside);) noted.aside += '_';
        }
    }

    static Json& at(Json& document, const pointer& path) {
        return path.tokens.empty() ? document : child(*find_slot(document, path, false));
    }

    static void take_back(Json& document, step& s, std::optional<Json>& in_hand) {
        switch (s.what) {
            case step::kind::tested:
                return;
            case step::kind::inserted:
                in_hand = detail::erase(*find_slot(document, s.path, false));
                return;
            case step::kind::overwritten:
                std::swap(at(document, s.path), s.old);
                in_hand = std::move(s.old);
                return;
            case step::kind::erased:
                return reinsert(document, s.path, s.position, std::move(s.old));
            case step::kind::lifted:
                return reinsert(document, s.path, s.position, std::move(*in_hand));
        }
    }

    static void reinsert(Json& document, const pointer& path, std::size_t position, Json value) {
        auto place = *find_slot(document, path, true);
        place.position = position;
        insert(place, std::move(value));
    }

    // The inverse of a move: `from` says where the value was lifted, `to` where it went.
    static void put_back(basic_patch<Json>& ops, step& from, step& to) {
        if (to.part) {
            pointer inside = from.path;
            inside.tokens.erase(inside.tokens.begin(),
                                inside.tokens.begin() + static_cast<std::ptrdiff_t>(to.path.tokens.size()));
            reinsert(to.old, inside, from.position, std::move(*to.part));
            ops.push_back(op::basic_replace<Json>{std::move(to.path), std::move(to.old)});
            return;
        }
        if (to.what == step::kind::overwritten) {
            ops.push_back(op::copy{to.path, from.path});
            ops.push_back(op::basic_replace<Json>{from.in_array ? behind(to.path, from.path) : to.path,
                                                  std::move(to.old)});
        } else if (is_proper_prefix(to.path, from.path)) {
            // The element that held the value slid behind it; a move would name its own child.
            auto target = from.path;
            auto& index = target.tokens[to.path.tokens.size() - 1];
            index = std::to_string(parse_index(index).value + 1);
            ops.push_back(op::copy{to.path, std::move(target)});
            ops.push_back(op::remove{to.path});
        } else {
            ops.push_back(op::move{to.path, from.path});
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
        if (s.followers.empty()) return;
        pointer aside = s.path;
        aside.tokens.back() = s.aside;
        for (const auto& follower : s.followers) {
            pointer home = s.path;
            home.tokens.back() = follower;
            ops.push_back(op::move{home, aside});
            ops.push_back(op::move{aside, std::move(home)});
        }
    }

    std::vector<step> steps_{};
};

}  // namespace emend::detail
