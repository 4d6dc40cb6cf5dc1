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
        memory_.nodes.set_size(count_);
        return closed_;
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
        const char* p = text_ + from;
        while (true) {
            p = static_cast<const char*>(std::memchr(p, '\\', static_cast<std::size_t>(text_ + end - p)));
            if (p == nullptr) return true;
            memory_.has_escapes = true;
            p = escape_end(p, text_ + size_);
            if (p == nullptr || p > text_ + end) return p != nullptr;
        }
    }

    // Takes the window's structurals: child after child, with what closes behind it. The last
    // one is a comma, or the bracket that closes the root: there is always one behind a scalar.
    bool consume(std::size_t from) {
        const auto& scanner = *memory_.scanner->stage1;
        base_ = static_cast<std::uint32_t>(from);
        at_ = scanner.structural_indexes.get();
        last_ = at_ + scanner.n_structural_indexes;
        memory_.nodes.reserve_more(scanner.n_structural_indexes + 1);
        nodes_ = memory_.nodes.data();
        while (at_ < last_) {
            if (closed_ || !child()) return false;
        }
        memory_.nodes.set_size(count_);
        return true;
    }

    [[nodiscard]] std::uint32_t place() const { return base_ + *at_; }

    bool child() {
        auto key = node::none;
        if (in_object_) {
            key = place();
            if (text_[key] != '"' || text_[base_ + at_[1]] != ':') return false;
            at_ += 2;
        }
        const auto begin = place();
        const char c = text_[begin];
        if (c == '{' || c == '[') {
            if (!open(key, begin, c == '{')) return false;
            ++at_;
            // An empty container closes at once; else its first child comes next.
            if (at_ == last_ || (text_[place()] != '}' && text_[place()] != ']')) return true;
            return after();
        }
        if (depth_ == 0) return false;
        return scalar(key, begin, c) && after();
    }

    bool scalar(std::uint32_t key, std::uint32_t begin, char c) {
        std::uint32_t end = 0;
        if (c == '"') {
            end = base_ + at_[1];
            while (is_space(text_[end - 1])) --end;
        } else {
            const char* p = text_ + begin;
            const char* stop = c == '-' || is_digit(c) ? number_end(p) : literal_end(p, text_ + size_);
            if (stop == nullptr || !ends_scalar[static_cast<unsigned char>(*stop)]) return false;
            end = static_cast<std::uint32_t>(stop - text_);
        }
        nodes_[count_] = {key, begin, end, count_ + 1};
        ++count_;
        ++at_;
        return true;
    }

    // What stands behind a child: brackets that close, then a comma.
    bool after() {
        while (at_ < last_) {
            const auto where = place();
            const char c = text_[where];
            ++at_;
            if (c == ',') return true;
            if (c != (in_object_ ? '}' : ']') || !close(where)) return false;
            if (depth_ == 0) {
                closed_ = true;
                return true;
            }
        }
        return false;
    }

    bool open(std::uint32_t key, std::uint32_t begin, bool object) {
        if (depth_ >= depth_limit_) return false;
        auto& stack = memory_.open;
        if (depth_ == stack.size()) stack.resize(depth_ < 64 ? 64 : depth_ * 2);
        stack[depth_++] = count_ * 2 + (object ? 1U : 0U);
        memory_.depth = std::max(memory_.depth, depth_);
        in_object_ = object;
        nodes_[count_] = {key, begin, 0, 0};
        ++count_;
        return true;
    }

    bool close(std::uint32_t where) {
        const auto container = memory_.open[--depth_] / 2;
        nodes_[container].end = where + 1;
        nodes_[container].next = count_;
        const bool fine = !in_object_ || memory_.names.unique(nodes_, container, memory_.has_escapes);
        in_object_ = depth_ > 0 && memory_.open[depth_ - 1] % 2 != 0;
        return fine;
    }

    const char* text_;
    std::size_t size_;
    std::size_t depth_limit_;
    index_memory& memory_;
    std::uint32_t base_ = 0;  ///< where the window begins
    const std::uint32_t* at_ = nullptr;
    const std::uint32_t* last_ = nullptr;
    node* nodes_ = nullptr;
    std::uint32_t count_ = 0;
    std::size_t depth_ = 0;
    bool in_object_ = false;
    bool closed_ = false;  ///< the root is complete
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
