#include "text_quick.hpp"

#include <algorithm>
#include <charconv>
#include <span>
#include <utility>

#include "text_patch_sink.hpp"

namespace emend::detail {
namespace {

using node = text_diff_view::node;

void append(std::string& out, std::uint32_t index) {
    std::array<char, 10> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), index).ptr;
    out.append(buffer.data(), end);
}
void append(std::string& out, std::string_view key) { append_token(out, key); }

void append_value(std::string& out, const text_diff_view& view, node x) {
    is_container(view.kind_of(x)) ? append_compact(out, view.source(x)) : void(out += view.source(x));
}

// A container's bytes are the guide's but for the scalars inside: only those with scalars alone are
// written whole (quick_transfers.hpp).
void append_value(std::string& out, const mirror_view& view, node x) {
    const kind k = view.kind_of(x);
    if (!is_container(k)) {
        out += view.source(x);
        return;
    }
    out += k == kind::object ? '{' : '[';
    bool first = true;
    for (auto at = view.children(x); !at.done(); at.advance()) {
        if (!std::exchange(first, false)) out += ',';
        if (k == kind::object) out.append("\"").append(at.key()).append("\":");
        out += view.source(at.value());
    }
    out += k == kind::object ? '}' : ']';
}

}  // namespace

template <class Other>
class text_quick::lane {
public:
    lane(text_quick& own, const text_diff_view& a, node root, const Other& b)
        : out_(own.out_), path_(own.path_), a_(a), root_(root), b_(b) {
        out_ = "[";
        path_.clear();
    }

    [[nodiscard]] std::size_t mark() const { return path_.size(); }
    template <class Token>
    void enter(Token token) {
        path_ += '/';
        append(path_, token);
    }
    void leave(std::size_t mark) { path_.resize(mark); }

    [[nodiscard]] std::size_t written() const { return out_.size(); }
    void rewind(std::size_t written) { out_.resize(written); }

    template <class Token>
    void add(Token token, node value) {
        write(R"({"op":"add","path":")", token, value);
    }
    template <class Token>
    void replace(Token token, node value) {
        write(R"({"op":"replace","path":")", token, value);
    }
    template <class Token>
    void remove(Token token) {
        start(R"({"op":"remove","path":")", token);
        out_ += R"("})";
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

    template <class Token>
    void start(std::string_view verb, Token token) {
        if (out_.size() > 1) out_ += ',';
        out_ += verb;
        out_ += path_;
        out_ += '/';
        append(out_, token);
    }
    template <class Token>
    void write(std::string_view verb, Token token, node value) {
        start(verb, token);
        out_ += R"(","value":)";
        append_value(out_, b_, value);
        out_ += '}';
    }

    std::string& out_;
    std::string& path_;
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
    out_ += ']';
    return true;
}

bool text_quick::run(const text_diff_view& a, node x, const mirror_view& b, const diff_options& options) {
    lane<mirror_view> out(*this, a, x, b);
    respelled_walk<lane<mirror_view>> walk(options, a, b, respelled_, out);
    if (!walk.run(x)) return false;
    out_ += ']';
    return true;
}

}  // namespace emend::detail
