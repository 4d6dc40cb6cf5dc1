#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "question.hpp"
#include "tree.hpp"

namespace emend::cli {

/// A question as trees, to take apart and put together.
struct parts {
    std::string verb{};
    std::vector<std::string> names{};
    std::vector<tree> values{};
};

[[nodiscard]] parts take_apart(const question& asked);
[[nodiscard]] question put_together(const parts& of);

/// Whether a member of a question holds operations.
[[nodiscard]] bool is_patch_member(std::string_view name);
[[nodiscard]] bool is_index(const std::string& token);

/// Calls `use` for each pointer of the operations, and for the one that a get has.
void each_pointer(parts& of, const std::function<void(tree&)>& use);

/// Calls `use` for each document and each value of an operation, not for operations themselves.
void each_value(parts& of, const std::function<void(tree&)>& use);

/// The text of a string, such as a pointer.
[[nodiscard]] std::string text_of(const tree& pointer);
/// The same of a member; U+0000 where it is no string or not there.
[[nodiscard]] std::string member_text(const tree& object, std::string_view name);
[[nodiscard]] tree& child_of(tree& object, std::string_view name);

/// The value at a pointer, or nullptr.
[[nodiscard]] tree* descend(tree& document, const std::string& pointer);

/// Names of members, and tokens that may be such.
[[nodiscard]] std::set<std::string> names_of(parts& of);
void rename_in(tree& value, const std::string& from, const std::string& to);

/// Counts how often each value stands in another one, itself included.
void count_values(const tree& value, std::map<std::string, std::size_t>& times);
/// Puts 0 where a value stands that is written as `text`.
void replace_value(tree& value, const std::string& text);

}  // namespace emend::cli
