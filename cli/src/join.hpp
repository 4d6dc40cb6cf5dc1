#pragma once

#include "bulk_items.hpp"
#include "records.hpp"

namespace emend::cli {

/// Pairs two snapshots by the keys of their records. What comes out does not depend on the way: where the
/// keys of both never fall, the items stand in the order of the keys, BEFORE first; else those of BEFORE in
/// its order, then what only AFTER has in its. A fault stands where its record would. All are false when
/// nothing more is wanted, or a signal asks for an end.

/// Whether a snapshot's keys never fall.
[[nodiscard]] outcome<bool> is_sorted(record_reader& records);

/// REQUIRES: both are sorted
///
/// cost  holds a record of each
[[nodiscard]] outcome<bool> join_sorted(record_reader& before, record_reader& after, bulk_items& out);

/// Holds about `memory` bytes at most, the rest goes to temporary files. The answers are a turn of `meter`.
///
/// errors  io_error: no room for them
/// cost    what does not fit is written to disk and read twice
[[nodiscard]] outcome<bool> join_by_hash(record_reader& before, record_reader& after, std::size_t memory,
                                         bulk_items& out, progress& meter);

}  // namespace emend::cli
