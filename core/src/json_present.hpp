// The json lane's look for wanted values: one walk over nlohmann's arrays and objects.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "json_view.hpp"
#include "stable_filter.hpp"

namespace emend::detail {

template <class Json>
class json_present {
public:
    using view = json_view<Json>;
    using node = const Json*;

    json_present(const workspace& space, const wanted_values& wanted) : space_(space), found_(space) {
        for (const id y : wanted.values) {
            const node value = view::unpack(space.nodes[y].value);
            lengths_[rough(*value)] = true;
            prints_.add(print(*value), y, space.nodes[y]);
        }
        prints_.seal();
    }

    wanted_values run(node root) {
        look_at(*root);
        while (!stack_.empty()) {
            const auto top = stack_.back();
            stack_.pop_back();
            const auto inside = static_cast<std::ptrdiff_t>(stack_.size());
            if (top->is_array()) {
                for (const auto& child : *top->template get_ptr<const typename Json::array_t*>())
                    look_at(child);
            } else {
                for (const auto& member : *top->template get_ptr<const typename Json::object_t*>())
                    look_at(member.second);
            }
            // In the order of the document, which is mostly that of memory.
            std::reverse(stack_.begin() + inside, stack_.end());
        }
        return found_.take();
    }

private:
    static constexpr std::size_t most = 1U << 10U;

    void look_at(const Json& x) {
        const bool container = x.is_structured();
        if (container && !x.empty()) stack_.push_back(&x);
        if (!lengths_[rough(x)]) return;
        prints_.each(print(x), [&](id y) {
            // The search itself compares containers.
            const auto& wanted = *view::unpack(space_.nodes[y].value);
            const bool same = container || !x.is_string() || (wanted.is_string() && text(wanted) == text(x));
            if (same) found_.add(y);
            return same;
        });
    }

    static const std::string& text(const Json& x) { return *x.template get_ptr<const std::string*>(); }

    // By kind, and length or number of children.
    static std::size_t rough(const Json& x) {
        const auto k = static_cast<std::size_t>(view::kind_of(&x));
        const auto n = x.is_string() ? text(x).size() : x.is_structured() ? x.size() : 0;
        return (n * 8 + k) % (8 * most);
    }

    static std::uint64_t print(const Json& x) {
        if (x.is_string()) return print_of(text(x));
        if (!x.is_structured()) return view::hash_scalar(&x);
        auto sum = std::uint64_t{x.size()} * 8 + static_cast<std::uint64_t>(view::kind_of(&x));
        // Whatever the order of members.
        for (auto c = view::children(&x); !c.done(); c.advance()) {
            const auto& child = *c.value();
            sum += child.is_structured() ? mix(1, child.size()) : print(child);
        }
        return sum;
    }

    const workspace& space_;
    std::array<bool, 8 * most> lengths_{};
    fingerprints prints_{};
    wanted_found found_;
    std::vector<node> stack_{};
};

template <class Json>
wanted_values json_view<Json>::present(const workspace& space, const json_view&,
                                       const wanted_values& wanted) const {
    return json_present<Json>(space, wanted).run(unpack(space.nodes[0].value));
}

}  // namespace emend::detail
