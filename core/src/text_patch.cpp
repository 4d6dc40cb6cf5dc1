#include "text_patch.hpp"

#include <optional>
#include <string>

#include "text_blame.hpp"
#include "text_resolve.hpp"
#include "text_view.hpp"

namespace emend::detail {
namespace {

struct text_access {
    using node = std::uint32_t;

    [[nodiscard]] bool is_object(node x) const { return view.kind_of(x) == kind::object; }
    [[nodiscard]] const char* type_name(node x) const { return detail::type_name(view.source(x).front()); }
    [[nodiscard]] std::optional<node> find(node x, const char* name) const {
        const auto found = find_member(view, x, name);
        return found == text::node::none ? std::optional<node>{} : found;
    }
    [[nodiscard]] std::optional<std::string> string(node x) const {
        if (view.kind_of(x) != kind::string) return {};
        std::string plain;
        append_decoded(plain, view.raw(x));
        return plain;
    }
    [[nodiscard]] std::size_t offset(node x) const { return view.at(x).begin; }

    const text_view& view;
};

class patch_reader {
public:
    patch_reader(const text::index& source, const text::read_options& options)
        : source_(source), view_(source), options_(options), shadow_(source.shadows().begin()) {}

    result<std::vector<text_operation>> read() {
        const auto root = text_view::root();
        if (view_.kind_of(root) != kind::array) {
            return fail({errc::invalid_patch,
                         error::none,
                         {},
                         view_.at(root).begin,
                         "an array of operations",
                         type_name(view_.source(root).front())});
        }
        if (const auto count = view_.size(root); count > options_.limit.operations) {
            return fail({errc::limit_exceeded,
                         error::none,
                         {},
                         error::none,
                         "at most " + std::to_string(options_.limit.operations) + " operations",
                         std::to_string(count)});
        }
        const text_access access{view_};
        std::vector<text_operation> ops;
        for (auto at = view_.children(root); !at.done(); at.advance()) {
            auto draft = refuse_twins(at.value(), ops.size()).and_then([&] {
                return operation_reader<text_access>(access, at.value(), ops.size()).read();
            });
            if (!draft) return fail(std::move(draft).error());
            ops.push_back(std::move(*draft));
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
        return {};
    }

    [[nodiscard]] bool is_member_of(std::uint32_t node, std::uint32_t object) const {
        auto at = object + 1;
        while (at < node) at = view_.at(at).next;
        return at == node && view_.kind_of(object) == kind::object;
    }

    const text::index& source_;
    text_view view_;
    const text::read_options& options_;
    std::span<const text::shadowed>::iterator shadow_;
};

}  // namespace

result<std::vector<text_operation>> read_patch(std::string_view text, const text::read_options& options,
                                               text::index& source) {
    auto noting = options;
    noting.on_duplicate = text::duplicates::last_wins;
    noting.limit.depth += 2;  // values stand inside an operation inside the array
    if (auto read = source.parse(text, noting); !read) return fail(std::move(read).error());
    return patch_reader(source, options).read();
}

}  // namespace emend::detail

namespace emend::text {

result<void> validate(std::string_view patch, const read_options& options) {
    index source;
    return detail::read_patch(patch, options, source).map([](const auto&) {});
}

}  // namespace emend::text
