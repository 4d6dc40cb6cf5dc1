// Exports pointer_text: a JSON Pointer as it is written. A pointer has one spelling, so two are
// the same when their texts are, and a prefix of the text that ends at a "/" is a prefix of the
// pointer.   RFC 6901 §3
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "arena.hpp"

namespace emend::detail {

class pointer_text {
public:
    pointer_text() = default;

    /// REQUIRES: `text` is valid.
    explicit pointer_text(std::string_view text)
        : text_(text), depth_(static_cast<std::size_t>(std::count(text.begin(), text.end(), '/'))) {}

    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] bool is_root() const { return text_.empty(); }

    /// How many tokens.
    [[nodiscard]] std::size_t depth() const { return depth_; }

    /// Whether this leads to a container on the way to `other`.
    [[nodiscard]] bool leads_to(const pointer_text& other) const {
        return text_.size() < other.text_.size() && other.text_[text_.size()] == '/' &&
               other.text_.starts_with(text_);
    }

    friend bool operator==(const pointer_text& a, const pointer_text& b) { return a.text_ == b.text_; }

private:
    std::string_view text_{};
    std::size_t depth_ = 0;
};

/// Hands out the tokens one by one, unescaped.
class token_reader {
public:
    /// Tokens that hold a "~" are written into `memory`; the others stay where they are.
    token_reader(const pointer_text& p, arena& memory) : rest_(p.text()), memory_(memory) {}

    /// Whether there is no other token.
    [[nodiscard]] bool done() const { return rest_.empty(); }

    std::string_view next() {
        const auto end = std::min(rest_.find('/', 1), rest_.size());
        const auto token = rest_.substr(1, end - 1);
        rest_.remove_prefix(end);
        return token.find('~') == std::string_view::npos ? token : unescaped(token);
    }

private:
    std::string_view unescaped(std::string_view token) {
        std::string plain;
        for (std::size_t i = 0; i < token.size(); ++i)
            plain += token[i] != '~' ? token[i] : token[++i] == '0' ? '~' : '/';
        return memory_.keep(plain);
    }

    std::string_view rest_;
    arena& memory_;
};

}  // namespace emend::detail
