// Exports run_merge: RFC 7396 §2 on an overlay, with the recursion on a stack.

#include <string>
#include <utility>
#include <vector>

#include "text_runs.hpp"

namespace emend::detail {
namespace {

class text_merger {
public:
    text_merger(const text::index& document, const text::index& patch, arena& memory)
        : memory_(memory), overlay_(document, patch, memory), patch_(patch), waiting_(&memory) {}

    const overlay& run() {
        const piece whole{0, origin::patch};
        if (patch_.kind_of(0) != kind::object) {
            overlay_.set_root(whole);
            return overlay_;
        }
        const auto target = overlay_.kind_of(overlay_.root()) == kind::object ? overlay_.root() : whole;
        overlay_.set_root(open(target, 0));
        while (!waiting_.empty()) {
            const auto [container, node] = waiting_.back();
            waiting_.pop_back();
            for (auto at = patch_.children(node); !at.done(); at.advance()) member(container, at);
        }
        return overlay_;
    }

private:
    // The target of a part of the patch. A target that is that part itself only loses its nulls.
    piece open(piece target, std::uint32_t node) {
        const auto container = overlay_.touch(target);
        waiting_.emplace_back(container, node);
        return container;
    }

    void member(piece container, const text_view::cursor& at) {
        const auto name = plain(at.key());
        spot old;
        const auto* found = overlay_.member(container, name, old) ? &old : nullptr;
        const auto node = at.value();
        const piece value{node, origin::patch};
        switch (patch_.kind_of(node)) {
            case kind::null:
                if (found != nullptr) overlay_.erase(container, *found);
                return;
            case kind::object:
                if (found != nullptr && overlay_.kind_of(found->value) == kind::object) {
                    return put(container, found, name, open(found->value, node));
                }
                return put(container, found, name, open(value, node));
            default:
                return put(container, found, name, value);
        }
    }

    void put(piece container, const spot* found, std::string_view name, piece value) {
        if (found == nullptr) return overlay_.append(container, name, value);
        if (found->value != value) overlay_.set(container, *found, value);
    }

    // Names live as long as the overlay, which refers to them.
    std::string_view plain(std::string_view raw) {
        if (!patch_.escapes() || !has_escape(raw)) return raw;
        std::string decoded;
        append_decoded(decoded, raw);
        return memory_.keep(decoded);
    }

    arena& memory_;
    overlay overlay_;
    text_view patch_;
    std::pmr::vector<std::pair<piece, std::uint32_t>> waiting_;
};

}  // namespace

void run_merge(const text::index& document, const text::index& merge_patch, const limits& limit,
               run_memory& memory) {
    memory.start();
    text_merger merger(document, merge_patch, memory.scratch);
    memory.write(merger.run(), document, merge_patch.source().size(), limit);
}

}  // namespace emend::detail
