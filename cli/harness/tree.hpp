#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "emend/text.hpp"

namespace emend::cli {

/// A JSON value to build and to take apart: scalars as they are spelled, members in their order.
struct tree {
    enum class kind : std::uint8_t { scalar, array, object };

    kind what = kind::scalar;
    std::string text{};                ///< of a scalar
    std::vector<std::string> names{};  ///< of an object's members, unescaped
    std::vector<tree> children{};

    [[nodiscard]] bool is_string() const { return what == kind::scalar && text.front() == '"'; }
    [[nodiscard]] const tree* find(std::string_view name) const;
    void set(std::string_view name, tree value);
    void erase(std::size_t child);
};

[[nodiscard]] tree scalar(std::string text);
[[nodiscard]] tree string_of(std::string_view text);
[[nodiscard]] tree array_of(std::vector<tree> children);
[[nodiscard]] tree object_of(std::vector<std::string> names, std::vector<tree> children);

/// Reads a text that is known to be JSON; of a name that stands twice both members are kept.
[[nodiscard]] tree read_tree(std::string_view text);
/// The same in memory that is kept.
[[nodiscard]] tree read_tree(std::string_view text, text::index& table);
[[nodiscard]] std::string write(const tree& value);

/// Writes a token of a JSON Pointer, with its slash.   RFC 6901 §3
[[nodiscard]] std::string pointer_token(std::string_view name);
/// Takes a pointer apart; a broken one into something near.
[[nodiscard]] std::vector<std::string> pointer_tokens(std::string_view pointer);
[[nodiscard]] std::string pointer_of(const std::vector<std::string>& tokens);

}  // namespace emend::cli
