// Exports operation_reader: the grammar of one operation (RFC 6902 §4), once for both lanes.
//
// An Access hands out the document's nodes:
//   node                      a cheap handle of a value
//   is_object(node)           type_name(node)
//   find(node, name)          the member, or nothing
//   string(node)              the text of a string, or nothing
//   offset(node)              byte in the source, or error::none
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "emend/pointer.hpp"

namespace emend::detail {

enum class verb : std::uint8_t { add, remove, replace, move, copy, test };

/// An operation whose value still stands in the patch document.
template <class Node>
struct operation_draft {
    verb what{};
    pointer path{};
    pointer from{};  ///< of move and copy
    Node value{};    ///< of add, replace and test
};

template <class Access>
class operation_reader {
public:
    using node = typename Access::node;
    using draft = operation_draft<node>;

    operation_reader(const Access& access, node source, std::size_t index)
        : access_(access), source_(source), index_(index) {}

    result<draft> read() const {
        if (!access_.is_object(source_)) return fail(wrong_type(source_, {}, "an object"));
        const auto name = text("op");
        if (!name) return fail(name.error());
        const auto what = verb_named(*name);
        if (!what) {
            return fail(invalid(*access_.find(source_, "op"), "op",
                                "add, remove, replace, move, copy or test", "\"" + *name + "\""));
        }
        draft out{*what, {}, {}, {}};
        if (auto read = pointer_into(out.path, "path"); !read) return fail(std::move(read).error());
        const bool has_from = *what == verb::move || *what == verb::copy;
        if (has_from) {
            if (auto read = pointer_into(out.from, "from"); !read) return fail(std::move(read).error());
        } else if (*what != verb::remove) {
            const auto value = access_.find(source_, "value");
            if (!value) return fail(invalid(source_, "value", "a value", "no such member"));
            out.value = *value;
        }
        return out;
    }

private:
    static std::optional<verb> verb_named(const std::string& name) {
        if (name == "add") return verb::add;
        if (name == "remove") return verb::remove;
        if (name == "replace") return verb::replace;
        if (name == "move") return verb::move;
        if (name == "copy") return verb::copy;
        if (name == "test") return verb::test;
        return {};
    }

    error invalid(node at, const std::string& member, std::string expected, std::string actual) const {
        std::string path = "/" + std::to_string(index_);
        if (!member.empty()) append_token(path, member);
        return {errc::invalid_patch, index_,           std::move(path), access_.offset(at),
                std::move(expected), std::move(actual)};
    }

    error wrong_type(node at, const std::string& member, std::string expected) const {
        return invalid(at, member, std::move(expected), access_.type_name(at));
    }

    result<std::string> text(const char* member) const {
        const auto found = access_.find(source_, member);
        if (!found) return fail(invalid(source_, member, "a string", "no such member"));
        auto string = access_.string(*found);
        if (!string) return fail(wrong_type(*found, member, "a string"));
        return std::move(*string);
    }

    result<void> pointer_into(pointer& out, const char* member) const {
        const auto string = text(member);
        if (!string) return fail(string.error());
        auto p = parse_pointer(*string);
        if (!p) {
            p.error().operation = index_;
            p.error().offset = access_.offset(*access_.find(source_, member));
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
