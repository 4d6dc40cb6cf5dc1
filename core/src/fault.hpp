// Exports find_fault(): once a diff has met a value that is not JSON, or too deep, says where.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "emend/error.hpp"
#include "emend/limits.hpp"
#include "emend/pointer.hpp"

#include "view.hpp"

namespace emend::detail {

template <class View>
std::optional<error> find_fault(const View& view, typename View::node root, const limits& limit) {
    struct level {
        typename View::cursor at;
        bool object;
        std::size_t index;
    };
    std::vector<level> stack;
    const auto where = [&] {
        std::string path;
        for (const auto& l : stack)
            append_token(path, l.object ? std::string(view.key_text(l.at.key())) : std::to_string(l.index));
        return path;
    };
    const auto check = [&](typename View::node value) -> std::optional<error> {
        const kind k = view.kind_of(value);
        if (k == kind::invalid) return error{errc::not_json, error::none, where(), error::none, {}, {}};
        if (is_container(k) && stack.size() == limit.depth) {
            return error{errc::too_deep,
                         error::none,
                         where(),
                         error::none,
                         "at most " + std::to_string(limit.depth) + " levels",
                         {}};
        }
        return std::nullopt;
    };
    if (auto bad = check(root)) return bad;
    if (!is_container(view.kind_of(root))) return std::nullopt;
    stack.push_back({view.children(root), view.kind_of(root) == kind::object, 0});
    while (!stack.empty()) {
        auto& top = stack.back();
        if (top.at.done()) {
            stack.pop_back();
            if (!stack.empty()) {
                stack.back().at.advance();
                ++stack.back().index;
            }
            continue;
        }
        const auto value = top.at.value();
        if (auto bad = check(value)) return bad;
        if (is_container(view.kind_of(value))) {
            stack.push_back({view.children(value), view.kind_of(value) == kind::object, 0});
        } else {
            top.at.advance();
            ++top.index;
        }
    }
    return std::nullopt;
}

}  // namespace emend::detail
