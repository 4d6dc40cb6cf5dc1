// Exports digester: hash and size of a value that gets no nodes in the table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "hash.hpp"
#include "standing.hpp"
#include "work.hpp"

namespace emend::detail {

template <class View>
class digester {
public:
    using node = typename View::node;

    /// `depth` is that of the value itself; space.fault tells of what is not JSON, or too deep.
    weighed operator()(const View& view, node value, std::size_t depth, workspace& space) {
        const kind k = view.kind_of(value);
        if (!is_container(k)) return scalar(view, value, k, space);
        stack_.clear();
        enter(view, value, k, depth, space);
        while (true) {
            auto& top = stack_.back();
            if (top.at.done() || space.fault) {
                const weighed done{top.hash.done(top.count), top.size};
                stack_.pop_back();
                if (stack_.empty()) return done;
                pass(view, done);
                continue;
            }
            const auto child = top.at.value();
            const kind what = view.kind_of(child);
            if (is_container(what)) {
                enter(view, child, what, depth, space);
            } else {
                pass(view, scalar(view, child, what, space));
            }
        }
    }

private:
    struct level {
        typename View::cursor at;
        container_hash hash;
        std::uint64_t size;
        std::size_t count;
        bool object;
    };

    static weighed scalar(const View& view, node value, kind k, workspace& space) {
        if (k == kind::invalid) {
            space.fault = true;
            return {};
        }
        return {view.hash_scalar(value), view.size_scalar(value)};
    }

    void enter(const View& view, node value, kind k, std::size_t depth, workspace& space) {
        if (depth + stack_.size() > space.options.limit.depth) space.fault = true;
        const auto at = view.children(value);
        stack_.push_back(
            {at, container_hash(k), at.done() ? std::uint64_t{2} : std::uint64_t{1}, 0, k == kind::object});
    }

    // The child under the cursor is done.
    void pass(const View& view, const weighed& child) {
        auto& top = stack_.back();
        top.size += child.bytes + 1;
        if (top.object) {
            const auto key = top.at.key();
            top.size += view.key_value_size(key) + 1;
            top.hash.member(view.key_hash(key), child.hash);
        } else {
            top.hash.element(child.hash);
        }
        ++top.count;
        top.at.advance();
    }

    std::vector<level> stack_{};
};

}  // namespace emend::detail
