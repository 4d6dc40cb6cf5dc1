#include "text_quick.hpp"

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <utility>

#include "common_bytes.hpp"
#include "text_patch_sink.hpp"

namespace emend::detail {
namespace {

using node = text_diff_view::node;

// Whether a member name is written as it is spelled: see append_token(). Blocks are looked at as far as bytes
// may be read.
bool is_token(std::string_view key, const char* readable) {
    constexpr std::ptrdiff_t block = 16;
    const char* p = key.data();
    const char* const end = p + key.size();
    for (; p < end && readable - p >= block; p += block) {
        auto special = bytes_that_are('~', p) | bytes_that_are('/', p) | bytes_that_are('\\', p);
        if (end - p < block) special &= (1U << static_cast<unsigned>(end - p)) - 1;
        if (special != 0) return false;
    }
    return std::none_of(std::min(p, end), end, [](char c) { return c == '~' || c == '/' || c == '\\'; });
}

}  // namespace

template <class Other>
class text_quick::lane {
public:
    lane(text_quick& own, const text_diff_view& a, node root, const Other& b)
        : out_(own.out_), path_(own.path_), a_(a), root_(root), b_(b) {
        out_.clear();
        out_.literal("[");
        path_.clear();
    }

    [[nodiscard]] std::size_t mark() const { return path_.size(); }
    template <class Token>
    void enter(Token token) {
        append(path_, token);
    }
    void leave(std::size_t mark) { path_.cut(mark); }

    [[nodiscard]] std::size_t written() const { return out_.size(); }
    void rewind(std::size_t written) { out_.cut(written); }

    template <class Token>
    void add(Token token, node value) {
        start(R"({"op":"add","path":")", token);
        finish(value);
    }
    template <class Token>
    void replace(Token token, node value) {
        start(R"({"op":"replace","path":")", token);
        finish(value);
    }
    template <class Token>
    void remove(Token token) {
        start(R"({"op":"remove","path":")", token);
        out_.literal(R"("})");
    }

    [[nodiscard]] std::uint64_t bytes(std::uint64_t) const { return out_.size() + 1; }

    // As present(): strings by the bytes they are spelled with, then what they spell.
    [[nodiscard]] bool holds_any(std::span<const node> scalars) const {
        std::uint64_t sizes = 0;
        bool numbers = false;
        for (const node y : scalars) {
            const bool string = b_.kind_of(y) == kind::string;
            numbers = numbers || !string;
            if (string) sizes |= bit(b_.source(y).size());
        }
        const auto last = a_.at(root_).next;
        for (node x = root_; x < last; ++x) {
            const auto& n = a_.at(x);
            const kind k = a_.kind_of(x);
            if (k == kind::string ? (sizes & bit(n.end - n.begin)) == 0 : !numbers || k != kind::number)
                continue;
            const auto same = [&](node y) {
                return b_.kind_of(y) == k && (k == kind::number || n.end - n.begin == b_.source(y).size()) &&
                       a_.same_scalar(x, b_, y);
            };
            if (std::any_of(scalars.begin(), scalars.end(), same)) return true;
        }
        return false;
    }

private:
    static std::uint64_t bit(std::size_t size) { return std::uint64_t{1} << size % 64; }

    // Bytes of one of the texts may be read up to its end.
    [[nodiscard]] const char* readable(const char* p) const {
        return std::less_equal()(a_.text(), p) && std::less()(p, a_.text_end()) ? a_.text_end()
                                                                                : b_.text_end();
    }
    void piece(std::string_view bytes) { out_.piece(bytes, readable(bytes.data())); }

    static void append(text_writer& out, std::uint32_t place) {
        out.literal("/");
        out.number(place);
    }
    void append(text_writer& out, std::string_view key) const {
        out.literal("/");
        const auto* end = readable(key.data());
        if (is_token(key, end)) return out.piece(key, end);
        std::string token;
        append_token(token, key);
        out.piece(token);
    }

    template <class Token, std::size_t N>
    void start(const char (&verb)[N], Token token) {
        if (out_.size() > 1) out_.literal(",");
        out_.literal(verb);
        out_.piece(path_);
        append(out_, token);
    }
    void finish(node value) {
        out_.literal(R"(","value":)");
        is_container(b_.kind_of(value)) ? container(b_, value) : piece(b_.source(value));
        out_.literal("}");
    }

    void container(const text_diff_view& view, node x) {
        std::string compact;
        append_compact(compact, view.source(x));
        out_.piece(compact);
    }
    // Its bytes are the guide's but for the scalars inside: only those with scalars alone are written whole
    // (quick_transfers.hpp).
    void container(const mirror_view& view, node x) {
        const bool object = view.kind_of(x) == kind::object;
        object ? out_.literal("{") : out_.literal("[");
        bool first = true;
        for (auto at = view.children(x); !at.done(); at.advance()) {
            if (!std::exchange(first, false)) out_.literal(",");
            if (object) {
                out_.literal("\"");
                piece(at.key());
                out_.literal("\":");
            }
            piece(view.source(at.value()));
        }
        object ? out_.literal("}") : out_.literal("]");
    }

    text_writer& out_;
    text_writer& path_;
    const text_diff_view& a_;
    node root_;
    const Other& b_;
};

bool text_quick::run(const text_diff_view& a, node x, const text_diff_view& b, node y,
                     const diff_options& options) {
    if (a.has_shadows() || b.has_shadows()) return false;
    lane<text_diff_view> out(*this, a, x, b);
    quick_walk<text_diff_view, lane<text_diff_view>> walk(options, a, b, memory_, out);
    if (!walk.run(x, y)) return false;
    out_.literal("]");
    return true;
}

bool text_quick::run(const text_diff_view& a, node x, const mirror_view& b, const diff_options& options) {
    lane<mirror_view> out(*this, a, x, b);
    respelled_walk<lane<mirror_view>> walk(options, a, b, respelled_, out);
    if (!walk.run(x)) return false;
    out_.literal("]");
    return true;
}

}  // namespace emend::detail
