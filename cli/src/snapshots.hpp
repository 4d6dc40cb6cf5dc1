#pragma once

#include <array>
#include <memory>
#include <string>

#include "bulk_items.hpp"
#include "byte_source.hpp"
#include "progress.hpp"

namespace emend::cli {

/// Two snapshots in files of records, and how they are joined.
struct snapshots {
    std::string pointer{};                              ///< where a record's key stands
    std::array<std::unique_ptr<file_source>, 2> files;  ///< BEFORE and AFTER, opened
    std::size_t longest = 0;                            ///< the longest line
    std::size_t memory = 0;                             ///< what may be held where they are not sorted
};

/// Joins them; what comes out goes to `answers`, whose workers are item_answers().
///
/// errors  io_error
[[nodiscard]] outcome<void> join_snapshots(snapshots both, progress& meter, bulk::pipeline& answers);

}  // namespace emend::cli
