// Exports edit_tree: a document while patches run over it, by identity. A value of the base keeps
// its number wherever it is moved; what an operation writes, and each copy, gets a new one.
//
// A value is closed until an operation goes into it: then the children that it came with stand in
// the table, one block a container, and a list tells those that it has by now.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "operation_reader.hpp"
#include "view.hpp"
#include "work.hpp"

namespace emend::detail {

/// An operation whose value is the handle of a view.
using tracked_operation = operation_draft<std::uint64_t>;

/// A child as its document has it.
struct shape {
    std::uint64_t value = 0;
    std::uint64_t key = 0;
    std::uint64_t key_hash = 0;
    kind what = kind::null;
};

/// What the tree asks of the documents. Number 0 is the base; the values of patch n are in number n.
class shapes {
public:
    shapes() = default;
    shapes(const shapes&) = delete;
    shapes& operator=(const shapes&) = delete;
    virtual ~shapes() = default;

    virtual shape root() = 0;
    virtual kind kind_of(std::uint32_t source, std::uint64_t value) = 0;
    /// Appends the children in their order.
    virtual void list(std::uint32_t source, const shape& container, std::vector<shape>& out) = 0;
    virtual bool is_named(std::uint32_t source, const shape& member, const std::string& name) = 0;
};

enum class provenance : std::uint8_t {
    base,     ///< a value of the base
    copied,   ///< a copy of `origin`, or a part of one
    written,  ///< by an operation, or a copy of what had been changed
};

struct tracked {
    shape now{};  ///< as its document has it
    std::uint32_t source = 0;
    provenance from = provenance::base;
    bool touched = false;  ///< something inside was changed
    id parent = nobody;    ///< the container around it by now
    id home = nobody;      ///< the container that it came in
    id origin = nobody;    ///< of a copy: what it was copied from; of the base, or written
    id first = nobody;     ///< the block of the children that it came with
    std::uint32_t count = 0;
    std::uint32_t list = 0;  ///< 0 while closed
};

inline constexpr std::uint32_t no_seat = 0xffff'ffffU;

/// A child that a container has by now.
struct seated {
    id node = nobody;                   ///< nobody: it left
    std::uint32_t seat = no_seat;       ///< the place in the block where it stands; else it came later
    id bearer = nobody;                 ///< members: the value of a block that brought the name,
    const std::string* name = nullptr;  ///< or the token of an operation
};

class edit_tree {
public:
    explicit edit_tree(shapes& documents);

    /// Runs operations that are known to apply. Gives false where following them would cost too much.
    [[nodiscard]] bool run(std::uint32_t source, const std::vector<tracked_operation>& ops);

    [[nodiscard]] id root() const { return root_; }
    [[nodiscard]] const tracked& operator[](id x) const { return nodes_[x]; }
    [[nodiscard]] std::size_t size() const { return nodes_.size(); }
    [[nodiscard]] bool is_open(id x) const { return nodes_[x].list != 0; }
    /// REQUIRES: it is open.
    [[nodiscard]] const std::vector<seated>& children(id x) const { return lists_[nodes_[x].list].all; }
    [[nodiscard]] std::uint32_t place(id x) const { return x - nodes_[nodes_[x].home].first; }
    [[nodiscard]] std::uint64_t name_hash(const seated& s) const;
    /// Values of the base that were tested before anything in them was changed.
    [[nodiscard]] const std::vector<id>& tested() const { return tested_; }

private:
    struct children_list {
        std::vector<seated> all{};
        std::unordered_map<std::uint64_t, std::uint32_t> by_name{};  ///< where a name was last seated
    };
    struct spot {
        id container = nobody;
        std::uint32_t at = no_seat;  ///< in the list; no_seat for a new member
        const std::string* token = nullptr;
    };

    bool one(std::uint32_t source, const tracked_operation& o);
    bool copy(const tracked_operation& o);
    bool move(const tracked_operation& o);

    id add(const shape& now, std::uint32_t source, provenance from);
    void open(id x);
    [[nodiscard]] std::optional<spot> find(const pointer& path, bool may_be_new);
    [[nodiscard]] std::uint32_t find_member(id object, const std::string& name);
    [[nodiscard]] bool is_named(const seated& s, const std::string& name);
    [[nodiscard]] id value_at(const pointer& path);

    id take(const spot& s);
    bool put(const pointer& path, id x);
    void seat(const spot& s, id x);
    void touch(id container);
    /// Gives the same values as new ones; nobody where they are too many.
    [[nodiscard]] id clone(id x);
    [[nodiscard]] id clone_closed(id x);

    shapes& documents_;
    std::vector<tracked> nodes_{};
    std::vector<children_list> lists_{1};
    std::vector<id> tested_{};
    std::vector<shape> listed_{};
    id root_ = 0;
    std::size_t shifted_ = 0;  ///< elements that made room
    std::size_t cloned_ = 0;
};

}  // namespace emend::detail
