#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emend/patch.hpp"
#include "emend/text.hpp"

#include "failure.hpp"

namespace emend::cli {

/// One line of a stream: a JSON object whose members are handed out as slices
/// of the line, so that nothing in them changes its spelling. Reading one line
/// after another reuses the memory.
class line {
public:
    /// Reads a line; `text` must outlive the use of its members.
    ///
    /// errors  those of text::index::parse(); duplicate_member for a member of the line itself
    ///         (what its values hold is judged by who reads them); usage_error: no object
    [[nodiscard]] outcome<void> read(std::string_view text);

    /// The text of a member's value.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;

    /// The same; its absence is a usage_error.
    [[nodiscard]] outcome<std::string_view> need(std::string_view name) const;

    /// The index of a member's value that find() gave, without reading it again; `into` keeps its memory from
    /// line to line.
    ///
    /// errors  as text::index::take()
    [[nodiscard]] result<void> take(std::string_view value, text::index& into) const;

    /// A member's value that find() gave.
    ///
    /// errors  as parse_ordered(), or parse_ordered_patch()
    [[nodiscard]] result<ordered_json> value(std::string_view value) const;
    [[nodiscard]] result<ordered_patch> patch(std::string_view value) const;

    /// Appends the patch between the values of two members that find() gave, without reading them again.
    ///
    /// errors  as text::differ::diff()
    [[nodiscard]] result<void> append_diff(std::string& out, std::string_view before, std::string_view after,
                                           const diff_options& options) const;

    /// Memory for answers, used again from line to line.
    struct tools {
        text::index value{};
        text::editor editor{};
        text::differ differ{};
        std::string answer{};
    };
    [[nodiscard]] tools& own() const { return *tools_; }

    /// A member that must be a string, unescaped.
    [[nodiscard]] outcome<std::string> need_string(std::string_view name) const;

    /// What identifies the answer, byte for byte: "null" where the line has none.
    [[nodiscard]] std::string_view id() const { return id_; }

    /// Turns an error about slices of this line into a failure: offsets count
    /// from the start of the line.
    [[nodiscard]] failure blame(error e, const std::vector<std::string_view>& slices) const;

private:
    struct member {
        std::string name;
        std::string_view value;
        std::uint32_t node;
    };

    outcome<void> collect();
    [[nodiscard]] std::uint32_t node_of(std::string_view value) const;
    [[nodiscard]] bool is_sound() const;

    text::index index_{};
    std::vector<member> members_{};
    std::unique_ptr<tools> tools_ = std::make_unique<tools>();
    std::string_view id_ = "null";
};

/// Writes the answer to a line: {"id":ID,PAYLOAD} or {"id":ID,"line":N,"error":{...}}.
/// `number` 0 leaves "line" out.
void append_answer(std::string& out, std::string_view id, std::string_view payload);
void append_failure(std::string& out, std::string_view id, const failure& f, std::size_t number);

}  // namespace emend::cli
