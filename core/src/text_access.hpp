// Exports text_access: an operation in text, as operation_reader.hpp sees it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "arena.hpp"
#include "operation_reader.hpp"
#include "pointer_text.hpp"
#include "text_blame.hpp"
#include "text_view.hpp"

namespace emend::detail {

/// How many operations an array holds.
///
/// errors  invalid_patch: no array; limit_exceeded
[[nodiscard]] inline result<std::size_t> count_operations(const text_view& view, std::uint32_t list,
                                                          const limits& limit) {
    if (view.kind_of(list) != kind::array) {
        return fail({errc::invalid_patch,
                     error::none,
                     {},
                     view.at(list).begin,
                     "an array of operations",
                     type_name(view.source(list).front())});
    }
    const auto count = view.size(list);
    if (count <= limit.operations) return count;
    return fail({errc::limit_exceeded,
                 error::none,
                 {},
                 error::none,
                 "at most " + std::to_string(limit.operations) + " operations",
                 std::to_string(count)});
}

/// `Path` is what becomes of a pointer: pointer, or pointer_text, which may lie in `memory`.
template <class Path>
class text_access {
public:
    using node = std::uint32_t;
    using path = Path;

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
    static result<void> read_pointer(std::string_view text, pointer& out) {
        return parse_pointer(text).map([&](pointer&& p) { out = std::move(p); });
    }
    static result<void> read_pointer(std::string_view text, pointer_text& out) {
        out = pointer_text(text);
        if (out.valid()) return success();
        return parse_pointer(text).map([](const pointer&) {});
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

}  // namespace emend::detail
