#include "text_style.hpp"

#include <algorithm>
#include <vector>

namespace emend::detail {
namespace {

// The space between the first two children that stand on one line, among the first nodes.
std::string_view gap_within_a_line(const text_view& view, std::string_view otherwise) {
    constexpr std::uint32_t enough = 512;
    const auto last = std::min(enough, view.at(0).next);
    for (std::uint32_t at = 0; at < last; ++at) {
        const auto& container = view.at(at);
        if (!is_container(view.kind_of(at)) || container.next == at + 1) continue;
        const auto second = view.at(at + 1).next;
        if (second >= container.next) continue;
        const auto gap = space_before(view.text(), start_of(view.at(second)));
        if (is_narrow(gap)) return gap;
    }
    return otherwise;
}

// Whether a value without a blank is written as it stands.
bool is_compact(const text_style& style, const layout& where) {
    return !where.lines && style.colon.size() == 1 && style.comma_gap.empty();
}

// White space, between tokens or in a string.
bool has_blank(std::string_view json) {
    bool found = false;
    for (const char c : json) found |= static_cast<unsigned char>(c) <= ' ';
    return found;
}

class formatter {
public:
    formatter(std::string& out, const text_view& view, const text_style& style, const layout& where,
              std::size_t airy_up_to, std::pmr::memory_resource* memory)
        : out_(out), view_(view), style_(style), where_(where), airy_up_to_(airy_up_to), open_(memory) {}

    void write(std::uint32_t root) {
        const auto last = view_.at(root).next;
        value(root);
        for (auto at = root + 1; at < last; ++at) {
            while (at == view_.at(open_.back()).next) close();
            child(at);
        }
        while (!open_.empty()) close();
    }

private:
    void child(std::uint32_t at) {
        if (at != open_.back() + 1) {
            out_ += ',';
            if (!where_.lines) out_ += style_.comma_gap;
        }
        if (where_.lines) line();
        const auto& n = view_.at(at);
        if (n.key != text::node::none) {
            out_ += '"';
            out_ += raw_name(view_.text(), n);
            out_ += '"';
            out_ += style_.colon;
        }
        value(at);
    }

    void value(std::uint32_t at) {
        const auto source = view_.source(at);
        if (!is_container(kind_of_byte(source.front()))) {
            out_ += source;
            return;
        }
        out_ += source.front();
        if (view_.at(at).next == at + 1) {
            out_ += source.back();
        } else {
            open_.push_back(at);
        }
    }

    void close() {
        const auto bracket = view_.source(open_.back()).back();
        open_.pop_back();
        if (where_.lines) line();
        out_ += bracket;
    }

    void line() {
        if (out_.size() >= airy_up_to_) return;
        out_ += style_.newline;
        out_ += where_.indent;
        for (std::size_t i = 0; i < open_.size(); ++i) out_ += style_.unit;
    }

    std::string& out_;
    const text_view& view_;
    const text_style& style_;
    const layout& where_;
    std::size_t airy_up_to_;
    std::pmr::vector<std::uint32_t> open_;
};

}  // namespace

std::string_view space_before(const char* text, std::uint32_t at) {
    auto begin = at;
    while (begin > 0 && is_space(text[begin - 1])) --begin;
    return {text + begin, at - begin};
}

std::string_view space_behind(const char* text, std::uint32_t at) {
    auto end = at;
    while (is_space(text[end])) ++end;
    return {text + at, end - at};
}

std::string_view colon_of(const char* text, const text::node& member) {
    const auto name = raw_name(text, member);
    const char* begin = name.data() + name.size() + 1;
    return {begin, static_cast<std::size_t>(text + member.begin - begin)};
}

std::string_view line_indent(std::string_view text, std::uint32_t at) {
    constexpr std::size_t longest = 4096;
    const auto low = at > longest ? at - longest : 0;
    const auto before = text.substr(low, at - low);
    const auto newline = before.rfind('\n');
    if (newline == std::string_view::npos && low > 0) return {};
    const auto line = newline == std::string_view::npos ? before : before.substr(newline + 1);
    return line.substr(0, std::min(line.find_first_not_of(" \t"), line.size()));
}

text_style style_of(const text_view& view) {
    text_style style;
    const auto& root = view.at(0);
    if (root.next > 1) {
        const auto gap = space_before(view.text(), start_of(view.at(1)));
        if (const auto end = gap.find('\n'); end != std::string_view::npos) {
            style.newline = end > 0 && gap[end - 1] == '\r' ? "\r\n" : "\n";
            style.unit = indent_of(gap);
        }
    }
    constexpr std::uint32_t enough = 65'536;
    const auto last = std::min(enough, root.next);
    std::uint32_t member = 0;
    while (member < last && view.at(member).key == text::node::none) ++member;
    if (member < last) style.colon = colon_of(view.text(), view.at(member));
    if (!is_narrow(style.colon)) style.colon = ": ";
    const bool airy = style.colon.size() > 1 || !style.unit.empty();
    style.comma_gap = gap_within_a_line(view, airy ? " " : "");
    if (member == last && airy) style.colon = ": ";
    return style;
}

void append_formatted(std::string& out, const text_view& view, std::uint32_t node, const text_style& style,
                      const layout& where, std::size_t airy_up_to, std::pmr::memory_resource* memory) {
    const auto source = view.source(node);
    if (!is_container(kind_of_byte(source.front())) || (is_compact(style, where) && !has_blank(source))) {
        out += source;
        return;
    }
    formatter(out, view, style, where, airy_up_to, memory).write(node);
}

}  // namespace emend::detail
