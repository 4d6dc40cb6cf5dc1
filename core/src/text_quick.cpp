#include "text_quick.hpp"

#include <algorithm>
#include <charconv>
#include <span>

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

}  // namespace

class text_quick::lane {
public:
    lane(text_quick& own, const text_diff_view& a, node root, const text_diff_view& b)
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

    // As present(): by the bytes they are spelled with, then what they spell.
    [[nodiscard]] bool holds_any(std::span<const node> strings) const {
        std::uint64_t sizes = 0;
        for (const node y : strings) sizes |= bit(b_.at(y));
        const auto last = a_.at(root_).next;
        for (node x = root_; x < last; ++x) {
            const auto& n = a_.at(x);
            if ((sizes & bit(n)) == 0 || a_.text()[n.begin] != '"') continue;
            const auto same = [&](node y) {
                return a_.source(x).size() == b_.source(y).size() && a_.same_scalar(x, b_, y);
            };
            if (std::any_of(strings.begin(), strings.end(), same)) return true;
        }
        return false;
    }

private:
    static std::uint64_t bit(const text::node& n) { return std::uint64_t{1} << (n.end - n.begin) % 64; }

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
        out_ += b_.source(value);
        out_ += '}';
    }

    std::string& out_;
    std::string& path_;
    const text_diff_view& a_;
    node root_;
    const text_diff_view& b_;
};

bool text_quick::run(const text_diff_view& a, node x, const text_diff_view& b, node y,
                     const diff_options& options) {
    if (a.has_shadows() || b.has_shadows()) return false;
    lane out(*this, a, x, b);
    quick_walk<text_diff_view, lane> walk(options, a, b, memory_, out);
    if (!walk.run(x, y)) return false;
    out_ += ']';
    return true;
}

}  // namespace emend::detail
