// What the stages of the diff that work on nodes alone ask of the documents.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "work.hpp"

namespace emend::detail {

/// Values that are looked for.
struct wanted_values {
    std::vector<std::uint64_t> hashes{};  ///< sorted
    std::vector<std::uint32_t> sizes{};   ///< of the scalars among them, sorted
    bool containers = false;              ///< there are containers among them
    std::vector<id> values{};             ///< nodes that have them
};

class lane {
public:
    lane() = default;
    lane(const lane&) = delete;
    lane& operator=(const lane&) = delete;
    virtual ~lane() = default;

    /// Puts the whole subtree of a node into the table.
    virtual void open(id node) = 0;
    /// Whether two nodes have the same value; exact. Nodes may be of one document or of both.
    virtual bool same(id x, id y) = 0;
    /// Bytes of the value as compact JSON, or anything above `enough` once that is sure.
    virtual std::uint64_t size(id node, std::uint64_t enough) = 0;
    /// Values that the diff leaves as they are, by hash, as far as they are wanted.
    virtual std::unordered_map<std::uint64_t, id> find_stable(const wanted_values& wanted) = 0;
    /// The hashes of the names of an object's members, in their order.
    virtual std::vector<std::uint64_t> names(id object) = 0;
    /// A member that tells the pair's object from its neighbours and does not change; or nobody.
    virtual id find_guard(std::uint32_t pair) = 0;
};

}  // namespace emend::detail
