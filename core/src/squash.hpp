// Exports squash(): patches that ran over a document as one, by identity, for any view.
//
//   edit_tree   runs the patches; what is which value of the base   identities
//   squasher    what moves, is copied, goes and comes
//   lower       operations, indices as ranks                        sink
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "edit_tree.hpp"
#include "lower.hpp"
#include "squasher.hpp"
#include "work.hpp"

namespace emend::detail {

/// The documents of an edit tree under views of one kind, the base's first.
template <class View>
class view_shapes final : public shapes {
public:
    view_shapes(std::vector<const View*> views, typename View::node root)
        : views_(std::move(views)), root_(root) {}

    shape root() override { return {View::pack(root_), 0, 0, views_[0]->kind_of(root_)}; }
    kind kind_of(std::uint32_t source, std::uint64_t value) override {
        return views_[source]->kind_of(View::unpack(value));
    }
    void list(std::uint32_t source, const shape& container, std::vector<shape>& out) override {
        const View& view = *views_[source];
        const bool object = container.what == kind::object;
        for (auto c = view.children(View::unpack(container.value)); !c.done(); c.advance()) {
            shape child{View::pack(c.value()), 0, 0, view.kind_of(c.value())};
            if (object) {
                child.key = view.pack_key(c.key());
                child.key_hash = view.key_hash(c.key());
            }
            out.push_back(child);
        }
    }
    bool is_named(std::uint32_t source, const shape& member, const std::string& name) override {
        const View& view = *views_[source];
        return view.key_text(view.unpack_key(member.key)) == name;
    }

private:
    std::vector<const View*> views_;
    typename View::node root_;
};

/// Writes the operations: first what the patches tested of the base, then what they did to it. Gives
/// false where that cannot be said; then what was written means nothing.
template <class View>
[[nodiscard]] bool squash(workspace& space, const View& base, typename View::node before, const View& result,
                          typename View::node after, const edit_tree& tree, sink& out) {
    squasher<View> documents(space, base, result, tree);
    const auto what = documents.run(before, after);
    if (!documents.agrees() || space.fault) return false;
    documents.list_tests([&](const path& at, id value) { out.test(at, value); });
    if (what == change::pair) lower(space, documents, out);
    if (what == change::replace) replace_root(space, documents, out);
    return true;
}

/// Whether two values are one, with all members in the same order.
template <class View>
[[nodiscard]] bool same_in_order(const View& a, typename View::node x, const View& b, typename View::node y) {
    std::vector<std::pair<typename View::cursor, typename View::cursor>> stack;
    std::vector<bool> objects;
    const auto alike = [&](typename View::node p, typename View::node q) {
        const auto what = a.kind_of(p);
        if (what != b.kind_of(q)) return false;
        if (!is_container(what)) return a.same_scalar(p, b, q);
        stack.emplace_back(a.children(p), b.children(q));
        objects.push_back(what == kind::object);
        return true;
    };
    if (!alike(x, y)) return false;
    while (!stack.empty()) {
        auto& [left, right] = stack.back();
        if (left.done() || right.done()) {
            if (!left.done() || !right.done()) return false;
            stack.pop_back();
            objects.pop_back();
            continue;
        }
        if (objects.back() && !a.same_key(left.key(), b, right.key())) return false;
        const auto p = left.value();
        const auto q = right.value();
        left.advance();
        right.advance();
        if (!alike(p, q)) return false;
    }
    return true;
}

}  // namespace emend::detail
