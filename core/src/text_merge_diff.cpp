// Exports text::merge_diff: two objects side by side, what differs written as it is found.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "emend/text.hpp"

#include "equal_view.hpp"
#include "null_error.hpp"
#include "text_children.hpp"
#include "text_runs.hpp"
#include "text_style.hpp"

namespace emend::detail {
namespace {

class text_merge_differ {
public:
    text_merge_differ(const text::index& before, const text::index& after)
        : before_(before), after_(after), before_finder_(before_), after_finder_(after_) {}

    result<std::string> run() {
        if (before_.kind_of(0) != kind::object || after_.kind_of(0) != kind::object) {
            if (auto done = write(0, {}); !done) return fail(std::move(done).error());
            return std::move(out_);
        }
        open({}, 0, 0);
        while (!open_.empty()) {
            if (open_.back().at.done()) {
                close();
            } else if (auto done = member(); !done) {
                return fail(std::move(done).error());
            }
        }
        return std::move(out_);
    }

private:
    struct frame {
        std::string_view name;  ///< raw, in the text after
        std::uint32_t before;
        std::uint32_t after;
        text_view::cursor at;    ///< in the text after
        text_view::cursor twin;  ///< the member of the text before that most likely comes next
        std::size_t start;       ///< length of out_ in front of this object
        bool any;                ///< something is written in it
    };

    void open(std::string_view name, std::uint32_t before, std::uint32_t after) {
        const auto start = out_.size();
        if (!open_.empty()) begin_member(name);
        open_.push_back(
            {name, before, after, after_.children(after), before_.children(before), start, false});
        out_ += '{';
    }

    void begin_member(std::string_view raw) {
        if (open_.back().any) out_ += ',';
        out_ += '"';
        out_ += raw;
        out_ += "\":";
    }

    void close() {
        removed(open_.back());
        const auto done = open_.back();
        open_.pop_back();
        if (open_.empty() || done.any) {
            out_ += '}';
            if (!open_.empty()) open_.back().any = true;
        } else {
            out_.resize(done.start);  // nothing differs
        }
    }

    void removed(frame& f) {
        for (auto at = before_.children(f.before); !at.done(); at.advance()) {
            if (after_finder_.member(f.after, plain(at.key())) != text::node::none) continue;
            begin_member(at.key());
            out_ += "null";
            f.any = true;
        }
    }

    result<void> member() {
        auto& top = open_.back();
        const auto name = top.at.key();
        const auto now = top.at.value();
        const auto old = find_before(top, name);
        top.at.advance();
        if (old != text::node::none) {
            if (before_.kind_of(old) == kind::object && after_.kind_of(now) == kind::object) {
                if (before_.source(old) != after_.source(now)) open(name, old, now);
                return {};
            }
            if (before_.source(old) == after_.source(now)) return {};
            if (equality<text_view>(before_, after_)(old, now)) return {};
        }
        if (after_.kind_of(now) == kind::null) return fail(null_at({name}));
        begin_member(name);
        top.any = true;
        return write(now, name);
    }

    std::uint32_t find_before(frame& f, std::string_view raw) {
        if (!f.twin.done()) {
            const auto found = f.twin.value();
            const bool same = same_raw(f.twin.key(), raw);
            f.twin.advance();
            if (same) return found;
        }
        return before_finder_.member(f.before, plain(raw));
    }

    // A value that goes into the patch as it is: no object in it may hold a null, for that
    // would delete. Nulls inside arrays are plain values.
    result<void> write(std::uint32_t node, std::optional<std::string_view> name) {
        if (after_.kind_of(node) == kind::object) {
            if (auto null = find_null(node, name); !null.empty()) return fail(null_at(null));
        }
        append_formatted(out_, after_, node, {}, {}, 0);
        return {};
    }

    std::vector<std::string_view> find_null(std::uint32_t object,
                                            std::optional<std::string_view> name) const {
        std::vector<text_view::cursor> stack{after_.children(object)};
        while (!stack.empty()) {
            if (stack.back().done()) {
                stack.pop_back();
                if (!stack.empty()) stack.back().advance();
                continue;
            }
            const auto k = after_.kind_of(stack.back().value());
            if (k == kind::null) {
                std::vector<std::string_view> path;
                if (name) path.push_back(*name);
                for (const auto& at : stack) path.push_back(at.key());
                return path;
            }
            if (k == kind::object) {
                stack.push_back(after_.children(stack.back().value()));
            } else {
                stack.back().advance();
            }
        }
        return {};
    }

    [[nodiscard]] error null_at(const std::vector<std::string_view>& below) const {
        std::string path;
        std::string token;
        const auto append = [&](std::string_view raw) {
            token.clear();
            append_decoded(token, raw);
            append_token(path, token);
        };
        for (std::size_t i = 1; i < open_.size(); ++i) append(open_[i].name);
        for (const auto raw : below) append(raw);
        return null_to_store(std::move(path));
    }

    std::string_view plain(std::string_view raw) {
        if (!has_escape(raw)) return raw;
        plain_.clear();
        append_decoded(plain_, raw);
        return plain_;
    }

    text_view before_;
    text_view after_;
    child_finder before_finder_;
    child_finder after_finder_;
    std::vector<frame> open_{};
    std::string out_{};
    std::string plain_{};
};

}  // namespace
}  // namespace emend::detail

namespace emend::text {

result<std::string> merge_diff(const index& before, const index& after) {
    if (before.nodes().empty() || after.nodes().empty()) {
        return fail({errc::syntax_error, error::none, {}, error::none, "indexes that have read a text", {}});
    }
    return detail::text_merge_differ(before, after).run();
}

result<std::string> merge_diff(std::string_view before, std::string_view after, const read_options& options) {
    return detail::with_indexes(before, after, options, [](const index& left, const index& right) {
        return merge_diff(left, right);
    });
}

}  // namespace emend::text
