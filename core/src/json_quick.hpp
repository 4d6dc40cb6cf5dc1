// Exports json_quick: patches for nlohmann values that differ in a few scalars (quick_walk.hpp).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "emend/patch.hpp"

#include "json_comparer.hpp"
#include "json_view.hpp"
#include "quick_walk.hpp"

namespace emend::detail {

template <class Json>
class json_quick {
public:
    using view = json_view<Json>;
    using node = const Json*;

    json_quick(const view& v, node root, const diff_options& options)
        : root_(root), limit_(options.limit.depth), compare_(v, v) {}

    [[nodiscard]] std::size_t mark() const { return path_.tokens.size(); }
    template <class Token>
    void enter(Token token) {
        path_.tokens.push_back(text(token));
    }
    void leave(std::size_t mark) { path_.tokens.resize(mark); }

    /// Whether two containers are one value, `depth` containers down.
    bool same(node x, node y, std::size_t depth) {
        compare_.limit_depth(limit_ - depth);
        return compare_(x, y);
    }

    void add_way(std::vector<way_point<view>>& way) const { compare_.add_way(way); }

    [[nodiscard]] std::size_t written() const { return ops_.size(); }
    void rewind(std::size_t written) { ops_.resize(written, op::remove{}); }

    template <class Token>
    void add(Token token, node value) {
        write(op::basic_add<Json>{to(token), *value});
    }
    template <class Token>
    void replace(Token token, node value) {
        write(op::basic_replace<Json>{to(token), *value});
    }
    template <class Token>
    void remove(Token token) {
        write(op::remove{to(token)});
    }

    [[nodiscard]] static std::uint64_t bytes(std::uint64_t counted) { return counted + 1; }

    [[nodiscard]] bool holds_any(std::span<const node> scalars) const {
        std::uint64_t sizes = 0;
        bool numbers = false;
        for (const node y : scalars) {
            numbers = numbers || y->is_number();
            if (y->is_string()) sizes |= bit(view::string_text(y));
        }
        const auto is_held = [&](const Json& x) {
            const bool may_be =
                x.is_string() ? (sizes & bit(view::string_text(&x))) != 0 : numbers && x.is_number();
            return may_be && is_one_of(x, scalars);
        };
        std::vector<node> deeper{root_};
        while (!deeper.empty()) {
            const Json& at = *deeper.back();
            deeper.pop_back();
            if (holds(at, most_levels, is_held, deeper)) return true;
        }
        return false;
    }

    [[nodiscard]] basic_patch<Json> take() { return std::move(ops_); }

private:
    static constexpr int most_levels = 16;  ///< of recursion

    // In the order of the document, which is mostly that of memory. What is nested deeper goes to `deeper`.
    template <class F>
    static bool holds(const Json& container, int levels, const F& is_held, std::vector<node>& deeper) {
        const auto look_at = [&](const Json& x) {
            if (!x.is_structured()) return is_held(x);
            if (levels > 0) return holds(x, levels - 1, is_held, deeper);
            deeper.push_back(&x);
            return false;
        };
        if (container.is_array()) {
            const auto& elements = *container.template get_ptr<const typename Json::array_t*>();
            return std::any_of(elements.begin(), elements.end(), look_at);
        }
        const auto& members = *container.template get_ptr<const typename Json::object_t*>();
        return std::any_of(members.begin(), members.end(), [&](const auto& m) { return look_at(m.second); });
    }

    static std::string text(const std::string* name) { return *name; }
    static std::string text(std::uint32_t index) { return std::to_string(index); }

    template <class Operation>
    void write(Operation&& made) {
        constexpr std::size_t few = 8;
        if (ops_.empty()) ops_.reserve(few);
        ops_.push_back(std::forward<Operation>(made));
    }

    template <class Token>
    pointer to(Token token) const {
        pointer p;
        p.tokens.reserve(path_.tokens.size() + 1);
        p.tokens = path_.tokens;
        p.tokens.push_back(text(token));
        return p;
    }

    static std::uint64_t bit(const std::string& text) { return std::uint64_t{1} << text.size() % 64; }
    static bool is_one_of(const Json& x, std::span<const node> scalars) {
        return std::any_of(scalars.begin(), scalars.end(), [&](node y) {
            return view::kind_of(y) == view::kind_of(&x) && view::same_scalar(&x, view{}, y);
        });
    }

    node root_;
    std::size_t limit_;
    comparer<view> compare_;
    pointer path_{};
    basic_patch<Json> ops_{};
};

}  // namespace emend::detail
