// Exports operation_reader: the grammar of one operation (RFC 6902 §4), once for both lanes.
//
// An Access hands out the document's nodes:
//   node                      a cheap handle of a value
//   path                      what it makes of a pointer
//   is_object(node)           type_name(node)
//   members(node)             those of an operation that mean something
//   string(node)              the text of a string, or nothing
//   read_pointer(text, path)  makes that text the path, or invalid_pointer
//   offset(node)              byte in the source, or error::none
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "emend/pointer.hpp"

#include "success.hpp"

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

    /// REQUIRES: `out` is new.
    result<void> read(draft& out) const {
        if (!access_.is_object(source_)) return fail(wrong_type(source_, {}, "an object"));
        const auto given = access_.members(source_);
        std::string_view name;
        if (auto done = text_into(name, given.op, "op"); !done) return done;
        const auto what = verb_named(name);
        if (!what) {
            return fail(invalid(*given.op, "op", "add, remove, replace, move, copy or test",
                                '"' + std::string(name) + '"'));
        }
        out.what = *what;
        auto done = pointer_into(out.path, given.path, "path");
        if (!done || *what == verb::remove) return done;
        if (*what == verb::move || *what == verb::copy) return pointer_into(out.from, given.from, "from");
        if (!given.value) return fail(invalid(source_, "value", "a value", "no such member"));
        out.value = *given.value;
        return done;
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

    result<void> text_into(std::string_view& out, std::optional<node> found, const char* member) const {
        if (!found) return fail(invalid(source_, member, "a string", "no such member"));
        const auto string = access_.string(*found);
        if (!string) return fail(wrong_type(*found, member, "a string"));
        out = *string;
        return success();
    }

    result<void> pointer_into(path& out, std::optional<node> found, const char* member) const {
        std::string_view string;
        if (auto done = text_into(string, found, member); !done) return done;
        auto done = access_.read_pointer(string, out);
        if (!done) {
            done.error().operation = index_;
            done.error().offset = access_.offset(*found);
        }
        return done;
    }

    const Access& access_;
    node source_;
    std::size_t index_;
};

}  // namespace emend::detail
