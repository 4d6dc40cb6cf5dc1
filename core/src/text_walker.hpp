// Exports walker: makes nodes of the structurals that a scan has found, for the fast reader.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "text_memory.hpp"

namespace emend::detail {

inline constexpr auto ends_scalar = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view(" \n\r\t,]}")) table[static_cast<unsigned char>(c)] = true;
    return table;
}();

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_space_byte(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

inline const char* skip_digits(const char* p) {
    while (is_digit(*p)) ++p;
    return p;
}

// The end of the number at p, or null. A bracket behind it stops every loop.
inline const char* number_end(const char* p) {
    if (*p == '-') ++p;
    if (!is_digit(*p)) return nullptr;
    p = *p == '0' ? p + 1 : skip_digits(p + 1);
    if (*p == '.') {
        if (!is_digit(*++p)) return nullptr;
        p = skip_digits(p + 1);
    }
    if (*p == 'e' || *p == 'E') {
        ++p;
        if (*p == '+' || *p == '-') ++p;
        if (!is_digit(*p)) return nullptr;
        p = skip_digits(p + 1);
    }
    return p;
}

inline const char* literal_end(const char* p, const char* text_end) {
    if (text_end - p < 5) return nullptr;
    if (std::memcmp(p, "true", 4) == 0 || std::memcmp(p, "null", 4) == 0) return p + 4;
    return std::memcmp(p, "false", 5) == 0 ? p + 5 : nullptr;
}

// Takes a window's structurals: child after child, with what closes behind it. The last one is
// a comma, or the bracket that closes the root: there is always one behind a scalar. Lives in
// registers: everything is inlined and nothing else knows its address.
class walker {
public:
    struct state {
        std::uint32_t count = 0;  ///< nodes so far
        std::size_t depth = 0;
        bool in_object = false;
        bool closed = false;  ///< the root is complete
    };

    walker(std::string_view text, std::size_t from, std::size_t depth_limit, index_memory& memory,
           const state& s)
        : text_(text.data()),
          size_(text.size()),
          window_(text.data() + from),
          depth_limit_(depth_limit),
          memory_(memory),
          nodes_(memory.nodes.data()),
          state_(s) {}

    [[gnu::always_inline]] bool walk(const std::uint32_t* at, const std::uint32_t* last, state& out) {
        at_ = at;
        while (at_ < last) {
            if (state_.closed || !child(last)) return false;
        }
        out = state_;
        return true;
    }

private:
    [[nodiscard, gnu::always_inline]] std::uint32_t offset(const char* p) const {
        return static_cast<std::uint32_t>(p - text_);
    }

    [[gnu::always_inline]] bool child(const std::uint32_t* last) {
        auto key = text::node::none;
        if (state_.in_object) {
            const char* name = window_ + *at_;
            if (*name != '"' || window_[at_[1]] != ':') return false;
            key = offset(name);
            at_ += 2;
        }
        const char* begin = window_ + *at_;
        const char c = *begin;
        if (c != '"') {
            if (c == '{' || c == '[') {
                if (!open(key, begin, c == '{')) return false;
                ++at_;
                // An empty container closes at once; else its first child comes next.
                return (window_[*at_] != '}' && window_[*at_] != ']') || behind_child(last);
            }
            const char* end = c == '-' || is_digit(c) ? number_end(begin) : literal_end(begin, text_ + size_);
            if (end == nullptr || !ends_scalar[static_cast<unsigned char>(*end)]) return false;
            return scalar(key, begin, end) && behind_child(last);
        }
        const char* end = window_ + at_[1];
        while (is_space_byte(end[-1])) --end;
        return scalar(key, begin, end) && behind_child(last);
    }

    // Only containers stand at the root.
    [[gnu::always_inline]] bool scalar(std::uint32_t key, const char* begin, const char* end) {
        nodes_[state_.count] = {key, offset(begin), offset(end), state_.count + 1};
        ++state_.count;
        ++at_;
        return state_.depth != 0;
    }

    // Brackets that close, then a comma.
    [[gnu::always_inline]] bool behind_child(const std::uint32_t* last) {
        while (at_ < last) {
            const char* where = window_ + *at_++;
            if (*where == ',') return true;
            if (*where != (state_.in_object ? '}' : ']') || !close(where)) return false;
            if (state_.depth == 0) {
                state_.closed = true;
                return true;
            }
        }
        return false;
    }

    [[gnu::always_inline]] bool open(std::uint32_t key, const char* begin, bool object) {
        if (state_.depth >= depth_limit_) return false;
        auto& stack = memory_.open;
        if (state_.depth == stack.size()) stack.resize(stack.empty() ? 64 : stack.size() * 2);
        stack[state_.depth++] = state_.count * 2 + (object ? 1U : 0U);
        if (state_.depth > memory_.depth) memory_.depth = state_.depth;
        state_.in_object = object;
        nodes_[state_.count] = {key, offset(begin), 0, 0};
        ++state_.count;
        return true;
    }

    [[gnu::always_inline]] bool close(const char* where) {
        const auto& stack = memory_.open;
        const auto container = stack[--state_.depth] / 2;
        nodes_[container].end = offset(where) + 1;
        nodes_[container].next = state_.count;
        const bool fine = !state_.in_object || memory_.names.unique(nodes_, container, memory_.has_escapes);
        state_.in_object = state_.depth > 0 && stack[state_.depth - 1] % 2 != 0;
        return fine;
    }

    const char* text_;
    std::size_t size_;
    const char* window_;
    std::size_t depth_limit_;
    index_memory& memory_;
    text::node* nodes_;
    const std::uint32_t* at_ = nullptr;
    state state_;
};

}  // namespace emend::detail
