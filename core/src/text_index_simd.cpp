// All that touches simdjson. Its structural scan ("stage 1", chosen for the machine at run
// time) finds brackets, colons, commas and the first byte of every scalar, checks UTF-8 and
// refuses raw control characters in strings. What it leaves to check is done here: the order of
// the structurals, numbers, literals, escapes, names.
//
// The text is taken in windows small enough for the cache. A window ends behind a comma; if that
// comma turns out to stand inside a string, the scan says so and another one is tried.

#include <algorithm>
#include <array>
#include <cstring>

#include <simdjson.h>

#include "text_fast.hpp"
#include "text_string.hpp"

namespace emend::detail {

struct structural_scanner {
    std::unique_ptr<simdjson::internal::dom_parser_implementation> stage1{};
};

void scanner_delete::operator()(structural_scanner* p) const { delete p; }

namespace {

using text::node;

constexpr std::size_t window_size = std::size_t{128} << 10U;

constexpr auto ends_scalar = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view(" \n\r\t,]}")) table[static_cast<unsigned char>(c)] = true;
    return table;
}();

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

const char* skip_digits(const char* p) {
    while (is_digit(*p)) ++p;
    return p;
}

// The end of the number at p, or null. A bracket behind it stops every loop.
const char* number_end(const char* p) {
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

const char* literal_end(const char* p, const char* text_end) {
    if (text_end - p < 5) return nullptr;
    if (std::memcmp(p, "true", 4) == 0 || std::memcmp(p, "null", 4) == 0) return p + 4;
    return std::memcmp(p, "false", 5) == 0 ? p + 5 : nullptr;
}

// Behind the escape at p, or null when it is none. A "\u" needs up to twelve bytes.
const char* escape_end(const char* p, const char* text_end) {
    if (text_end - p < 2) return nullptr;
    if (p[1] != 'u') return std::memchr("\"\\/bfnrt", p[1], 8) != nullptr ? p + 2 : nullptr;
    if (text_end - p < 6) return nullptr;
    const auto first = hex4(p + 2);
    if (first > 0xffff) return nullptr;
    if (first < 0xd800 || first > 0xdfff) return p + 6;
    if (first > 0xdbff || text_end - p < 12 || p[6] != '\\' || p[7] != 'u') return nullptr;
    const auto second = hex4(p + 8);
    return second >= 0xdc00 && second <= 0xdfff ? p + 12 : nullptr;
}

const char* find_backslash(const char* p, const char* stop) {
    const auto* found = std::memchr(p, '\\', static_cast<std::size_t>(stop - p));
    return found == nullptr ? stop : static_cast<const char*>(found);
}

// Where an escape is, the next is often near: a few words before a call.
const char* find_backslash_soon(const char* p, const char* stop) {
    for (int i = 0; i < 4 && stop - p >= 8; ++i, p += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, p, sizeof word);
        const auto x = word ^ 0x5c5c5c5c5c5c5c5cU;
        const auto hit = (x - 0x0101010101010101U) & ~x & 0x8080808080808080U;
        if (hit == 0) continue;
        while (*p != '\\') ++p;
        return p;
    }
    return find_backslash(p, stop);
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
        auto key = node::none;
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
        while (is_space(end[-1])) --end;
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
    node* nodes_;
    const std::uint32_t* at_ = nullptr;
    state state_;
};

class fast_reader {
public:
    fast_reader(std::string_view text, const text::read_options& options, index_memory& memory)
        : text_(text.data()), size_(text.size()), depth_limit_(options.limit.depth), memory_(memory) {}

    bool run() {
        std::size_t from = 0;
        while (from < size_) {
            const auto end = scan(from);
            if (end == 0 || !escapes(from, end) || !consume(from)) return false;
            from = end;
        }
        return state_.closed;
    }

private:
    // Scans a window; gives its end, 0 when the text is broken.
    std::size_t scan(std::size_t from) {
        constexpr int tries = 4;
        auto end = std::min(size_, from + window_size);
        for (int i = 0; i < tries && end < size_; ++i) {
            end = behind_comma(from, end);
            if (end == 0) break;
            const auto code = stage1(from, end);
            if (code == simdjson::SUCCESS) return end;
            if (code != simdjson::UNCLOSED_STRING) return 0;
            end -= 1;
        }
        return stage1(from, size_) == simdjson::SUCCESS ? size_ : 0;
    }

    // The last comma of the window that looks as if it stood between two children.
    [[nodiscard]] std::size_t behind_comma(std::size_t from, std::size_t end) const {
        for (auto at = end - 1; at > from + 1; --at) {
            const char before = text_[at - 1];
            if (text_[at] == ',' && (before == '"' || before == '}' || before == ']' || is_digit(before))) {
                return at + 1;
            }
        }
        return 0;
    }

    simdjson::error_code stage1(std::size_t from, std::size_t end) {
        auto& scanner = *memory_.scanner->stage1;
        const auto length = end - from;
        if (scanner.capacity() < length) {
            const auto code = scanner.set_capacity(std::max(length, std::min(size_, window_size)));
            if (code != simdjson::SUCCESS) return code;
        }
        return scanner.stage1(reinterpret_cast<const std::uint8_t*>(text_ + from), length,
                              simdjson::stage1_mode::regular);
    }

    bool escapes(std::size_t from, std::size_t end) {
        const char* const stop = text_ + end;
        const char* p = find_backslash(text_ + from, stop);
        if (p != stop) memory_.has_escapes = true;
        while (p != stop) {
            p = escape_end(p, text_ + size_);
            if (p == nullptr || p > stop) return false;
            p = find_backslash_soon(p, stop);
        }
        return true;
    }

    bool consume(std::size_t from) {
        const auto& scanner = *memory_.scanner->stage1;
        memory_.nodes.reserve_more(scanner.n_structural_indexes + 1);
        const auto* first = scanner.structural_indexes.get();
        walker walk({text_, size_}, from, depth_limit_, memory_, state_);
        if (!walk.walk(first, first + scanner.n_structural_indexes, state_)) return false;
        memory_.nodes.set_size(state_.count);
        return true;
    }

    const char* text_;
    std::size_t size_;
    std::size_t depth_limit_;
    index_memory& memory_;
    walker::state state_{};
};

// A container, from its bracket to its bracket: what the loops above count on to stop.
bool is_container_text(std::string_view text) {
    const auto first = text.find_first_not_of(" \n\r\t");
    const auto last = text.find_last_not_of(" \n\r\t");
    return first != std::string_view::npos && (text[first] == '{' || text[first] == '[') &&
           (text[last] == '}' || text[last] == ']');
}

bool prepare(index_memory& memory) {
    if (memory.scanner) return memory.scanner->stage1 != nullptr;
    memory.scanner.reset(new structural_scanner);
    // The depth is for simdjson's own second stage, which is not used.
    const auto code =
        simdjson::get_active_implementation()->create_dom_parser_implementation(0, 1, memory.scanner->stage1);
    if (code != simdjson::SUCCESS) memory.scanner->stage1.reset();
    return code == simdjson::SUCCESS;
}

}  // namespace

bool read_fast(std::string_view text, const text::read_options& options, index_memory& memory) {
    constexpr std::size_t short_text = 96;
    if (text.size() < short_text || !is_container_text(text) || !prepare(memory)) return false;
    memory.start(text);
    return fast_reader(text, options, memory).run();
}

}  // namespace emend::detail
