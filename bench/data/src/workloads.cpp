#include "emend/bench/workloads.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "emend/bench/documents.hpp"

#include "writer.hpp"

namespace emend::bench_data {
namespace {

// How many parts of a document give so many bytes, judged by a document of 64 of them.
template <class Document>
std::size_t parts(std::size_t bytes, Document document) {
    const auto empty = document(0).size();
    const auto one = (document(64).size() - empty) / 64;
    return std::max<std::size_t>(1, (std::max(bytes, empty) - empty + one / 2) / one);
}

// Replacements and insertions in turn, spread over the objects that are elements of the array at `path`.
std::string row_operations(const std::string& path, std::size_t elements, std::size_t count) {
    std::string out = "[";
    for (std::size_t i = 0; i < count; ++i) {
        const auto row = path + '/' + std::to_string(i * 7919 % elements);
        const auto n = std::to_string(i);
        if (i > 0) out += ',';
        if (i % 2 == 0)
            out += R"({"op":"replace","path":")" + row + R"(/id","value":)" + n + '}';
        else
            out += R"({"op":"add","path":")" + row + R"(/new)" + n + R"(","value":{"a":[1,2]}})";
    }
    return out + ']';
}

// A merge patch does not reach into arrays: members of the root, and one that goes.
std::string root_members(const std::string& gone, std::size_t count) {
    std::string out = "{\"" + gone + "\":null";
    for (std::size_t i = 1; i < count; ++i) {
        const auto n = std::to_string(i);
        out += R"(,"new)" + n + R"(":{"a":[1,2],"b":null,"c":)" + n + '}';
    }
    return out + '}';
}

std::vector<item> one(std::string before, std::string after, std::string patch = {}, std::string merge = {}) {
    std::vector<item> all;
    all.push_back({std::move(before), std::move(after), std::move(patch), std::move(merge)});
    return all;
}

// A document of parts: edited ones, operations on its `rows`, and a merge patch of its `members`.
template <class Document>
std::vector<item> make_document(const amount& how, Document document, const std::string& rows,
                                const std::string& members) {
    const auto count = parts(how.bytes, document);
    auto before = document(count);
    auto after = edited(before, how.edits, how.seed);
    return one(std::move(before), std::move(after), row_operations(rows, count, how.operations),
               root_members(members, 100));
}

std::vector<item> make_messages(const amount& how) {
    const auto document = [&](std::size_t n) { return messages(n, {.seed = how.seed}); };
    return make_document(how, document, "/statuses", "search_metadata");
}

std::vector<item> make_catalogue(const amount& how) {
    const auto document = [&](std::size_t n) { return catalogue(n, {.seed = how.seed}); };
    return make_document(how, document, "/performances", "areaNames");
}

std::vector<item> make_coordinates(const amount& how) {
    const auto document = [&](std::size_t n) { return coordinates(n * 100, {.seed = how.seed}); };
    auto before = document(parts(how.bytes, document));
    auto after = edited(before, how.edits, how.seed);
    return one(std::move(before), std::move(after));
}

std::vector<item> make_records(const amount& how) {
    const auto document = [&](std::size_t n) { return records(n, {.seed = how.seed}); };
    const auto count = parts(how.bytes, document);
    const auto edits = how.edits > 0 ? how.edits : std::max<std::size_t>(1, how.bytes / 17'000);
    auto before = document(count);
    auto after = edited(before, edits, how.seed);
    return one(std::move(before), std::move(after),
               row_operations("", count, how.operations > 0 ? how.operations : edits));
}

constexpr std::size_t row_bytes = 150;

std::vector<item> make_rows(const amount& how) {
    const auto count = std::max<std::size_t>(2, how.bytes / (row_bytes + 1));
    const auto share = how.edits > 0 ? static_cast<double>(how.edits) / static_cast<double>(3 * count) : 0.01;
    const auto operations = how.operations > 0 ? how.operations : std::max<std::size_t>(1, count * 3 / 100);
    return one(small_records(shuffled_ids(count, 0), row_bytes),
               small_records(shuffled_ids(count, share, how.seed), row_bytes),
               row_operations("", count, operations));
}

std::vector<item> make_pairs(const amount& how) {
    const auto count = std::max<std::size_t>(1, how.bytes / record(0).size());
    std::vector<item> all;
    all.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        auto before = record(i, {.seed = how.seed});
        auto after = edited(before, how.edits, how.seed + i);
        const auto n = std::to_string(i);
        all.push_back({std::move(before), std::move(after),
                       R"([{"op":"replace","path":"/balance","value":)" + n +
                           R"(},{"op":"add","path":"/friends/0","value":{"id":1,"name":"new"}},)" +
                           R"({"op":"remove","path":"/notes"}])",
                       R"({"balance":)" + n + R"(,"notes":null,"counters":{"seen":)" + n + "}}"});
    }
    return all;
}

// {"m0":0,"m1":10,...}; every so manieth member has another value.
std::string wide(std::size_t count, std::size_t every, std::size_t from) {
    std::string out = "{";
    for (std::size_t i = 0; i < count; ++i) {
        if (out.size() > 1) out += ',';
        const auto changed = every > 0 && i % every == from % every;
        out += "\"m" + std::to_string(i) + "\":" + std::to_string(changed ? i * 10 + 7 : i * 10);
    }
    return out + '}';
}

std::vector<item> make_wide(const amount& how) {
    const auto count = std::max<std::size_t>(1, how.bytes / 16);
    std::string patch = "[";
    for (std::size_t i = 0; i < how.operations; ++i) {
        if (i > 0) patch += ',';
        patch += R"({"op":"replace","path":"/m)" + std::to_string(mix(how.seed + i) % count) +
                 R"(","value":)" + std::to_string(i) + '}';
    }
    return one(wide(count, 0, 0), wide(count, std::max<std::size_t>(1, count / how.edits), how.seed),
               patch + ']', root_members("m0", how.edits));
}

std::string numbers(std::size_t from, std::size_t to, std::size_t step) {
    std::string out = "[";
    for (auto i = from; i < to; i += step) {
        if (out.size() > 1) out += ',';
        out += std::to_string(i);
    }
    return out + ']';
}

// Elements of six digits or so.
std::vector<item> make_front(const amount& how) {
    const auto from = how.seed * 100'000;
    const auto count = std::max<std::size_t>(1, how.bytes / 7);
    const auto before = numbers(from, from + count, 1);
    return one(before, "[\"new\"," + before.substr(1), R"([{"op":"add","path":"/0","value":"new"}])");
}

std::vector<item> make_half(const amount& how) {
    const auto from = how.seed * 100'000;
    const auto count = std::max<std::size_t>(2, how.bytes / 7);
    return one(numbers(from, from + count, 1), numbers(from, from + count, 2));
}

std::vector<item> make_nested(const amount& how) {
    const auto levels = std::max<std::size_t>(1, how.bytes / 7);
    const auto document = [&](const std::string& value) {
        std::string out;
        for (std::size_t i = 0; i < levels; ++i) out += R"({"a":)";
        return out + value + std::string(levels, '}');
    };
    std::string path;
    for (std::size_t i = 0; i < levels; ++i) path += "/a";
    return one(document(std::to_string(how.seed)), document("\"new\""),
               R"([{"op":"replace","path":")" + path + R"(","value":"new"}])");
}

constexpr std::array<kind, 11> all_kinds{{
    {"messages", "messages with users: deep, mostly strings; 22 edits, 100 operations", 600'000, 22, 100,
     make_messages},
    {"catalogue", "a seat catalogue: numbers for names, small integers; 26 edits", 1'700'000, 26, 100,
     make_catalogue},
    {"coordinates", "rings of coordinates: nothing but numbers; 112 edits", 2'200'000, 112, 0,
     make_coordinates},
    {"rows", "10,000 records of 150 bytes; 1 % inserted, removed, moved", 1'510'000, 0, 0, make_rows},
    {"rows_100k", "100,000 records of 150 bytes; 1 % inserted, removed, moved", 15'100'000, 0, 0, make_rows},
    {"records", "an array of records of 1 KB; an edit each 17 KB", 67'000'000, 0, 0, make_records},
    {"pairs", "many pairs of records of 1 KB; 3 edits each", 4'000'000, 3, 0, make_pairs},
    {"wide", "an object of 100,000 members; 10 edits", 1'600'000, 10, 10, make_wide},
    {"front", "20,000 numbers; one is inserted at the front", 140'000, 0, 0, make_front},
    {"half", "20,000 numbers; every second one goes", 140'000, 0, 0, make_half},
    {"nested", "objects inside objects, 100 deep; the innermost value changes", 700, 0, 0, make_nested},
}};

}  // namespace

std::span<const kind> kinds() { return all_kinds; }

const kind* find_kind(std::string_view name) {
    const auto* const found = std::ranges::find(all_kinds, name, &kind::name);
    return found == all_kinds.end() ? nullptr : found;
}

std::vector<item> make(const kind& what, amount how) {
    if (how.bytes == 0) how.bytes = what.bytes;
    if (how.operations == 0) how.operations = how.edits > 0 ? how.edits : what.operations;
    if (how.edits == 0) how.edits = what.edits;
    return what.make(how);
}

}  // namespace emend::bench_data
