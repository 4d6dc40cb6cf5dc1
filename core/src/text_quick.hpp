// Exports text_quick: patches for texts that differ in a few scalars, without a table of nodes.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "quick_walk.hpp"
#include "respelled_walk.hpp"
#include "text_diff_view.hpp"
#include "text_mirror.hpp"
#include "text_writer.hpp"

namespace emend::detail {

/// Keeps its memory from pair to pair.
class text_quick {
public:
    using node = text_diff_view::node;

    /// Gives whether patch() is what the stages (differ.hpp) would write from value x of `a` to value y of
    /// `b`. Else they have to.
    ///
    /// REQUIRES: is_plain(options).
    [[nodiscard]] bool run(const text_diff_view& a, node x, const text_diff_view& b, node y,
                           const diff_options& options);

    /// The same for a value that is x but for some scalars.
    [[nodiscard]] bool run(const text_diff_view& a, node x, const mirror_view& b,
                           const diff_options& options);

    [[nodiscard]] std::string_view patch() const { return out_.view(); }

private:
    template <class Other>
    class lane;

    quick_memory<text_diff_view> memory_{};
    respelled_memory respelled_{};
    text_writer out_{};
    text_writer path_{};
};

}  // namespace emend::detail
