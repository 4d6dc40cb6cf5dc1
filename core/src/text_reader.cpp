// The grammar of RFC 8259 §2 to §7, read with one byte of look-ahead. What is open
// stands in memory.open; nothing recurses.

#include "text_reader.hpp"

#include <algorithm>
#include <bit>
#include <cctype>
#include <utility>

#include "common_bytes.hpp"
#include "text_blame.hpp"
#include "text_scalar.hpp"
#include "text_string.hpp"

namespace emend::detail {
namespace {

using text::node;

class reader {
public:
    reader(std::string_view text, const text::read_options& options, index_memory& memory, std::size_t at = 0)
        : text_(text), options_(options), memory_(memory), at_(at) {}

    result<void> run() {
        skip_space();
        bool good = value(node::none);
        while (good && !memory_.open.empty()) good = next_child();
        if (good) {
            skip_space();
            good = at_ == text_.size() || unexpected("the end of the text");
        }
        if (!good) return fail(std::move(error_));
        return {};
    }

    std::size_t run_value(std::uint32_t key) {
        const auto around = memory_.open.size();
        bool good = value(key);
        while (good && memory_.open.size() > around) good = next_child();
        return good ? at_ : 0;
    }

    std::size_t run_string() { return peek() == '"' && string() ? at_ : 0; }

private:
    [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    void skip_space() {
        while (at_ < text_.size() && is_space_byte(text_[at_])) ++at_;
    }

    bool give_up(error e) {
        error_ = std::move(e);
        return false;
    }
    bool unexpected(const char* expected) { return give_up(unexpected_byte(text_, at_, expected)); }

    bool value(std::uint32_t key) {
        switch (peek()) {
            case '{':
            case '[':
                return open(key);
            case '"':
                return scalar(key, &reader::string);
            case 't':
                return literal(key, "true");
            case 'f':
                return literal(key, "false");
            case 'n':
                return literal(key, "null");
            default:
                if (peek() == '-' || is_digit(peek())) return scalar(key, &reader::number);
                return unexpected("a value");
        }
    }

    bool open(std::uint32_t key) {
        if (memory_.open.size() >= options_.limit.depth) {
            return give_up({errc::too_deep,
                            error::none,
                            {},
                            at_,
                            "at most " + std::to_string(options_.limit.depth) + " levels",
                            {}});
        }
        memory_.open.push_back(memory_.nodes.push({key, offset(), 0, 0}));
        memory_.depth = std::max(memory_.depth, memory_.open.size());
        ++at_;
        opened_ = true;
        return true;
    }

    // What may come behind "{", "[" or a complete child.
    bool next_child() {
        const bool first = std::exchange(opened_, false);
        const bool object = text_[memory_.nodes[memory_.open.back()].begin] == '{';
        skip_space();
        if (peek() == (object ? '}' : ']')) return close(object);
        if (!first) {
            if (peek() != ',') return unexpected(object ? "\",\" or \"}\"" : "\",\" or \"]\"");
            ++at_;
            skip_space();
        }
        return object ? member(first) : value(node::none);
    }

    bool member(bool first) {
        if (peek() != '"') return unexpected(first ? "a member name or \"}\"" : "a member name");
        const auto key = offset();
        if (!string()) return false;
        skip_space();
        if (peek() != ':') return unexpected("\":\"");
        ++at_;
        skip_space();
        return value(key);
    }

    bool close(bool object) {
        const auto container = memory_.open.back();
        memory_.open.pop_back();
        ++at_;
        memory_.nodes[container].end = offset();
        memory_.nodes[container].next = memory_.nodes.size();
        if (!object) return true;
        auto checked = check_names(container);
        return checked || give_up(std::move(checked).error());
    }

    // An object that is complete: its names differ, or are noted, as the options say.
    result<void> check_names(std::uint32_t object) {
        const auto* nodes = memory_.nodes.data();
        if (memory_.names.unique(nodes, object, memory_.open.size() + 1, memory_.has_escapes)) return {};
        const auto known = memory_.shadows.size();
        member_names::list(text_.data(), nodes, object, memory_.shadows);
        if (options_.on_duplicate == text::duplicates::last_wins) return {};
        return fail(twice(text_, nodes, memory_.shadows[known]));
    }

    bool scalar(std::uint32_t key, bool (reader::*read)()) {
        const auto begin = offset();
        return (this->*read)() && finish(key, begin);
    }

    bool finish(std::uint32_t key, std::uint32_t begin) {
        memory_.nodes.push({key, begin, offset(), memory_.nodes.size() + 1});
        return true;
    }

    bool literal(std::uint32_t key, std::string_view word) {
        if (text_.substr(at_, word.size()) != word) return give_up(unexpected_word(text_, at_, word));
        const auto begin = offset();
        at_ += word.size();
        return finish(key, begin);
    }

    bool string() {
        for (++at_; pass_plain(); ++at_) {
            const auto byte = static_cast<unsigned char>(text_[at_]);
            if (byte == '"') {
                ++at_;
                return true;
            }
            if (byte < 0x20) return unexpected("an escape in place of the control character");
            if (!(byte == '\\' ? escape() : beyond_ascii())) return false;
        }
        return unexpected("a quote at the end of the string");
    }

    // Goes to the next byte of a string that is not just ASCII; false at the end of the text.
    bool pass_plain() {
        constexpr std::size_t block = 16;
        for (; text_.size() - at_ >= block; at_ += block) {
            const auto others = bytes_not_plain(text_.data() + at_);
            if (others == 0) continue;
            at_ += static_cast<std::size_t>(std::countr_zero(others));
            return true;
        }
        while (at_ < text_.size() && is_plain_byte(text_[at_])) ++at_;
        return at_ < text_.size();
    }

    // Leaves at_ on the last byte of the sequence; so does escape().
    bool beyond_ascii() {
        const auto length = utf8_length(text_, at_);
        if (length == 0) return give_up(bad_utf8(text_, at_));
        at_ += length - 1;
        return true;
    }

    bool escape() {
        memory_.has_escapes = true;
        const auto start = at_++;
        if (peek() == 'u') return unicode_escape(start);
        if (std::string_view("\"\\/bfnrt").find(peek()) != std::string_view::npos) return true;
        return unexpected("one of \" \\ / b f n r t u behind the \\");
    }

    bool unicode_escape(std::size_t start) {
        std::uint32_t first = 0;
        if (!four_digits(first)) return false;
        if (first < 0xd800 || first > 0xdfff) return true;
        std::uint32_t second = 0;
        const bool paired = first < 0xdc00 && text_.substr(at_ + 1, 2) == "\\u";
        if (paired) {
            at_ += 2;
            if (!four_digits(second)) return false;
        }
        if (second >= 0xdc00 && second <= 0xdfff) return true;
        return give_up({errc::syntax_error, error::none, {}, start, "a pair of surrogates", "a lone one"});
    }

    // at_ is on the "u", then on the last digit.
    bool four_digits(std::uint32_t& value) {
        for (int i = 0; i < 4; ++i) {
            ++at_;
            if (std::isxdigit(static_cast<unsigned char>(peek())) == 0)
                return unexpected("a hexadecimal digit");
        }
        value = hex4(text_.data() + at_ - 3);
        return true;
    }

    bool number() {
        if (peek() == '-') ++at_;
        if (peek() == '0') {
            ++at_;
        } else if (!digits()) {
            return false;
        }
        if (peek() == '.') {
            ++at_;
            if (!digits()) return false;
        }
        if (peek() != 'e' && peek() != 'E') return true;
        ++at_;
        if (peek() == '+' || peek() == '-') ++at_;
        return digits();
    }

    bool digits() {
        if (!is_digit(peek())) return unexpected("a digit");
        while (is_digit(peek())) ++at_;
        return true;
    }

    [[nodiscard]] std::uint32_t offset() const { return static_cast<std::uint32_t>(at_); }

    std::string_view text_;
    const text::read_options& options_;
    index_memory& memory_;
    std::size_t at_;
    bool opened_ = false;  ///< the last thing read was "{" or "["
    error error_{};
};

}  // namespace

result<void> read_text(std::string_view text, const text::read_options& options, index_memory& memory) {
    memory.start(text);
    memory.open.clear();
    return reader(text, options, memory).run();
}

std::size_t read_value(std::string_view text, std::size_t at, std::uint32_t key,
                       const text::read_options& options, index_memory& memory) {
    return reader(text, options, memory, at).run_value(key);
}

std::size_t read_string(std::string_view text, std::size_t at, const text::read_options& options,
                        index_memory& memory) {
    return reader(text, options, memory, at).run_string();
}

}  // namespace emend::detail
