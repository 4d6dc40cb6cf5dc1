#pragma once

#include <bitset>
#include <string>
#include <string_view>

namespace emend::adapters::detail {

/// A set of ASCII characters. Patterns of vendors are sets and prefixes, so that
/// a check is one look per byte and nothing can backtrack.
class char_set {
public:
    void add(char c) { in_.set(static_cast<unsigned char>(c)); }
    void add_range(char first, char last) {
        for (int c = static_cast<unsigned char>(first); c <= static_cast<unsigned char>(last); ++c) {
            in_.set(static_cast<std::size_t>(c));
        }
    }

    [[nodiscard]] bool has(char c) const { return in_.test(static_cast<unsigned char>(c)); }
    [[nodiscard]] bool empty() const { return in_.none(); }

    /// The first character of `text` that is (or is not) in the set, or npos.
    [[nodiscard]] std::size_t find(std::string_view text, bool inside) const {
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (has(text[i]) == inside) return i;
        }
        return std::string_view::npos;
    }

private:
    std::bitset<256> in_;
};

}  // namespace emend::adapters::detail
