// diff/<contender>/<workload>: two versions of one document. Text contenders start from
// texts; simdjson's DOM parse of both is their floor. Value contenders start from parsed values;
// nlohmann's == of two equal ones, the walk that no diff can do without, is theirs.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>
#include <simdjson.h>

#include "emend/apply.hpp"
#include "emend/bench/documents.hpp"
#include "emend/diff.hpp"
#include "emend/equal.hpp"
#include "emend/text.hpp"

namespace {

namespace data = emend::bench_data;
using emend::json;

struct workload {
    std::string before;
    std::string after;
};

void floor_dom(benchmark::State& state, const workload& w) {
    const simdjson::padded_string before(w.before);
    const simdjson::padded_string after(w.after);
    simdjson::dom::parser first;
    simdjson::dom::parser second;
    for ([[maybe_unused]] auto _ : state) {
        if (first.parse(before).error() != simdjson::SUCCESS) return state.SkipWithError("no document");
        if (second.parse(after).error() != simdjson::SUCCESS) return state.SkipWithError("no document");
    }
}

bool right(const workload& w) {
    const auto patch = emend::text::diff(w.before, w.after);
    const auto got = patch ? emend::text::apply(w.before, *patch) : std::string();
    return got && emend::text::equal(*got, w.after).value_or(false);
}

void emend_text(benchmark::State& state, const workload& w) {
    if (!right(w)) return state.SkipWithError("wrong answer");
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(emend::text::diff(w.before, w.after));
}

void emend_differ(benchmark::State& state, const workload& w) {
    emend::text::differ differ;
    if (!right(w) || *differ.diff(w.before, w.after) != *emend::text::diff(w.before, w.after)) {
        return state.SkipWithError("wrong answer");
    }
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(differ.diff(w.before, w.after));
}

// The diff alone, over indexes that are kept.
void emend_indexed(benchmark::State& state, const workload& w) {
    emend::text::index before;
    emend::text::index after;
    if (!before.parse(w.before) || !after.parse(w.after)) return state.SkipWithError("no document");
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(emend::text::diff(before, after));
}

void emend_values(benchmark::State& state, const workload& w) {
    const auto before = json::parse(w.before);
    const auto after = json::parse(w.after);
    const auto ops = emend::diff(before, after);
    const auto got = emend::apply(before, ops.value());
    if (!got || !emend::equal(*got, after)) return state.SkipWithError("wrong answer");
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(emend::diff(before, after));
}

void nlohmann_values(benchmark::State& state, const workload& w) {
    const auto before = json::parse(w.before);
    const auto after = json::parse(w.after);
    if (before.patch(json::diff(before, after)) != after) return state.SkipWithError("wrong answer");
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(json::diff(before, after));
}

// Both sides are copies of one document: nothing ends the walk early.
void nlohmann_equal(benchmark::State& state, const workload& w) {
    const auto before = json::parse(w.before);
    const auto after = json::parse(w.before);
    if (before != after) return state.SkipWithError("wrong answer");
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(before == after);
}

using maker = workload (*)();
enum class lanes : std::uint8_t { both, text };

// Documents are made when they are asked for first, and kept.
void add(const std::string& name, maker make, lanes which = lanes::both) {
    struct contender {
        const char* name;
        void (*run)(benchmark::State&, const workload&);
        bool text;
    };
    constexpr contender all[] = {
        {"simdjson_dom_of_both", floor_dom, true}, {"emend_text", emend_text, true},
        {"emend_differ", emend_differ, true},      {"emend_text_indexed", emend_indexed, true},
        {"emend_values", emend_values, false},     {"nlohmann_values", nlohmann_values, false},
        {"nlohmann_equal", nlohmann_equal, false},
    };
    const auto kept = std::make_shared<std::optional<workload>>();
    for (const auto& c : all) {
        if (which == lanes::text && !c.text) continue;
        benchmark::RegisterBenchmark(
            ("diff/" + std::string(c.name) + "/" + name).c_str(), [=, run = c.run](benchmark::State& state) {
                if (!*kept) *kept = make();
                const auto& w = **kept;
                run(state, w);
                state.SetItemsProcessed(state.iterations());
                state.SetBytesProcessed(state.iterations() *
                                        static_cast<std::int64_t>(w.before.size() + w.after.size()));
            });
    }
}

constexpr data::version changed{.seed = 1, .changed = 0.001, .edit = 1, .indent = 0};

// The first edit of it that comes down to one leaf.
workload record_with_one_edit() {
    workload made{data::record(7), {}};
    for (std::uint64_t edit = 1;; ++edit) {
        made.after = data::record(7, {.seed = 1, .changed = 0.02, .edit = edit, .indent = 0});
        if (json::diff(json::parse(made.before), json::parse(made.after)).size() == 1) return made;
    }
}

workload rows(std::size_t count, double share) {
    return {data::small_records(data::shuffled_ids(count, 0), 150),
            data::small_records(data::shuffled_ids(count, share), 150)};
}

const bool added = [] {
    add("messages_600k_0.1%", [] { return workload{data::messages(135), data::messages(135, changed)}; });
    add("catalogue_500k_0.1%", [] { return workload{data::catalogue(240), data::catalogue(240, changed)}; });
    add("coordinates_0.1%", [] {
        return workload{data::coordinates(20'000), data::coordinates(20'000, changed)};
    });
    add("record_1k", [] {
        return workload{data::record(7),
                        data::record(7, {.seed = 1, .changed = 0.1, .edit = 1, .indent = 0})};
    });
    add("record_1k_one_leaf", record_with_one_edit);
    add("rows_10000_1%_moved", [] { return rows(10'000, 0.01); });
    add(
        "rows_100000_1%_moved", [] { return rows(100'000, 0.01); }, lanes::text);
    add(
        "records_64M_0.1%",
        [] {
            return workload{data::records(64'000), data::records(64'000, changed)};
        },
        lanes::text);
    return true;
}();

}  // namespace
