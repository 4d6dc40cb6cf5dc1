#include "text_heights.hpp"

#include <algorithm>
#include <utility>

#include "text_overlay.hpp"
#include "text_overlay_view.hpp"

namespace emend::detail {
namespace {

// Children stand behind their container: from the back, they are known when it is reached.
std::vector<std::uint32_t> heights_of(const text_view& view) {
    const auto count = view.at(0).next;
    std::vector<std::uint32_t> out(count, 0);
    for (auto node = count; node-- > 0;) {
        if (!is_container(view.kind_of(node))) continue;
        for (auto at = view.children(node); !at.done(); at.advance())
            out[node] = std::max(out[node], out[at.value()]);
        ++out[node];
    }
    return out;
}

}  // namespace

void heights::level::add(std::uint32_t child) {
    if (children.size() <= child) children.resize(child + 1, 0);
    ++children[child];
}

void heights::level::take(std::uint32_t child) { --children[child]; }

void heights::level::measure() {
    while (!children.empty() && children.back() == 0) children.pop_back();
    height = children.empty() ? 1 : static_cast<std::uint32_t>(children.size());
}

heights::heights(const overlay& source)
    : source_(source),
      document_(heights_of(source.view({0, origin::document}))),
      patch_(heights_of(source.view({0, origin::patch}))) {
    const overlay_view view(source);
    if (source.root().where != origin::overlay) return;
    struct frame {
        std::uint32_t container;
        overlay_view::cursor at;
    };
    std::vector<frame> open{{source.root().id, view.children(source.root())}};
    while (!open.empty()) {
        auto& [container, at_child] = open.back();
        if (at_child.done()) {
            measure_changed(container);
            open.pop_back();
            continue;
        }
        const auto child = at_child.value();
        at_child.advance();
        if (child.where == origin::overlay) open.push_back({child.id, view.children(child)});
    }
}

heights::level& heights::at(std::uint32_t container) {
    if (levels_.size() <= container) levels_.resize(container + 1);
    return levels_[container];
}

// REQUIRES: the changed containers inside are measured.
void heights::measure_changed(std::uint32_t container) {
    level made;
    made.parent = at(container).parent;
    const overlay_view view(source_);
    for (auto child = view.children({container, origin::overlay}); !child.done(); child.advance()) {
        made.add(of(child.value()));
        if (child.value().where == origin::overlay) at(child.value().id).parent = container;
    }
    made.measure();
    at(container) = std::move(made);
}

std::uint32_t heights::of(piece p) const {
    switch (p.where) {
        case origin::document:
            return document_[p.id];
        case origin::patch:
            return patch_[p.id];
        case origin::overlay:
            return levels_[p.id].height;
        case origin::child:
        case origin::gone:
            break;
    }
    return 0;
}

void heights::opened(std::uint32_t container) { measure_changed(container); }

void heights::changed(std::uint32_t container, piece went, piece came) {
    if (went.where == origin::overlay) at(went.id).parent = none;
    if (came.where == origin::overlay) at(came.id).parent = container;
    auto old_height = went.where == origin::gone ? none : of(went);
    auto new_height = came.where == origin::gone ? none : of(came);
    while (container != none && old_height != new_height) {
        auto& here = levels_[container];
        const auto before = here.height;
        if (new_height != none) here.add(new_height);
        if (old_height != none) here.take(old_height);
        here.measure();
        old_height = before;
        new_height = here.height;
        container = here.parent;
    }
}

void heights::cloned(std::uint32_t copy, std::uint32_t original, std::uint32_t parent) {
    auto same = at(original);
    same.parent = parent;
    at(copy) = std::move(same);
}

}  // namespace emend::detail
