// Exports estimator: a cheap upper guess of the bytes that turn one value into another.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "work.hpp"

namespace emend::detail {

/// Guesses by hashes, three levels deep. Without budget everything costs a
/// replacement: a worse patch, never a wrong one.
class estimator {
public:
    explicit estimator(workspace& space) : space_(space) {}

    /// REQUIRES: both open, or closed scalars with a hash.
    [[nodiscard]] std::uint64_t operator()(id a, id b, std::uint64_t length, int depth = 3);

private:
    std::uint64_t objects(const work& a, const work& b, std::uint64_t length, int depth, std::uint64_t top);
    std::uint64_t member(id x, id y, std::uint64_t length, int depth);
    std::uint64_t arrays(const work& a, const work& b, std::uint64_t length, int depth, std::uint64_t top);
    std::uint64_t leftovers(const std::vector<id>& a, const std::vector<id>& b, std::uint64_t length,
                            int depth);

    workspace& space_;
    std::unordered_map<std::uint64_t, std::uint32_t> memo_{};  ///< by both ids and the depth
};

}  // namespace emend::detail
