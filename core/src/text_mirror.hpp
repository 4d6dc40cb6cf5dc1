// Exports text_mirror and mirror_view: a text that is another one, which has been read, but for the spelling
// of a few scalars. It needs no table: comparing bytes tells the scalars, all else is the other text's.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "emend/text.hpp"

#include "text_diff_view.hpp"
#include "text_memory.hpp"

namespace emend::detail {

class text_mirror {
public:
    /// Compares `text` with what `guide` has read. Gives false where they differ in more than a few
    /// scalars, or anything is wrong with the text: then it is to be read.
    ///
    /// cost    a comparison of bytes, and O(log n) for each scalar that differs
    [[nodiscard]] bool read(std::string_view text, const text::index& guide,
                            const text::read_options& options);

    /// In document order; nodes are the guide's.
    [[nodiscard]] const std::vector<respelled>& changes() const { return changes_; }
    [[nodiscard]] bool has_escapes() const { return memory_.has_escapes; }

private:
    std::vector<respelled> changes_{};
    index_memory memory_{};
};

/// The second text as quick_walk.hpp sees it: nodes and names are the guide's.
class mirror_view {
public:
    using node = text_diff_view::node;
    using key = text_diff_view::key;
    using cursor = text_diff_view::cursor;

    mirror_view(const text_diff_view& guide, const text_mirror& mirror)
        : guide_(guide), changes_(mirror.changes()), escapes_(mirror.has_escapes()) {
        for (const auto& c : changes_) {
            const auto old = guide.source(c.node).size();
            if (old > c.source.size()) excess_ += old - c.source.size();
        }
    }

    [[nodiscard]] kind kind_of(node y) const {
        const auto* c = find(y);
        return c != nullptr ? kind_of_byte(c->source.front()) : guide_.kind_of(y);
    }
    [[nodiscard]] cursor children(node y) const { return guide_.children(y); }
    /// Of a container: its own bytes are not what the guide's are.
    [[nodiscard]] std::string_view source(node y) const {
        const auto* c = find(y);
        return c != nullptr ? c->source : guide_.source(y);
    }
    [[nodiscard]] std::string_view raw(node y) const {
        const auto bytes = source(y);
        return bytes.substr(1, bytes.size() - 2);
    }
    [[nodiscard]] bool escapes() const { return escapes_; }
    [[nodiscard]] bool has_shadows() const { return guide_.has_shadows(); }

    [[nodiscard]] std::size_t size_scalar(node y) const { return source(y).size(); }
    /// The guide's; in all values together `excess()` bytes more than ours at most.
    [[nodiscard]] std::size_t least_size(node y) const { return guide_.least_size(y); }
    [[nodiscard]] std::size_t excess() const { return excess_; }
    [[nodiscard]] static std::size_t key_size(key k) { return text_diff_view::key_size(k); }
    [[nodiscard]] static std::size_t key_value_size(key k) { return text_diff_view::key_value_size(k); }
    [[nodiscard]] static std::size_t least_key_size(key k) { return text_diff_view::least_key_size(k); }

    [[nodiscard]] bool same_key(key x, const mirror_view&, key y) const {
        return guide_.same_key(x, guide_, y);
    }
    /// REQUIRES: both are scalars of one kind.
    [[nodiscard]] bool same_scalar(node x, const mirror_view& other, node y) const {
        return guide_.same_scalars(source(x), other.source(y), escapes_ || other.escapes_);
    }

    /// Moves two cursors, on one node, over children in which nothing differs; gives their number.
    std::uint32_t skip_alike(cursor& l, cursor& r) const {
        if (l.done()) return 0;
        const auto at = from(l.value());
        const auto changed = at == changes_.end() ? text::node::none : at->node;
        std::uint32_t count = 0;
        for (; !l.done() && guide_.at(l.value()).next <= changed; l.advance()) ++count;
        r = l;
        return count;
    }

private:
    [[nodiscard]] std::vector<respelled>::const_iterator from(node y) const {
        return std::partition_point(changes_.begin(), changes_.end(),
                                    [&](const respelled& c) { return c.node < y; });
    }
    [[nodiscard]] const respelled* find(node y) const {
        const auto at = from(y);
        return at != changes_.end() && at->node == y ? &*at : nullptr;
    }

    const text_diff_view& guide_;
    const std::vector<respelled>& changes_;
    bool escapes_;
    std::size_t excess_ = 0;
};

}  // namespace emend::detail
