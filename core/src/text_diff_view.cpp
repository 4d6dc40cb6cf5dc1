#include "text_diff_view.hpp"

#include <array>
#include <optional>

#include "stable_filter.hpp"

namespace emend::detail {
namespace {

using node = text_diff_view::node;

/// Fingerprints that do not depend on white space, order of members, or spelling.
class printer {
public:
    explicit printer(const text_diff_view& view) : view_(view) {}

    std::optional<std::uint64_t> operator()(node x) {
        const kind k = view_.kind_of(x);
        if (!is_container(k)) return scalar(x, k);
        auto sum = std::uint64_t{view_.values_in(x)};
        for (auto at = view_.children(x); !at.done(); at.advance()) {
            const auto n = at.value();
            const kind inner = view_.kind_of(n);
            const auto print = is_container(inner) ? mix(1, view_.values_in(n)) : scalar(n, inner);
            if (!print) return std::nullopt;
            sum += *print;
        }
        return sum;
    }

private:
    std::optional<std::uint64_t> scalar(node x, kind k) {
        if (k == kind::number) {
            const auto plain = number::plain(view_.source(x));
            return plain.empty() ? std::nullopt : std::optional(print_of(plain));
        }
        if (k != kind::string) return static_cast<std::uint64_t>(view_.source(x).front());
        const auto raw = view_.raw(x);
        if (!view_.escapes() || !has_escape(raw)) return print_of(raw);
        decoded_.clear();
        append_decoded(decoded_, raw);
        return print_of(decoded_);
    }

    const text_diff_view& view_;
    std::string decoded_{};
};

}  // namespace

wanted_values text_diff_view::present(const workspace& space, const text_diff_view& other,
                                      const wanted_values& wanted) const {
    if (has_shadows() || other.has_shadows()) return wanted;
    constexpr std::size_t most = 1U << 11U;
    std::array<bool, most> scalars{};     // by length: those of other lengths are not looked for
    std::array<bool, most> containers{};  // by the number of nodes
    fingerprints prints;
    printer print_wanted(other);
    for (const id y : wanted.values) {
        const auto value = unpack(space.nodes[y].value);
        const auto print = print_wanted(value);
        if (!print) return wanted;
        const auto nodes = other.values_in(value);
        (is_container(space.nodes[y].what) ? containers[nodes % most]
                                           : scalars[other.source(value).size() % most]) = true;
        prints.add(*print, y, space.nodes[y]);
    }
    prints.seal();
    wanted_found found(space);
    printer print(*this);
    const auto last = at(root()).next;
    for (node x = 0; x < last; ++x) {
        const auto& n = at(x);
        const auto nodes = n.next - x;
        if (!scalars[(n.end - n.begin) % most] && !(wanted.containers && containers[nodes % most])) continue;
        const auto here = print(x);
        if (!here) return wanted;
        prints.each(*here, [&](id y) {
            found.add(y);
            return true;
        });
    }
    return found.take();
}

}  // namespace emend::detail
