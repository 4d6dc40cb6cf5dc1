// How a text is laid out, and writing new values the same way.
#pragma once

#include <memory_resource>
#include <string>
#include <string_view>

#include "text_view.hpp"

namespace emend::detail {

struct text_style {
    std::string_view newline = "\n";
    std::string_view unit{};       ///< one level of indentation
    std::string_view colon = ":";  ///< with the white space around it
    std::string_view comma_gap{};  ///< behind a comma within a line
};

/// Where a value is to stand: whether the container around it puts each child on its own
/// line, and how far that line is indented.
struct layout {
    bool lines = false;
    std::string_view indent{};
};

/// Guesses the style from the root's first child and the first members and elements.
[[nodiscard]] text_style style_of(const text_view& document);

/// First byte of a child: of its name if it has one.
[[nodiscard]] inline std::uint32_t start_of(const text::node& child) {
    return child.key == text::node::none ? child.begin : child.key;
}

[[nodiscard]] inline bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

/// The white space in front of byte `at`, and behind it.
[[nodiscard]] std::string_view space_before(const char* text, std::uint32_t at);
[[nodiscard]] std::string_view space_behind(const char* text, std::uint32_t at);

/// What stands between a member's name and its value.
[[nodiscard]] std::string_view colon_of(const char* text, const text::node& member);

[[nodiscard]] inline bool has_newline(std::string_view s) { return s.find('\n') != std::string_view::npos; }

/// Whether space within a line, or around a colon, is worth repeating.
[[nodiscard]] inline bool is_narrow(std::string_view s) {
    constexpr std::size_t widest = 64;
    return s.size() <= widest && !has_newline(s);
}

/// The part of the white space behind its last line break.
[[nodiscard]] inline std::string_view indent_of(std::string_view space) {
    return space.substr(space.rfind('\n') + 1);
}

/// The white space that begins the line of byte `at`. Lines of enormous length count as not indented.
[[nodiscard]] std::string_view line_indent(std::string_view text, std::uint32_t at);

/// Writes a value of `view` anew: its scalars and names as spelled, the white space as `style` says
/// while `out` is shorter than `airy_up_to`.
void append_formatted(std::string& out, const text_view& view, std::uint32_t node, const text_style& style,
                      const layout& where, std::size_t airy_up_to,
                      std::pmr::memory_resource* memory = std::pmr::get_default_resource());

}  // namespace emend::detail
