// Exports read_fast. All that touches simdjson is here. Its structural scan ("stage 1", chosen for the
// machine at run time) finds brackets, colons, commas and the first byte of every scalar, checks UTF-8 and
// refuses raw control characters in strings. What it leaves to check is done here: the order of
// the structurals, numbers, literals, escapes, names.
//
// The text is taken in windows small enough for the cache. A window ends behind a comma; if that
// comma turns out to stand inside a string, the scan says so and another one is tried.

#include <algorithm>
#include <cstring>

#include <simdjson.h>

#include "text_fast.hpp"
#include "text_string.hpp"
#include "text_walker.hpp"

namespace emend::detail {

struct structural_scanner {
    std::unique_ptr<simdjson::internal::dom_parser_implementation> stage1{};
};

void scanner_delete::operator()(structural_scanner* p) const { delete p; }

namespace {

constexpr std::size_t window_size = std::size_t{128} << 10U;

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

class fast_reader {
public:
    fast_reader(std::string_view text, const text::read_options& options, index_memory& memory)
        : text_(text.data()), size_(text.size()), depth_limit_(options.limit.depth), memory_(memory) {}

    bool run() {
        std::size_t from = 0;
        while (from < size_) {
            const auto end = scan(from);
            if (end == 0 || !escapes(from, end) || !consume(from)) return false;
            if (from == 0) expect_more(end);
            from = end;
        }
        memory_.depth = state_.deepest;
        return state_.depth == 0;
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

    // The first window tells about how many nodes the others will have, and the room that one of
    // them asks for.
    void expect_more(std::size_t end) {
        const auto windows = (size_ + end - 1) / end;
        if (windows == 1) return;
        memory_.nodes.expect(state_.count * (windows + windows / 16) +
                             2 * std::size_t{memory_.scanner->stage1->n_structural_indexes});
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
