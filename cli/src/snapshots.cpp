#include "snapshots.hpp"

#include <utility>

#include "files.hpp"
#include "join.hpp"

namespace emend::cli {
namespace {

// A snapshot, from its beginning.
record_reader records_of(std::unique_ptr<file_source> file, const snapshots& both, progress& meter) {
    const auto name = file->name();
    return {unpacked(std::move(file), packing_by_name(name)), name, both.pointer, both.longest, meter};
}

bool can_be_read_twice(const file_source& file) { return file.name() != "<stdin>" && file.size(); }

// Of both files; 0 where one of them is a pipe.
std::size_t bytes_of(const snapshots& both) {
    const auto before = both.files[0]->size();
    const auto after = both.files[1]->size();
    return before && after ? *before + *after : 0;
}

// Pipes count as not sorted: the answers are the same either way.
outcome<bool> both_sorted(const snapshots& both, progress& meter) {
    for (const auto& each : both.files)
        if (!can_be_read_twice(*each)) return false;
    meter.begin(bytes_of(both));
    for (const auto& each : both.files) {
        auto again = open_input(each->name());
        if (!again) return fail(std::move(again).error());
        auto records = records_of(
            std::make_unique<file_source>(descriptor(*again), each->name(), &meter.bytes_read), both, meter);
        if (auto sorted = is_sorted(records); !sorted || !*sorted) return sorted;
    }
    return true;
}

}  // namespace

outcome<void> join_snapshots(snapshots both, progress& meter, bulk::pipeline& answers) {
    const auto sorted = both_sorted(both, meter);
    if (!sorted) return fail(sorted.error());
    meter.begin(bytes_of(both));
    auto before = records_of(std::move(both.files[0]), both, meter);
    auto after = records_of(std::move(both.files[1]), both, meter);
    bulk_items items(answers);
    const auto over =
        *sorted ? join_sorted(before, after, items) : join_by_hash(before, after, both.memory, items, meter);
    items.flush();
    return over ? outcome<void>() : fail(over.error());
}

}  // namespace emend::cli
