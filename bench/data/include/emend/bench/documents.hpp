#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// Seeded JSON documents for measurements: the same arguments give the same bytes on
/// every machine. Compact unless `indent` says otherwise.
namespace emend::bench_data {

/// What varies between two versions of one document.
struct version {
    std::uint64_t seed = 1;
    double changed = 0;      ///< share of the leaves that have another value, 0 to 1
    std::uint64_t edit = 1;  ///< which leaves: another number, other leaves
    int indent = 0;          ///< spaces a level; 0 is compact
    bool ascii = false;      ///< no word beyond ASCII or with an escape
};

/// Messages with users and entities: deep, mostly strings, some beyond ASCII, some escapes.
/// 135 of them are about 0.6 MB.
[[nodiscard]] std::string messages(std::size_t count, const version& v = {});

/// A seat catalogue: wide objects with numbers for names, small integers, many nulls.
/// 240 performances are about 0.5 MB compact.
[[nodiscard]] std::string catalogue(std::size_t performances, const version& v = {});

/// Rings of coordinates: nothing but numbers in arrays.
[[nodiscard]] std::string coordinates(std::size_t points, const version& v = {});

/// One customer record of about 1 KB.
[[nodiscard]] std::string record(std::uint64_t id, const version& v = {});

/// An array of records.
[[nodiscard]] std::string records(std::size_t count, const version& v = {});

/// Ids of records after `share` of them were removed, as many inserted and as many moved.
[[nodiscard]] std::vector<std::uint64_t> shuffled_ids(std::size_t count, double share,
                                                      std::uint64_t edit = 1);

/// An array of the records with these ids, each about `bytes` long (60 at least).
[[nodiscard]] std::string small_records(const std::vector<std::uint64_t>& ids, std::size_t bytes);

}  // namespace emend::bench_data
