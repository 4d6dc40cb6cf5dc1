#include "text_respelled.hpp"

#include <algorithm>
#include <array>
#include <utility>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "common_bytes.hpp"
#include "text_reader.hpp"
#include "text_scalar.hpp"

namespace emend::detail {
namespace {

using text::node;

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

// The last node that begins at `offset` or before it, or the first one. Branches would be foreseen wrongly.
std::size_t last_from(std::span<const node> nodes, std::size_t offset) {
    std::size_t first = 0;
    for (auto count = nodes.size(); count > 1;) {
        const auto half = count / 2;
        first += nodes[first + half].begin <= offset ? half : 0;
        count -= half;
    }
    return first;
}

// Copies nodes to another place of their table, for bytes that are found elsewhere.
class shifted_copy {
public:
    shifted_copy(std::span<const node> known, node* to)
        : known_(known), to_(to), further_(static_cast<std::uint32_t>(to - known.data())) {}

    void nodes(std::size_t first, std::size_t last, std::uint32_t shift) const {
#if defined(__SSE2__)
        static_assert(sizeof(node) == sizeof(__m128i) && node::none == ~std::uint32_t{0});
        const auto lanes = [](std::uint32_t key, std::uint32_t place, std::uint32_t next) {
            const std::array<std::uint32_t, 4> all{key, place, place, next};
            return _mm_loadu_si128(reinterpret_cast<const __m128i*>(all.data()));
        };
        const auto further = lanes(shift, shift, further_);
        const auto no_name = lanes(node::none, 0, 0);
        for (auto i = first; i < last; ++i) {
            const auto n = _mm_loadu_si128(reinterpret_cast<const __m128i*>(&known_[i]));
            const auto unnamed = _mm_and_si128(_mm_cmpeq_epi32(n, no_name), no_name);
            _mm_storeu_si128(reinterpret_cast<__m128i*>(&to_[i]),
                             _mm_add_epi32(n, _mm_andnot_si128(unnamed, further)));
        }
#else
        for (auto i = first; i < last; ++i) {
            const auto& n = known_[i];
            const auto named = n.key == node::none ? 0 : ~std::uint32_t{0};  // no branch: it would be missed
            to_[i] = {n.key + (shift & named), n.begin + shift, n.end + shift, n.next + further_};
        }
#endif
    }

    // A scalar, and all containers around it but the outermost, end later than those they are copied from.
    void stretch(std::size_t scalar, std::uint32_t more) const {
        const auto base = static_cast<std::uint32_t>(known_.front().next - known_.size());
        for (std::size_t i = 1; i <= scalar;) {
            const auto next = known_[i].next - base;
            if (next > scalar) {
                to_[i].end += more;
                ++i;
            } else {
                i = next;
            }
        }
    }

private:
    std::span<const node> known_;
    node* to_;
    std::uint32_t further_;
};

}  // namespace

std::size_t find_respelled(const known_stretch& known, std::string_view text, std::size_t at,
                           std::size_t most, const text::read_options& options, index_memory& memory,
                           std::vector<respelled>& out) {
    const auto nodes = known.nodes;
    std::size_t next = 0;  // none of the scalars in front has more to tell
    auto from = known.begin;
    for (;;) {
        const auto alike = common_bytes(known.text.data() + from, text.data() + at,
                                        std::min(known.end - from, text.size() - at));
        from += alike;
        at += alike;
        if (from == known.end) return at;
        if (at == text.size() || out.size() == most) return 0;
        if (next == nodes.size()) return 0;
        const auto place = last_from(nodes.subspan(next), from) + next;
        const auto& n = nodes[place];
        if (n.begin > from) return 0;
        const char first = known.text[n.begin];
        // A number may go on where the other one ends.
        if (is_bracket(first) || from > n.end || (from == n.end && first == '"')) return 0;
        const auto begin = at - (from - n.begin);
        const auto end = scalar_end(text, begin, options, memory);
        if (end == 0) return 0;
        out.push_back({static_cast<std::uint32_t>(place), text.substr(begin, end - begin)});
        next = place + 1;
        from = n.end;
        at = end;
    }
}

bool repeat_nodes(index_memory& memory, std::string_view text, std::span<const node> known, node* to,
                  std::uint32_t key, std::uint32_t begin) {
    constexpr std::size_t most = 32;
    write_repeated(memory);
    const auto& from = known.front();
    auto& [first, second, changes, unwritten] = memory.repeats;
    second = 0;
    changes.clear();
    const auto end = find_respelled({text, known, from.begin, from.end}, text, begin,
                                    std::min(most, known.size() / 8 + 2), {}, memory, changes);
    if (end == 0) return false;
    first = from.next - static_cast<std::uint32_t>(known.size());
    second = first + static_cast<std::uint32_t>(to - known.data());
    *to = {key, begin, static_cast<std::uint32_t>(end), second + static_cast<std::uint32_t>(known.size())};
    for (auto& change : changes) change.node += first;
    unwritten = true;
    return true;
}

void write_repeated(index_memory& memory) {
    const auto& [first, second, changes, unwritten] = memory.repeats;
    if (!std::exchange(memory.repeats.unwritten, false)) return;
    auto* const to = memory.nodes.data() + second;
    const std::span<const node> known(memory.nodes.data() + first, to->next - second);
    const shifted_copy copy(known, to);
    auto shift = to->begin - known.front().begin;  // modulo 2^32, as all that is added to it
    std::size_t done = 1;                          // the value itself is there, and others may look at it
    for (const auto& change : changes) {
        const auto place = change.node - first;
        const auto& old = known[place];
        const auto more = static_cast<std::uint32_t>(change.source.size()) - (old.end - old.begin);
        copy.nodes(done, place + 1, shift);
        if (more != 0) copy.stretch(place, more);
        shift += more;
        done = place + 1;
    }
    copy.nodes(done, known.size(), shift);
}

}  // namespace emend::detail
