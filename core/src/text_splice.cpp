// A container that was changed is taken apart into commands: bytes to copy, values to write, which
// are run at once. Only so many levels recurse, though. Below them commands wait: what stands in
// front of the first changed container in a container is written, the rest goes onto a stack.

#include "text_splice.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "large_pages.hpp"
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

    [[nodiscard]] bool changes_lines() const { return from != to; }
};

struct command {
    enum class kind : std::uint8_t {
        bytes,     ///< text, with its lines shifted
        word,      ///< text as it is
        name,      ///< text as a JSON string
        line,      ///< a line break and the indentation of `where`
        in_place,  ///< value: a container of the document, changed inside
        value,     ///< value: something that came to `where`
        shift,     ///< lines that follow are shifted, from `text` to the indentation of `where`
    };

    kind what;
    std::string_view text{};
    piece value{};
    layout where{};
};

class splicer {
public:
    splicer(std::string& out, const overlay& source, const text::index& document, arena& memory,
            std::size_t airy_up_to)
        : out_(out),
          source_(source),
          document_(document),
          view_(document),
          memory_(memory),
          airy_up_to_(airy_up_to),
          batch_(&memory),
          stack_(&memory) {}

    void write() {
        const auto text = document_.source();
        const auto& root = view_.at(0);
        out_ += text.substr(0, root.begin);
        const layout top{has_newline(inner_gap(0)), {}};
        const auto now = source_.root();
        const bool here = source_.source(now) == piece{0, origin::document};
        child(now, here, top);
        out_ += text.substr(root.end);
    }

private:
    // What is told to be written waits if anything waits that belongs in front of it.
    [[nodiscard]] bool waits() const { return !batch_.empty(); }

    void word(std::string_view text) {
        if (text.empty()) return;
        if (waits()) return batch_.push_back({command::kind::word, text});
        out_ += text;
    }
    void bytes(std::uint32_t begin, std::uint32_t end) {
        const auto text = document_.source().substr(begin, end - begin);
        if (waits()) return batch_.push_back({command::kind::bytes, text});
        copy(text);
    }
    void line(const layout& where) {
        if (waits()) return batch_.push_back({command::kind::line, {}, {}, where});
        break_line(where);
    }
    void name(std::string_view text) {
        if (waits()) return batch_.push_back({command::kind::name, text});
        append_quoted(out_, text);
    }

    // A value: `here` says that it is the document's own, where it stood.
    void child(piece p, bool here, const layout& where) {
        const bool opens = p.where == origin::overlay;
        if (waits() || (opens && level_ == deepest))
            return batch_.push_back({here ? command::kind::in_place : command::kind::value, {}, p, where});
        if (!opens) return here ? in_place(p, where) : value(p, where);
        ++level_;
        here ? in_place(p, where) : value(p, where);
        while (!stack_.empty()) {
            const auto next = stack_.back();
            stack_.pop_back();
            run(next);
        }
        --level_;
    }

    // What waits goes in front of what has waited for longer.
    void flush() {
        stack_.insert(stack_.end(), batch_.rbegin(), batch_.rend());
        batch_.clear();
    }

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
                return break_line(c.where);
            case command::kind::in_place:
                return in_place(c.value, c.where);
            case command::kind::value:
                return value(c.value, c.where);
            case command::kind::shift:
                shift_ = {c.text, c.where.indent};
                return;
        }
    }

    // Copies bytes of the document; the indentation of each line that begins in them is shifted.
    void copy(std::string_view bytes) {
        if (!shift_.changes_lines()) {
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

    void break_line(const layout& where) {
        if (out_.size() >= airy_up_to_) return;
        out_ += style().newline;
        out_ += where.indent;
    }

    void in_place(piece p, const layout& where) {
        if (p.where == origin::overlay) return splice(p, where);
        copy(view_.source(p.id));
    }

    void value(piece p, const layout& where) {
        const auto from = source_.source(p);
        if (from.where == origin::patch) {
            if (p.where == origin::overlay) return format(p, where);
            return append_formatted(out_, source_.view(from), from.id, style(), where, airy_up_to_, &memory_);
        }
        const auto moved = shift_to(from.id, where);
        if (!moved.changes_lines() && !shift_.changes_lines()) return in_place(p, where);
        const auto around = std::exchange(shift_, moved);
        if (p.where == origin::overlay) {
            if (level_ == deepest) {
                stack_.push_back({command::kind::shift, around.from, {}, {true, around.to}});
                return splice(p, where);
            }
            splice(p, where);
        } else {
            copy(view_.source(from.id));
        }
        shift_ = around;
    }

    // How the lines of a value of the document are indented elsewhere.
    [[nodiscard]] shift shift_to(std::uint32_t node, const layout& where) const {
        if (!where.lines || !has_newline(view_.source(node))) return {};
        return {line_indent(document_.source(), view_.at(node).begin), where.indent};
    }

    // A container of the document, changed inside.
    void splice(piece p, const layout& around) {
        const auto& t = source_.at(p);
        const segments parts(view_, t, &memory_);
        const auto inside = layout_inside(t.from.id, around);
        if (parts.same_children()) {
            const auto& n = view_.at(t.from.id);
            changes_within(t, parts.changes(), n.begin, n.end, inside);
        } else {
            structure(t, parts, inside, around);
        }
        flush();
    }

    // What new children of a container are laid out like.
    struct siblings {
        layout inside{};         ///< the container's children
        layout item{};           ///< inside a new one: [[1, 2],⏎ [3, 4]] does not spread its rows
        std::string_view gap{};  ///< in front of children but the first
        bool lines = false;      ///< instead of the gap
        std::string_view colon{};
    };

    siblings siblings_in(std::uint32_t container, const layout& inside) {
        siblings out{inside, inside, {}, inside.lines, {}};
        const auto last = view_.at(container).next;
        const auto first = container + 1;
        const bool is_object = view_.kind_of(container) == kind::object;
        if (first == last) {
            if (is_object) out.colon = style().colon;
            if (!inside.lines) out.gap = style().comma_gap;
            return out;
        }
        if (is_object) {
            out.colon = colon_of(view_.text(), view_.at(first));
            if (!is_narrow(out.colon)) out.colon = style().colon;
        } else if (is_one_line(first)) {
            out.item.lines = false;
        }
        if (const auto second = view_.at(first).next; second != last) {
            const auto gap = space_before(view_.text(), start_of(view_.at(second)));
            if (!has_newline(gap)) {
                out.gap = is_narrow(gap) ? gap : style().comma_gap;
                out.lines = false;
            }
        } else if (!inside.lines) {
            out.gap = style().comma_gap;
        }
        return out;
    }

    void structure(const touched& t, const segments& parts, const layout& inside, const layout& around) {
        const auto& n = view_.at(t.from.id);
        const bool was_empty = n.next == t.from.id + 1;
        if (parts.list().empty()) {
            bytes(n.begin, n.begin + 1);
            return bytes(n.end - 1, n.end);
        }
        bytes(n.begin, was_empty ? n.begin + 1 : start_of(view_.at(t.from.id + 1)));
        if (was_empty && inside.lines) line(inside);
        const auto like = siblings_in(t.from.id, inside);
        const segment* before = nullptr;
        for (const auto& part : parts.list()) {
            if (before != nullptr) between(t.from.id, *before, part, like);
            if (part.own) {
                changes_within(t, parts.changes(part.begin, part.end), part.begin, part.end, inside);
            } else {
                item(t.from.id, part, like);
            }
            before = &part;
        }
        close(t, *before, was_empty, inside, around);
    }

    // The comma, and the white space in front of `part`.
    void between(std::uint32_t container, const segment& before, const segment& part, const siblings& like) {
        const auto space = space_behind(view_.text(), before.end);
        const auto comma = before.end + static_cast<std::uint32_t>(space.size());
        if (before.own && view_.text()[comma] == ',') {
            bytes(before.end, comma + 1);
        } else {
            word(",");
        }
        if (part.own && part.node != container + 1) {
            const auto gap = space_before(view_.text(), part.begin);
            bytes(part.begin - static_cast<std::uint32_t>(gap.size()), part.begin);
        } else if (like.lines) {
            line(like.inside);
        } else {
            word(like.gap);
        }
    }

    void item(std::uint32_t container, const segment& part, const siblings& like) {
        if (view_.kind_of(container) == kind::object) {
            name(part.name);
            word(like.colon);
        }
        child(part.value, false, like.item);
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
    void changes_within(const touched& t, std::span<const change_map::entry> changes, std::uint32_t begin,
                        std::uint32_t end, const layout& inside) {
        for (const auto& e : changes) {
            const auto& stood = view_.at(e.node);
            bytes(begin, stood.begin);
            begin = stood.end;
            const bool here =
                e.value.where == origin::overlay && source_.source(e.value) == piece{e.node, t.from.where};
            auto where = inside;
            if (!here && is_one_line(e.node)) where.lines = false;
            child(e.value, here, where);
        }
        bytes(begin, end);
    }

    // A container of the patch, changed inside since: written anew.
    void format(piece p, const layout& where) {
        const overlay_view view(source_);
        const auto from = source_.source(p);
        const auto brackets = source_.view(from).source(from.id);
        const layout inside{where.lines,
                            where.lines ? memory_.keep(where.indent, style().unit) : where.indent};
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
            child(at.value(), false, inside);
        }
        if (!first && where.lines) line(where);
        word(brackets.substr(brackets.size() - 1));
        flush();
    }

    void quoted(const overlay_view::key& k) {
        if (!k.raw) {
            name(k.name);
        } else {
            word({k.name.data() - 1, k.name.size() + 2});
        }
    }

    // How the children of a container of the document are laid out.
    layout layout_inside(std::uint32_t container, const layout& around) {
        const auto gap = inner_gap(container);
        const bool empty = view_.at(container).next == container + 1;
        if (!has_newline(gap) && !(empty && around.lines)) return {false, around.indent};
        if (empty) return {true, memory_.keep(around.indent, style().unit)};
        const auto indent = indent_of(gap);
        if (!shift_.changes_lines() || indent.substr(0, shift_.from.size()) != shift_.from)
            return {true, indent};
        return {true, memory_.keep(shift_.to, indent.substr(shift_.from.size()))};
    }

    // The white space behind the opening bracket; nothing for scalars.
    [[nodiscard]] std::string_view inner_gap(std::uint32_t node) const {
        if (!is_container(view_.kind_of(node))) return {};
        return space_behind(view_.text(), view_.at(node).begin + 1);
    }

    [[nodiscard]] bool is_one_line(std::uint32_t node) const {
        return view_.at(node).next > node + 1 && !has_newline(inner_gap(node));
    }

    const text_style& style() {
        if (!style_) style_ = style_of(view_);
        return *style_;
    }

    std::string& out_;
    const overlay& source_;
    const text::index& document_;
    text_view view_;
    arena& memory_;
    std::size_t airy_up_to_;
    static constexpr int deepest = 32;
    int level_ = 0;                    ///< containers that are being written, one in the other
    std::pmr::vector<command> batch_;  ///< on the deepest level: of one container
    std::pmr::vector<command> stack_;  ///< of those around it
    shift shift_{};
    std::optional<text_style> style_{};
};

}  // namespace

void write_spliced(std::string& out, const overlay& source, const text::index& document, arena& memory,
                   std::size_t airy_up_to) {
    splicer(out, source, document, memory, airy_up_to).write();
}

}  // namespace emend::detail
