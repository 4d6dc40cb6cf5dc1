#include "text_patch.hpp"

#include <optional>
#include <string>

#include "text_blame.hpp"
#include "text_view.hpp"

namespace emend::detail {
namespace {

// Whether every "~" begins an escape, behind a "/" that begins the pointer.
bool is_pointer(std::string_view text) {
    if (!text.empty() && text.front() != '/') return false;
    for (auto at = text.find('~'); at != std::string_view::npos; at = text.find('~', at + 1)) {
        if (at + 1 == text.size() || (text[at + 1] != '0' && text[at + 1] != '1')) return false;
    }
    return true;
}

class text_access {
public:
    using node = std::uint32_t;
    using path = pointer_text;

    text_access(const text_view& view, arena& memory) : view_(view), memory_(memory) {}

    [[nodiscard]] bool is_object(node x) const { return view_.kind_of(x) == kind::object; }
    [[nodiscard]] const char* type_name(node x) const { return detail::type_name(view_.source(x).front()); }
    [[nodiscard]] operation_members<node> members(node x) const {
        operation_members<node> out;
        for (auto at = view_.children(x); !at.done(); at.advance()) {
            if (auto* place = out.named(plain(at.key()))) *place = at.value();
        }
        return out;
    }
    [[nodiscard]] std::optional<std::string_view> string(node x) const {
        if (view_.kind_of(x) != kind::string) return {};
        return plain(view_.raw(x));
    }
    static result<path> read_pointer(std::string_view text) {
        if (is_pointer(text)) return path(text);
        return parse_pointer(text).map([](const emend::pointer&) { return path(); });
    }
    [[nodiscard]] std::size_t offset(node x) const { return view_.at(x).begin; }

private:
    [[nodiscard]] std::string_view plain(std::string_view raw) const {
        if (!view_.escapes() || !has_escape(raw)) return raw;
        std::string decoded;
        append_decoded(decoded, raw);
        return memory_.keep(decoded);
    }

    const text_view& view_;
    arena& memory_;
};

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
        if (view_.kind_of(root) != kind::array) {
            return fail({errc::invalid_patch,
                         error::none,
                         {},
                         view_.at(root).begin,
                         "an array of operations",
                         type_name(view_.source(root).front())});
        }
        const auto count = view_.size(root);
        if (count > options_.limit.operations) {
            return fail({errc::limit_exceeded,
                         error::none,
                         {},
                         error::none,
                         "at most " + std::to_string(options_.limit.operations) + " operations",
                         std::to_string(count)});
        }
        const text_access access(view_, memory_);
        text_operations ops(&memory_);
        ops.reserve(count);
        for (auto at = view_.children(root); !at.done(); at.advance()) {
            if (auto once = refuse_twins(at.value(), ops.size()); !once) return fail(std::move(once).error());
            auto draft = operation_reader<text_access>(access, at.value(), ops.size()).read();
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
    index source;
    detail::arena memory;
    return detail::read_patch(patch, options, source, memory).map([](const auto&) {});
}

}  // namespace emend::text
