// Exports lower(): from identities to operations. Every index is the rank of a live
// slot at the moment the operation is written; nothing is ever shifted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "lane.hpp"
#include "work.hpp"

namespace emend::detail {

/// One token of a path: the name of a node, an index, or a name of our own.
struct path_token {
    id named = nobody;
    std::size_t index = 0;
    std::string_view made_up{};
};
using path = std::vector<path_token>;

/// Where the operations go.
class sink {
public:
    sink() = default;
    sink(const sink&) = delete;
    sink& operator=(const sink&) = delete;
    virtual ~sink() = default;

    virtual void add(const path& at, id value) = 0;
    virtual void remove(const path& at) = 0;
    virtual void replace(const path& at, id value) = 0;
    virtual void move(const path& from, const path& at) = 0;
    virtual void copy(const path& from, const path& at) = 0;
    virtual void test(const path& at, id value) = 0;

    /// Bytes of the patch so far as compact JSON.
    virtual std::uint64_t bytes() const = 0;
    virtual void clear() = 0;
};

/// Writes the operations of the root pair and all below it.
void lower(workspace& space, lane& documents, sink& out);

/// Whether what was written is longer than the one operation that replaces the document.
[[nodiscard]] bool longer_than_whole(const workspace& space, lane& documents, const sink& out);

/// Writes the one operation that replaces the document.
void replace_root(workspace& space, lane& documents, sink& out);

}  // namespace emend::detail
