// Exports run_apply and run_merge, which leave their result in memory that the next run uses again, and
// with_indexes.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "emend/text.hpp"

#include "arena.hpp"
#include "kept.hpp"
#include "text_overlay.hpp"

namespace emend::detail {

/// What runs keep, so that the second one of a size allocates nothing.
struct run_memory {
    text::index document{};
    text::index patch{};
    arena scratch{};
    std::string out{};

    void start() {
        scratch.reset();
        out.clear();
    }

    /// Writes the result: about `more` bytes beyond the document.
    void write(const overlay& made, const text::index& source, std::size_t more, const limits& limit);
};

/// RFC 6902. The result is memory.out; `document` may be memory.document.
///
/// errors  as text::apply()
[[nodiscard]] result<void> run_apply(const text::index& document, std::string_view patch,
                                     const text::read_options& options, run_memory& memory);

/// RFC 7396 §2. REQUIRES: both indexes have read a text.
void run_merge(const text::index& document, const text::index& merge_patch, const limits& limit,
               run_memory& memory);

/// Gives run(a, b) of two texts, read in memory that the thread keeps.
///
/// errors  those of text::index::parse(), and run's
template <class Run>
auto with_indexes(std::string_view a, std::string_view b, const text::read_options& options, const Run& run) {
    using outcome = decltype(run(std::declval<const text::index&>(), std::declval<const text::index&>()));
    return with_kept<run_memory>(a.size() + b.size(), [&](run_memory& memory) -> outcome {
        if (auto read = memory.document.parse(a, options); !read) return fail(std::move(read).error());
        if (auto read = memory.patch.parse(b, options); !read) return fail(std::move(read).error());
        return run(memory.document, memory.patch);
    });
}

}  // namespace emend::detail
