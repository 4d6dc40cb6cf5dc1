// Exports plan_merge(): the three-way merge over nodes of the table, for any lane. Its
// result is a tree of references: a lane turns it into a document.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "emend/merge3.hpp"

#include "work.hpp"

namespace emend::detail {

/// What the merge asks of the three documents. All of them stand open in one table.
class three_documents {
public:
    three_documents() = default;
    three_documents(const three_documents&) = delete;
    three_documents& operator=(const three_documents&) = delete;
    virtual ~three_documents() = default;

    /// Whether two nodes of any documents have the same value; exact.
    virtual bool same(id x, id y) = 0;
    /// Whether two members have the same name.
    virtual bool same_name(id x, id y) = 0;
    /// The contents of a string.
    virtual std::string text(id x) = 0;
};

/// One value in the base and what each side made of it; nobody where it is missing.
struct triple {
    id base = nobody;
    id ours = nobody;
    id theirs = nobody;
};

inline constexpr std::uint32_t no_made = 0xffff'ffffU;

/// A value of the merged document: a value of one of the three as it stands, or a
/// container put together from `children`.
struct made {
    id source = nobody;  ///< the value itself; for a composed one the container that lends its kind
    id named = nobody;   ///< the member whose name it bears
    std::uint32_t parent = no_made;
    std::uint32_t place = 0;  ///< elements: how many stand in front
    bool composed = false;
    bool gone = false;  ///< not in the document: it marks where a conflict would stand
    std::vector<std::uint32_t> children{};
};

struct clash {
    conflict_kind kind{};
    bool open = false;  ///< the policy does not decide it
    std::uint32_t at = no_made;
    triple values{};
    std::vector<id> ours{};  ///< both_inserted: the elements
    std::vector<id> theirs{};
};

struct merge_plan {
    std::vector<made> nodes{};  ///< the root first
    std::vector<clash> clashes{};
};

/// REQUIRES: the roots are open.
[[nodiscard]] merge_plan plan_merge(workspace& space, three_documents& documents, const triple& roots,
                                    merge3_policy policy);

}  // namespace emend::detail
