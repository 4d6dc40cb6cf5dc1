#include "text_patch.hpp"

#include "text_access.hpp"
#include "text_blame.hpp"
#include "text_runs.hpp"

namespace emend::detail {
namespace {

class patch_reader {
public:
    patch_reader(const text::index& source, const text::read_options& options, arena& memory)
        : source_(source),
          view_(source),
          options_(options),
          memory_(memory),
          shadow_(source.shadows().begin()) {}

    result<text_operations> read() {
        const auto root = text_view::root();
        const auto count = count_operations(view_, root, options_.limit);
        if (!count) return fail(count.error());
        const text_access<pointer_text> access(view_, memory_);
        text_operations ops(&memory_);
        ops.reserve(*count);
        for (auto at = view_.children(root); !at.done(); at.advance()) {
            if (auto once = refuse_twins(at.value(), ops.size()); !once) return fail(std::move(once).error());
            const operation_reader<text_access<pointer_text>> reader(access, at.value(), ops.size());
            if (auto done = reader.read(ops.emplace_back()); !done) return fail(std::move(done).error());
        }
        return ops;
    }

private:
    // Judges the duplicated names within one operation, which the index only noted.
    result<void> refuse_twins(std::uint32_t operation, std::size_t index) {
        const auto& op = view_.at(operation);
        for (; shadow_ != source_.shadows().end() && shadow_->node < op.next; ++shadow_) {
            auto e = twice(source_.source(), source_.nodes().data(), *shadow_);
            e.operation = index;
            if (is_member_of(shadow_->node, operation)) {
                e.code = errc::invalid_patch;
                e.path = "/" + std::to_string(index);
                e.expected = "each member once";
                return fail(std::move(e));
            }
            if (options_.on_duplicate == text::duplicates::refuse) return fail(std::move(e));
        }
        return success();
    }

    [[nodiscard]] bool is_member_of(std::uint32_t node, std::uint32_t object) const {
        auto at = object + 1;
        while (at < node) at = view_.at(at).next;
        return at == node && view_.kind_of(object) == kind::object;
    }

    const text::index& source_;
    text_view view_;
    const text::read_options& options_;
    arena& memory_;
    std::span<const text::shadowed>::iterator shadow_;
};

}  // namespace

result<text_operations> read_patch(std::string_view text, const text::read_options& options,
                                   text::index& source, arena& memory) {
    auto noting = options;
    noting.on_duplicate = text::duplicates::last_wins;
    noting.limit.depth += 2;  // values stand inside an operation inside the array
    if (auto read = source.parse(text, noting); !read) return fail(std::move(read).error());
    return patch_reader(source, options, memory).read();
}

}  // namespace emend::detail

namespace emend::text {

result<void> validate(std::string_view patch, const read_options& options) {
    return detail::with_kept<detail::run_memory>(patch.size(), [&](auto& own) {
        own.start();
        return detail::read_patch(patch, options, own.patch, own.scratch).map([](const auto&) {});
    });
}

}  // namespace emend::text
