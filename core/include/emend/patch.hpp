#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "emend/error.hpp"
#include "emend/limits.hpp"
#include "emend/pointer.hpp"

namespace emend {

/// The six operations of RFC 6902 §4.
namespace op {

template <class Json>
struct basic_add {
    pointer path{};
    Json value{};
    friend bool operator==(const basic_add&, const basic_add&) = default;
};

struct remove {
    pointer path{};
    friend bool operator==(const remove&, const remove&) = default;
};

template <class Json>
struct basic_replace {
    pointer path{};
    Json value{};
    friend bool operator==(const basic_replace&, const basic_replace&) = default;
};

struct move {
    pointer from{};
    pointer path{};
    friend bool operator==(const move&, const move&) = default;
};

struct copy {
    pointer from{};
    pointer path{};
    friend bool operator==(const copy&, const copy&) = default;
};

template <class Json>
struct basic_test {
    pointer path{};
    Json value{};
    friend bool operator==(const basic_test&, const basic_test&) = default;
};

using add = basic_add<json>;
using replace = basic_replace<json>;
using test = basic_test<json>;

}  // namespace op

template <class Json>
using basic_operation = std::variant<op::basic_add<Json>, op::remove, op::basic_replace<Json>, op::move,
                                     op::copy, op::basic_test<Json>>;

/// A patch: operations, applied in order. Parsed and validated once, then a plain value.
template <class Json>
using basic_patch = std::vector<basic_operation<Json>>;

using operation = basic_operation<json>;
using patch = basic_patch<json>;
using ordered_patch = basic_patch<ordered_json>;

/// Reads a patch document and validates all of it. Unknown members are ignored.
///
/// shape   array of objects -> operation[n]
/// errors  invalid_patch, invalid_pointer, limit_exceeded (operations); operation = index
///         in the patch, path = pointer into the patch document
/// source  RFC 6902 §3, §4
[[nodiscard]] result<patch> parse_patch(const json& document, const limits& limit = {});
[[nodiscard]] result<ordered_patch> parse_patch(const ordered_json& document, const limits& limit = {});

/// Reads a patch from its text. A member that stands twice in one operation is invalid_patch.
///
/// errors  as above, and those of parse(); offset = byte in `text`
[[nodiscard]] result<patch> parse_patch(std::string_view text, const limits& limit = {});
[[nodiscard]] inline result<patch> parse_patch(const std::string& text, const limits& limit = {}) {
    return parse_patch(std::string_view(text), limit);  // else it could as well become a json
}
[[nodiscard]] inline result<patch> parse_patch(const char* text, const limits& limit = {}) {
    return parse_patch(std::string_view(text), limit);
}
[[nodiscard]] result<ordered_patch> parse_ordered_patch(std::string_view text, const limits& limit = {});

/// Writes the patch as a document: members in the order op, from, path, value.   RFC 6902 §3
[[nodiscard]] json to_document(const patch& ops);
[[nodiscard]] ordered_json to_document(const ordered_patch& ops);

}  // namespace emend
