// Exports pointer_text: a JSON Pointer as it is written. A pointer has one spelling, so two are
// the same when their texts are, and a prefix of the text that ends at a "/" is a prefix of the
// pointer.   RFC 6901 §3
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "arena.hpp"
#include "common_bytes.hpp"

namespace emend::detail {

class pointer_text {
public:
    pointer_text() = default;

    /// Takes any text; it has to be valid() for everything else.
    explicit pointer_text(std::string_view text) : text_(text) {
        const auto near = std::min(text.size(), reach);
        if (near < block) {
            look(text, 0);
            return;
        }
        for (std::size_t next = 0; next < near; next += block) {
            const auto at = std::min(next, near - block);
            slashes_ |= std::uint64_t{bytes_that_are('/', text.data() + at)} << at;
            escaped_ = escaped_ || bytes_that_are('~', text.data() + at) != 0;
        }
        depth_ = static_cast<std::size_t>(std::popcount(slashes_));
        look(text, near);
    }

    /// Whether it begins with a "/", unless it is empty, and every "~" begins an escape.
    [[nodiscard]] bool valid() const {
        if (!text_.empty() && text_.front() != '/') return false;
        if (!escaped_) return true;
        for (auto at = text_.find('~'); at != std::string_view::npos; at = text_.find('~', at + 1)) {
            if (at + 1 == text_.size() || (text_[at + 1] != '0' && text_[at + 1] != '1')) return false;
        }
        return true;
    }

    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] bool is_root() const { return text_.empty(); }

    /// How many tokens.
    [[nodiscard]] std::size_t depth() const { return depth_; }

    /// Whether some token is spelled with a "~".
    [[nodiscard]] bool escaped() const { return escaped_; }

    /// Where the token that begins at `begin` ends.
    [[nodiscard]] std::size_t end_of_token(std::size_t begin) const {
        const auto behind = begin < reach ? slashes_ >> begin : 0;
        if (behind != 0) return begin + static_cast<std::size_t>(std::countr_zero(behind));
        if (text_.size() <= reach) return text_.size();
        return std::min(text_.find('/', std::max(begin, reach)), text_.size());
    }

    /// Whether this leads to a container on the way to `other`.
    [[nodiscard]] bool leads_to(const pointer_text& other) const {
        return text_.size() < other.text_.size() && other.text_[text_.size()] == '/' &&
               other.text_.starts_with(text_);
    }

    friend bool operator==(const pointer_text& a, const pointer_text& b) { return a.text_ == b.text_; }

private:
    static constexpr std::size_t reach = 64;
    static constexpr std::size_t block = 16;

    void look(std::string_view text, std::size_t begin) {
        for (auto i = begin; i < text.size(); ++i) {
            const bool slash = text[i] == '/';
            if (i < reach) slashes_ |= std::uint64_t{slash} << i;
            depth_ += slash ? 1U : 0U;
            escaped_ = escaped_ || text[i] == '~';
        }
    }

    std::string_view text_{};
    std::uint64_t slashes_ = 0;  ///< a bit for each of the first bytes
    std::size_t depth_ = 0;
    bool escaped_ = false;
};

/// Hands out the tokens one by one, unescaped.
class token_reader {
public:
    /// Tokens of a pointer with a "~" are written into `memory`; the others stay where they are.
    token_reader(const pointer_text& p, arena& memory) : pointer_(p), memory_(memory) {}

    /// Whether there is no other token.
    [[nodiscard]] bool done() const { return at_ == pointer_.text().size(); }

    std::string_view next() {
        const auto end = pointer_.end_of_token(at_ + 1);
        const auto token = pointer_.text().substr(at_ + 1, end - at_ - 1);
        at_ = end;
        return pointer_.escaped() ? unescaped(token) : token;
    }

private:
    std::string_view unescaped(std::string_view token) {
        std::string plain;
        for (std::size_t i = 0; i < token.size(); ++i)
            plain += token[i] != '~' ? token[i] : token[++i] == '0' ? '~' : '/';
        return memory_.keep(plain);
    }

    const pointer_text& pointer_;
    std::size_t at_ = 0;
    arena& memory_;
};

}  // namespace emend::detail
