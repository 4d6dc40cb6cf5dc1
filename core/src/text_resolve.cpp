#include "text_resolve.hpp"

#include <string>

namespace emend::detail {
namespace {

error not_there(errc code, const pointer& p, std::string expected, std::string actual) {
    return {code, error::none, to_string(p), error::none, std::move(expected), std::move(actual)};
}

result<std::uint32_t> element(const text_view& view, std::uint32_t array, const std::string& token,
                              const pointer& whole) {
    const auto index = parse_index(token);
    if (index.kind == array_index::form::invalid) {
        return fail(not_there(errc::invalid_index, whole, "0 or [1-9][0-9]*", "\"" + token + "\""));
    }
    std::size_t count = 0;
    for (auto at = view.children(array); !at.done(); at.advance(), ++count) {
        if (index.kind == array_index::form::number && count == index.value) return at.value();
    }
    return fail(not_there(errc::index_out_of_range, whole, "an index below " + std::to_string(count), token));
}

std::uint32_t find_member(const text_view& view, std::uint32_t object, std::string_view name) {
    for (auto at = view.children(object); !at.done(); at.advance()) {
        if (spells(at.key(), name)) return at.value();
    }
    return text::node::none;
}

result<std::uint32_t> step(const text_view& view, std::uint32_t at, const std::string& token,
                           const pointer& whole) {
    const auto k = view.kind_of(at);
    if (k == kind::array) return element(view, at, token, whole);
    if (k != kind::object) {
        return fail(
            not_there(errc::path_not_found, whole, "an object or array above \"" + token + "\"", "a scalar"));
    }
    const auto member = find_member(view, at, token);
    if (member == text::node::none) return fail(not_there(errc::path_not_found, whole, {}, {}));
    return member;
}

}  // namespace

result<std::uint32_t> resolve_text(const text_view& view, const pointer& p) {
    result<std::uint32_t> at = text_view::root();
    for (const auto& token : p.tokens) {
        at = step(view, *at, token, p);
        if (!at) return at;
    }
    return at;
}

}  // namespace emend::detail
