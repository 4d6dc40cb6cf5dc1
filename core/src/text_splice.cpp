// Writing is a stack of commands: a container that was changed is taken apart into bytes to
// copy and values to write, which go onto the stack in its place. So nothing recurses.

#include "text_splice.hpp"

#include <algorithm>
#include <utility>

#include "text_overlay_view.hpp"
#include "text_segments.hpp"
#include "text_string.hpp"
#include "text_style.hpp"

namespace emend::detail {
namespace {

// Lines of a value that moved: their old indentation, and the one at the new place.
struct shift {
    std::string_view from{};
    std::string_view to{};
};

struct command {
    enum class kind : std::uint8_t {
        bytes,     ///< text, with its lines shifted
        word,      ///< text as it is
        name,      ///< text as a JSON string
        line,      ///< a line break and the indentation of `where`
        in_place,  ///< value: a container of the document, changed inside
        value,     ///< value: something that came to `where`
        shift,     ///< lines that follow are shifted so
    };

    kind what;
    std::string_view text{};
    piece value{};
    layout where{};
    shift lines{};
};

class splicer {
public:
    splicer(const overlay& source, const text::index& document, const text::index& patch)
        : source_(source), document_(document), view_(document), patch_(patch) {}

    std::string write() {
        const auto text = document_.source();
        const auto& root = view_.at(0);
        out_.reserve(text.size() + patch_.source().size());
        out_ += text.substr(0, root.begin);
        const layout top{has_newline(inner_gap(0)), {}};
        const auto now = source_.root();
        const bool here = source_.source(now) == piece{0, origin::document};
        stack_.push_back({here ? command::kind::in_place : command::kind::value, {}, now, top, {}});
        while (!stack_.empty()) {
            const auto next = stack_.back();
            stack_.pop_back();
            run(next);
        }
        out_ += text.substr(root.end);
        return std::move(out_);
    }

private:
    void run(const command& c) {
        switch (c.what) {
            case command::kind::bytes:
                return copy(c.text);
            case command::kind::word:
                out_ += c.text;
                return;
            case command::kind::name:
                return append_quoted(out_, c.text);
            case command::kind::line:
                out_ += style().newline;
                out_ += c.where.indent;
                return;
            case command::kind::in_place:
                return in_place(c);
            case command::kind::value:
                return value(c);
            case command::kind::shift:
                shift_ = c.lines;
                return;
        }
    }

    // Copies bytes of the document; the indentation of each line that begins in them is shifted.
    void copy(std::string_view bytes) {
        if (shift_.from == shift_.to) {
            out_ += bytes;
            return;
        }
        while (true) {
            const auto end = bytes.find('\n');
            out_ += bytes.substr(0, end == std::string_view::npos ? end : end + 1);
            if (end == std::string_view::npos) return;
            bytes.remove_prefix(end + 1);
            if (bytes.substr(0, shift_.from.size()) != shift_.from) continue;
            out_ += shift_.to;
            bytes.remove_prefix(shift_.from.size());
        }
    }

    void in_place(const command& c) {
        if (c.value.where == origin::overlay) return splice(c.value, c.where);
        copy(view_.source(c.value.id));
    }

    void value(const command& c) {
        const auto from = source_.source(c.value);
        if (from.where == origin::patch) {
            if (c.value.where == origin::overlay) return format(c.value, c.where);
            return append_formatted(out_, source_.view(from), from.id, style(), c.where);
        }
        const auto bytes = view_.source(from.id);
        const shift moved{line_indent(document_.source(), view_.at(from.id).begin), c.where.indent};
        // Within one line there is nothing to shift to.
        const bool shifts = c.where.lines && moved.from != moved.to && has_newline(bytes);
        if (shifts || shift_.from != shift_.to) {
            stack_.push_back({command::kind::shift, {}, {}, {}, shift_});
            shift_ = shifts ? moved : shift{};
        }
        stack_.push_back({command::kind::in_place, {}, c.value, c.where, {}});
    }

    // A container of the document, changed inside.
    void splice(piece p, const layout& around) {
        const auto& t = source_.at(p);
        segments parts(view_, t);
        const auto inside = layout_inside(t.from.id, around);
        if (parts.same_children()) {
            const auto& n = view_.at(t.from.id);
            changes_within(t, parts, n.begin, n.end, inside);
        } else {
            structure(t, parts, inside, around);
        }
        flush();
    }

    void structure(const touched& t, const segments& parts, const layout& inside, const layout& around) {
        const auto& n = view_.at(t.from.id);
        const bool was_empty = n.next == t.from.id + 1;
        if (parts.list().empty()) {
            word(view_.source(t.from.id).substr(0, 1));
            word(view_.source(t.from.id).substr(n.end - n.begin - 1));
            return;
        }
        bytes(n.begin, was_empty ? n.begin + 1 : start_of(view_.at(t.from.id + 1)));
        if (was_empty && inside.lines) line(inside);
        const segment* before = nullptr;
        for (const auto& part : parts.list()) {
            if (before != nullptr) between(t, *before, part, inside);
            if (part.own) {
                changes_within(t, parts, part.begin, part.end, inside);
            } else {
                item(t, part, inside);
            }
            before = &part;
        }
        close(t, *before, was_empty, inside, around);
    }

    // The comma, and the white space in front of `part`.
    void between(const touched& t, const segment& before, const segment& part, const layout& inside) {
        const auto space = space_behind(view_.text(), before.end);
        const auto comma = before.end + static_cast<std::uint32_t>(space.size());
        if (before.own && view_.text()[comma] == ',') {
            bytes(before.end, comma + 1);
        } else {
            word(",");
        }
        const auto first = t.from.id + 1;
        if (part.own && part.node != first) {
            const auto gap = space_before(view_.text(), part.begin);
            bytes(part.begin - static_cast<std::uint32_t>(gap.size()), part.begin);
        } else {
            gap_between(t.from.id, inside);
        }
    }

    // The white space in front of children but the first.
    void gap_between(std::uint32_t container, const layout& inside) {
        const auto last = view_.at(container).next;
        const auto first = container + 1;
        const auto second = first == last ? last : view_.at(first).next;
        if (second != last) {
            const auto gap = space_before(view_.text(), start_of(view_.at(second)));
            if (!has_newline(gap)) return word(gap);
        }
        if (inside.lines) return line(inside);
        if (second == last) word(style().comma_gap);
    }

    void item(const touched& t, const segment& part, const layout& inside) {
        const auto container = t.from.id;
        if (view_.kind_of(container) == kind::object) {
            batch_.push_back({command::kind::name, part.name, {}, {}, {}});
            word(colon_in(container));
        }
        auto where = inside;
        // Elements like their siblings: [[1, 2],⏎ [3, 4]] does not spread its rows.
        const bool has_sibling = view_.at(container).next > container + 1;
        if (has_sibling && view_.kind_of(container) == kind::array && is_one_line(container + 1))
            where.lines = false;
        batch_.push_back({command::kind::value, {}, part.value, where, {}});
    }

    void close(const touched& t, const segment& last, bool was_empty, const layout& inside,
               const layout& around) {
        const auto& n = view_.at(t.from.id);
        if (was_empty) {
            if (inside.lines) line(around);
            return bytes(n.end - 1, n.end);
        }
        const auto tail = space_before(view_.text(), n.end - 1);
        const auto end = n.end - 1 - static_cast<std::uint32_t>(tail.size());
        bytes(last.own && last.end == end ? last.end : end, n.end);
    }

    // Own children from `begin` to `end`, each changed one replaced.
    void changes_within(const touched& t, const segments& parts, std::uint32_t begin, std::uint32_t end,
                        const layout& inside) {
        for (const auto& e : parts.changes(begin, end)) {
            const auto& child = view_.at(e.node);
            bytes(begin, child.begin);
            begin = child.end;
            const bool here =
                e.value.where == origin::overlay && source_.source(e.value) == piece{e.node, t.from.where};
            auto where = inside;
            if (!here && is_one_line(e.node)) where.lines = false;
            batch_.push_back({here ? command::kind::in_place : command::kind::value, {}, e.value, where, {}});
        }
        bytes(begin, end);
    }

    // A container of the patch, changed inside since: written anew.
    void format(piece p, const layout& where) {
        const overlay_view view(source_);
        const auto from = source_.source(p);
        const auto brackets = source_.view(from).source(from.id);
        const layout inside{where.lines, where.lines
                                             ? keep(std::string(where.indent) + std::string(style().unit))
                                             : where.indent};
        word(brackets.substr(0, 1));
        bool first = true;
        for (auto at = view.children(p); !at.done(); at.advance()) {
            if (!first) word(",");
            if (inside.lines) {
                line(inside);
            } else if (!first) {
                word(style().comma_gap);
            }
            first = false;
            if (brackets.front() == '{') {
                quoted(at.key());
                word(style().colon);
            }
            batch_.push_back({command::kind::value, {}, at.value(), inside, {}});
        }
        if (!first && where.lines) line(where);
        word(brackets.substr(brackets.size() - 1));
        flush();
    }

    void quoted(const overlay_view::key& k) {
        if (!k.raw) {
            batch_.push_back({command::kind::name, k.name, {}, {}, {}});
        } else {
            word({k.name.data() - 1, k.name.size() + 2});
        }
    }

    // How the children of a container of the document are laid out.
    layout layout_inside(std::uint32_t container, const layout& around) {
        const auto gap = inner_gap(container);
        const bool empty = view_.at(container).next == container + 1;
        if (!has_newline(gap) && !(empty && around.lines)) return {false, around.indent};
        if (empty) return {true, keep(std::string(around.indent) + std::string(style().unit))};
        const auto indent = indent_of(gap);
        if (shift_.from == shift_.to || indent.substr(0, shift_.from.size()) != shift_.from)
            return {true, indent};
        return {true, keep(std::string(shift_.to) + std::string(indent.substr(shift_.from.size())))};
    }

    // The white space behind the opening bracket; nothing for scalars.
    [[nodiscard]] std::string_view inner_gap(std::uint32_t node) const {
        if (!is_container(view_.kind_of(node))) return {};
        return space_behind(view_.text(), view_.at(node).begin + 1);
    }

    [[nodiscard]] bool is_one_line(std::uint32_t node) const {
        return view_.at(node).next > node + 1 && !has_newline(inner_gap(node));
    }

    std::string_view colon_in(std::uint32_t object) {
        if (view_.at(object).next == object + 1) return style().colon;
        const auto colon = colon_of(view_.text(), view_.at(object + 1));
        return has_newline(colon) ? style().colon : colon;
    }

    void word(std::string_view text) {
        if (!text.empty()) batch_.push_back({command::kind::word, text, {}, {}, {}});
    }
    void bytes(std::uint32_t begin, std::uint32_t end) {
        batch_.push_back({command::kind::bytes, document_.source().substr(begin, end - begin), {}, {}, {}});
    }
    void line(const layout& where) { batch_.push_back({command::kind::line, {}, {}, where, {}}); }

    void flush() {
        stack_.insert(stack_.end(), batch_.rbegin(), batch_.rend());
        batch_.clear();
    }

    std::string_view keep(std::string s) { return kept_.emplace_back(std::move(s)); }

    const text_style& style() {
        if (!style_) style_ = style_of(view_);
        return *style_;
    }

    const overlay& source_;
    const text::index& document_;
    text_view view_;
    const text::index& patch_;
    std::string out_{};
    std::vector<command> stack_{};
    std::vector<command> batch_{};
    shift shift_{};
    std::optional<text_style> style_{};
    std::deque<std::string> kept_{};
};

}  // namespace

std::string write_spliced(const overlay& source, const text::index& document, const text::index& patch) {
    return splicer(source, document, patch).write();
}

}  // namespace emend::detail
