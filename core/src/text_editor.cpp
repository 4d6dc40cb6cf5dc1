// Exports text::editor, and the forms of apply and merge that use one once.

#include <utility>

#include "emend/text.hpp"

#include "kept.hpp"
#include "large_pages.hpp"
#include "text_blame.hpp"
#include "text_runs.hpp"
#include "text_splice.hpp"

namespace emend::detail {

void run_memory::write(const overlay& made, const text::index& source, std::size_t more,
                       const limits& limit) {
    const auto expected = source.source().size() + more;
    if (out.capacity() < expected) {
        out.reserve(expected);
        prefer_large_pages(out.data(), out.capacity());
    }
    write_spliced(out, made, source, scratch, limit.growth + limit.growth_factor * expected);
}

namespace {

result<void> apply_index(const text::index& document, std::string_view patch,
                         const text::read_options& options, run_memory& memory) {
    if (document.nodes().empty()) return fail(nothing_read());
    return run_apply(document, patch, options, memory);
}

result<void> apply_text(std::string_view document, std::string_view patch, const text::read_options& options,
                        run_memory& memory) {
    if (auto read = memory.document.parse(document, options); !read) return read;
    return run_apply(memory.document, patch, options, memory);
}

result<void> merge_index(const text::index& document, const text::index& merge_patch, const limits& limit,
                         run_memory& memory) {
    if (document.nodes().empty() || merge_patch.nodes().empty()) return fail(nothing_read());
    run_merge(document, merge_patch, limit, memory);
    return {};
}

result<void> merge_text(std::string_view document, std::string_view merge_patch,
                        const text::read_options& options, run_memory& memory) {
    if (auto read = memory.document.parse(document, options); !read) return read;
    if (auto read = memory.patch.parse(merge_patch, options); !read) return read;
    run_merge(memory.document, memory.patch, options.limit, memory);
    return {};
}

// For those who bring no editor.
template <class Run>
result<std::string> once(std::size_t bytes, const Run& run) {
    return with_kept<run_memory>(bytes, [&](run_memory& memory) {
        return run(memory).map([&] { return std::exchange(memory.out, {}); });
    });
}

}  // namespace
}  // namespace emend::detail

namespace emend::text {

struct editor::memory : detail::run_memory {
    result<std::string_view> outcome(result<void>&& done) const {
        if (!done) return fail(std::move(done).error());
        return out;
    }
};

editor::editor() : memory_(std::make_unique<memory>()) {}
editor::editor(editor&& other) noexcept = default;
editor& editor::operator=(editor&& other) noexcept = default;
editor::~editor() = default;

result<std::string_view> editor::apply(std::string_view document, std::string_view patch,
                                       const read_options& options) {
    return memory_->outcome(detail::apply_text(document, patch, options, *memory_));
}

result<std::string_view> editor::apply(const index& document, std::string_view patch,
                                       const read_options& options) {
    return memory_->outcome(detail::apply_index(document, patch, options, *memory_));
}

result<std::string_view> editor::merge(std::string_view document, std::string_view merge_patch,
                                       const read_options& options) {
    return memory_->outcome(detail::merge_text(document, merge_patch, options, *memory_));
}

result<std::string_view> editor::merge(const index& document, const index& merge_patch, const limits& limit) {
    return memory_->outcome(detail::merge_index(document, merge_patch, limit, *memory_));
}

result<std::string> apply(std::string_view document, std::string_view patch, const read_options& options) {
    return detail::once(document.size() + patch.size(),
                        [&](auto& memory) { return detail::apply_text(document, patch, options, memory); });
}

result<std::string> apply(const index& document, std::string_view patch, const read_options& options) {
    return detail::once(document.source().size() + patch.size(),
                        [&](auto& memory) { return detail::apply_index(document, patch, options, memory); });
}

result<std::string> merge(std::string_view document, std::string_view merge_patch,
                          const read_options& options) {
    return detail::once(document.size() + merge_patch.size(), [&](auto& memory) {
        return detail::merge_text(document, merge_patch, options, memory);
    });
}

result<std::string> merge(const index& document, const index& merge_patch, const limits& limit) {
    return detail::once(document.source().size() + merge_patch.source().size(), [&](auto& memory) {
        return detail::merge_index(document, merge_patch, limit, memory);
    });
}

}  // namespace emend::text
