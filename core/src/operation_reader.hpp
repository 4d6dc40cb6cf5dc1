// Exports operation_reader: the grammar of one operation (RFC 6902 §4), once for both lanes.
//
// An Access hands out the document's nodes:
//   node                      a cheap handle of a value
//   path                      what it makes of a pointer
//   is_object(node)           type_name(node)
//   members(node)             those of an operation that mean something
//   string(node)              the text of a string, or nothing
//   read_pointer(text)        that text as a path, or invalid_pointer
//   offset(node)              byte in the source, or error::none
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "emend/pointer.hpp"

namespace emend::detail {

enum class verb : std::uint8_t { add, remove, replace, move, copy, test };

/// An operation whose value still stands in the patch document.
template <class Node, class Path = pointer>
struct operation_draft {
    verb what{};
    Path path{};
    Path from{};   ///< of move and copy
    Node value{};  ///< of add, replace and test
};

/// The members of an operation that mean something; others are ignored.
template <class Node>
struct operation_members {
    std::optional<Node> op{};
    std::optional<Node> path{};
    std::optional<Node> from{};
    std::optional<Node> value{};

    /// Where the member of that name is kept; null for a name without meaning.
    [[nodiscard]] std::optional<Node>* named(std::string_view name) {
        if (name == "op") return &op;
        if (name == "path") return &path;
        if (name == "from") return &from;
        return name == "value" ? &value : nullptr;
    }
};

template <class Access>
class operation_reader {
public:
    using node = typename Access::node;
    using path = typename Access::path;
    using draft = operation_draft<node, path>;

    operation_reader(const Access& access, node source, std::size_t index)
        : access_(access), source_(source), index_(index) {}

    result<draft> read() const {
        if (!access_.is_object(source_)) return fail(wrong_type(source_, {}, "an object"));
        const auto given = access_.members(source_);
        const auto name = text(given.op, "op");
        if (!name) return fail(name.error());
        const auto what = verb_named(*name);
        if (!what) {
            return fail(invalid(*given.op, "op", "add, remove, replace, move, copy or test",
                                '"' + std::string(*name) + '"'));
        }
        draft out{*what, {}, {}, {}};
        if (auto read = pointer_into(out.path, given.path, "path"); !read)
            return fail(std::move(read).error());
        const bool has_from = *what == verb::move || *what == verb::copy;
        if (has_from) {
            if (auto read = pointer_into(out.from, given.from, "from"); !read)
                return fail(std::move(read).error());
        } else if (*what != verb::remove) {
            if (!given.value) return fail(invalid(source_, "value", "a value", "no such member"));
            out.value = *given.value;
        }
        return out;
    }

private:
    static std::optional<verb> verb_named(std::string_view name) {
        if (name == "add") return verb::add;
        if (name == "remove") return verb::remove;
        if (name == "replace") return verb::replace;
        if (name == "move") return verb::move;
        if (name == "copy") return verb::copy;
        if (name == "test") return verb::test;
        return {};
    }

    error invalid(node at, const std::string& member, std::string expected, std::string actual) const {
        std::string where = "/" + std::to_string(index_);
        if (!member.empty()) append_token(where, member);
        return {errc::invalid_patch, index_,           std::move(where), access_.offset(at),
                std::move(expected), std::move(actual)};
    }

    error wrong_type(node at, const std::string& member, std::string expected) const {
        return invalid(at, member, std::move(expected), access_.type_name(at));
    }

    auto text(std::optional<node> found, const char* member) const {
        using words = typename decltype(access_.string(source_))::value_type;
        if (!found) return result<words>(fail(invalid(source_, member, "a string", "no such member")));
        auto string = access_.string(*found);
        if (!string) return result<words>(fail(wrong_type(*found, member, "a string")));
        return result<words>(std::move(*string));
    }

    result<void> pointer_into(path& out, std::optional<node> found, const char* member) const {
        const auto string = text(found, member);
        if (!string) return fail(string.error());
        auto p = access_.read_pointer(*string);
        if (!p) {
            p.error().operation = index_;
            p.error().offset = access_.offset(*found);
            return fail(std::move(p).error());
        }
        out = std::move(*p);
        return {};
    }

    const Access& access_;
    node source_;
    std::size_t index_;
};

}  // namespace emend::detail
