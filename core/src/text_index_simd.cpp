// Exports read_fast. All that touches simdjson is here. Its structural scan ("stage 1", chosen for the
// machine at run time) finds brackets, colons, commas and the first byte of every scalar, checks UTF-8 and
// refuses raw control characters in strings. What it leaves to check is done here: the order of
// the structurals, numbers, literals, escapes, names.
//
// The text is taken in windows small enough for the cache. A window ends behind a comma; if that
// comma turns out to stand inside a string, the scan says so and another one is tried.

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif
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

constexpr auto short_escapes = [] {
    std::array<bool, 256> known{};
    for (const char c : std::string_view("\"\\/bfnrt")) known[static_cast<unsigned char>(c)] = true;
    return known;
}();

// Behind the escape at p, or null when it is none. A "\u" needs up to twelve bytes.
const char* escape_end(const char* p, const char* text_end) {
    if (text_end - p < 2) return nullptr;
    if (p[1] != 'u') return short_escapes[static_cast<unsigned char>(p[1])] ? p + 2 : nullptr;
    if (text_end - p < 6) return nullptr;
    const auto first = hex4(p + 2);
    if (first > 0xffff) return nullptr;
    if (first < 0xd800 || first > 0xdfff) return p + 6;
    if (first > 0xdbff || text_end - p < 12 || p[6] != '\\' || p[7] != 'u') return nullptr;
    const auto second = hex4(p + 8);
    return second >= 0xdc00 && second <= 0xdfff ? p + 12 : nullptr;
}

constexpr std::size_t block_size = 64;

// A bit for each of the 64 bytes at p that is a backslash, the first one lowest.
std::uint64_t backslashes(const char* p) {
    std::uint64_t all = 0;
#if defined(__SSE2__)
    const auto wanted = _mm_set1_epi8('\\');
    for (std::size_t i = 0; i < block_size; i += 16) {
        const auto bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + i));
        const auto bits = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, wanted)));
        all |= std::uint64_t{bits} << i;
    }
#else
    for (std::size_t i = 0; i < block_size; ++i) all |= std::uint64_t{p[i] == '\\'} << i;
#endif
    return all;
}

std::uint64_t backslashes_in_part(const char* p, std::size_t size) {
    std::array<char, block_size> block{};
    std::memcpy(block.data(), p, size);
    return backslashes(block.data());
}

// In [p, end), or end.
const char* next_backslash(const char* p, const char* end) {
    const auto* const found =
        static_cast<const char*>(std::memchr(p, '\\', static_cast<std::size_t>(end - p)));
    return found != nullptr ? found : end;
}

class fast_reader {
public:
    fast_reader(std::string_view text, const text::read_options& options, index_memory& memory)
        : text_(text.data()),
          size_(text.size()),
          depth_limit_(options.limit.depth),
          memory_(memory),
          last_(std::exchange(memory.repeated, {})) {}

    bool run() {
        std::size_t from = 0;
        while (from < size_) {
            const auto end = scan(from);
            if (end == 0 || !escapes(from, end) || !consume(from)) return false;
            if (from == 0 && size_ > window_size) expect_more(end);
            from = std::max(end, state_.behind);
        }
        memory_.depth = state_.deepest;
        return state_.depth == 0;
    }

private:
    // Scans a window; gives its end, 0 when the text is broken.
    std::size_t scan(std::size_t from) {
        constexpr int tries = 4;
        auto end = std::min(size_, from + (from == 0 ? first_window() : window_size));
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

    // One text is often like the last: what repeats its sibling needs no scan, but for its beginning.
    [[nodiscard]] std::size_t first_window() const {
        if (last_.begin == 0 || size_ > window_size) return window_size;
        return size_ * last_.begin / last_.size + size_ / 16 + 32;
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
        const char* done = text_ + from;  // behind the last escape
        for (const char* p = next_backslash(done, stop); p < stop;) {
            const auto left = static_cast<std::size_t>(stop - p);
            auto found = left >= block_size ? backslashes(p) : backslashes_in_part(p, left);
            if (found == 0) {
                p = next_backslash(p, stop);
                continue;
            }
            memory_.has_escapes = true;
            for (; found != 0; found &= found - 1) {
                const char* const at = p + std::countr_zero(found);
                if (at < done) continue;
                done = escape_end(at, text_ + size_);
                if (done == nullptr || done > stop) return false;
            }
            p += block_size;
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
        const std::size_t found = scanner.n_structural_indexes;
        memory_.nodes.reserve_more((size_ > window_size ? 1 : 2) * found +
                                   1);  // with a child that is repeated
        const auto* first = scanner.structural_indexes.get();
        walker walk({text_, size_}, from, depth_limit_, memory_, state_);
        if (!walk.walk(first, first + found, state_)) return false;
        memory_.nodes.set_size(state_.count);
        return true;
    }

    const char* text_;
    std::size_t size_;
    std::size_t depth_limit_;
    index_memory& memory_;
    index_memory::share last_;
    walker::state state_{};
};

// A container, from its bracket to its bracket: what the loops above count on to stop.
bool is_container_text(std::string_view text) {
    while (!text.empty() && is_space_byte(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space_byte(text.back())) text.remove_suffix(1);
    return !text.empty() && (text.front() == '{' || text.front() == '[') &&
           (text.back() == '}' || text.back() == ']');
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
