#include "text_mirror.hpp"

#include <cstring>

#include "common_bytes.hpp"
#include "text_reader.hpp"
#include "text_scalar.hpp"

namespace emend::detail {
namespace {

using text::node;

constexpr std::size_t most_changes = 32;

bool is_bracket(char c) { return c == '{' || c == '['; }

// The offset behind the scalar that begins at `at`, 0 when there is none.
std::size_t scalar_end(std::string_view text, std::size_t at, const text::read_options& options,
                       index_memory& memory) {
    if (at == text.size() || is_bracket(text[at])) return 0;
    if (text[at] == '"') return read_string(text, at, options, memory);
    auto end = at;
    while (end < text.size() && text[end] != ',' && text[end] != ']' && text[end] != '}' &&
           !is_space_byte(text[end]))
        ++end;
    const char* const first = text.data() + at;
    const char* const last = text.data() + end;
    const bool number = text[at] == '-' || is_digit(text[at]);
    const bool right = number ? is_number(first, last, text.size() - at) : is_literal(first, last);
    return right ? end : 0;
}

}  // namespace

bool text_mirror::read(std::string_view text, const text::index& guide, const text::read_options& options) {
    const auto old = guide.source();
    const auto nodes = guide.nodes();
    changes_.clear();
    memory_.has_escapes = guide.has_escapes();
    if (nodes.empty() || !guide.shadows().empty()) return false;
    auto next = nodes.begin();  // none of the scalars in front has more to tell
    std::size_t at = 0;         // in the guide's text,
    std::size_t here = 0;       // and in this one
    for (;;) {
        const auto alike =
            common_bytes(old.data() + at, text.data() + here, std::min(old.size() - at, text.size() - here));
        at += alike;
        here += alike;
        if (at == old.size()) return here == text.size();
        if (here == text.size() || changes_.size() == most_changes) return false;
        const auto behind =
            std::upper_bound(next, nodes.end(), at, [](std::size_t o, const node& n) { return o < n.begin; });
        if (behind == next) return false;
        const auto& n = *(behind - 1);
        const char first = old[n.begin];
        // A number may go on where the other one ends.
        if (is_bracket(first) || at > n.end || (at == n.end && first == '"')) return false;
        const auto begin = here - (at - n.begin);
        const auto end = scalar_end(text, begin, options, memory_);
        if (end == 0) return false;
        changes_.push_back(
            {static_cast<std::uint32_t>(behind - 1 - nodes.begin()), text.substr(begin, end - begin)});
        next = behind;
        at = n.end;
        here = end;
    }
}

}  // namespace emend::detail
