// Exports compact_size(): bytes of a value as compact JSON, over any view.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "view.hpp"

namespace emend::detail {

/// Exact up to `enough`, above it anything greater. Nothing recurses. `scalar` and `name` measure.
template <class View, class Scalar, class Name>
[[nodiscard]] std::uint64_t sum_sizes(const View& view, typename View::node x, std::uint64_t enough,
                                      Scalar scalar, Name name) {
    if (!is_container(view.kind_of(x))) return scalar(x);
    std::uint64_t bytes = 0;
    std::vector<std::pair<typename View::cursor, bool>> stack;  // and whether it is an object
    stack.emplace_back(view.children(x), view.kind_of(x) == kind::object);
    while (!stack.empty() && bytes <= enough) {
        auto& [at, object] = stack.back();
        if (at.done()) {
            bytes += 2;
            stack.pop_back();
            continue;
        }
        const auto child = at.value();
        bytes += 1 + (object ? name(at.key()) + 1 : 0);
        at.advance();
        if (at.done()) --bytes;
        if (is_container(view.kind_of(child))) {
            stack.emplace_back(view.children(child), view.kind_of(child) == kind::object);
        } else {
            bytes += scalar(child);
        }
    }
    return bytes;
}

/// The same with what a view measures exactly. Where it can tell the least at once, that goes first: to write
/// a number takes long.
template <class View>
[[nodiscard]] std::uint64_t compact_size(const View& view, typename View::node x,
                                         std::uint64_t enough = ~std::uint64_t{0}) {
    if constexpr (requires { view.least_size(x); }) {
        const auto least = sum_sizes(
            view, x, enough, [&](auto n) { return view.least_size(n); },
            [&](auto k) { return view.least_key_size(k); });
        if (least > enough) return least;
    }
    return sum_sizes(
        view, x, enough, [&](auto n) { return view.size_scalar(n); },
        [&](auto k) { return view.key_value_size(k); });
}

/// Whether a scalar takes so many bytes; mostly that is plain without measuring it.
template <class View>
[[nodiscard]] bool takes(const View& view, typename View::node x, std::uint64_t bytes) {
    if constexpr (requires { view.least_size(x); }) {
        if (view.least_size(x) >= bytes) return true;
    }
    return view.size_scalar(x) >= bytes;
}

/// As compact_size() of a small value: not all views need a stack for it.
template <class View>
[[nodiscard]] std::uint64_t small_size(const View& view, typename View::node x,
                                       std::uint64_t enough = ~std::uint64_t{0}) {
    if constexpr (requires { view.flat_size(x); }) {
        if (const auto size = view.flat_size(x)) return *size;
    }
    return compact_size(view, x, enough);
}

/// Whether a container takes no more than that; mostly its beginning tells.
template <class View>
[[nodiscard]] bool fits(const View& view, typename View::node x, std::uint64_t bytes) {
    if constexpr (requires { view.exceeds(x, bytes); }) {
        if (view.exceeds(x, bytes)) return false;
    } else {
        const bool object = view.kind_of(x) == kind::object;
        std::uint64_t least = 1;
        for (auto at = view.children(x); !at.done(); at.advance()) {
            least += 1 + view.least_size(at.value()) + (object ? view.least_key_size(at.key()) + 1 : 0);
            if (least > bytes) return false;
        }
    }
    return small_size(view, x, bytes) <= bytes;
}

}  // namespace emend::detail
