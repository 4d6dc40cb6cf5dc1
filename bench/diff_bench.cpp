// diff/<contender>/<workload>: two versions of one document. Text contenders start from
// texts; simdjson's DOM parse of both is their floor. Value contenders start from parsed values.

#include <string>
#include <utility>

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
    std::string name;
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

void add(const workload& w) {
    const std::pair<const char*, void (*)(benchmark::State&, const workload&)> contenders[] = {
        {"simdjson_dom_of_both", floor_dom},   {"emend_text", emend_text},
        {"emend_text_indexed", emend_indexed}, {"emend_values", emend_values},
        {"nlohmann_values", nlohmann_values},
    };
    for (const auto& [name, run] : contenders) {
        const auto bytes = static_cast<std::int64_t>(w.before.size() + w.after.size());
        benchmark::RegisterBenchmark(("diff/" + std::string(name) + "/" + w.name).c_str(),
                                     [w, bytes, run = run](benchmark::State& state) {
                                         run(state, w);
                                         state.SetItemsProcessed(state.iterations());
                                         state.SetBytesProcessed(state.iterations() * bytes);
                                     });
    }
}

const bool added = [] {
    const data::version changed{.seed = 1, .changed = 0.001, .edit = 1, .indent = 0};
    add({"messages_600k_0.1%", data::messages(135), data::messages(135, changed)});
    add({"catalogue_500k_0.1%", data::catalogue(240), data::catalogue(240, changed)});
    add({"coordinates_0.1%", data::coordinates(20'000), data::coordinates(20'000, changed)});
    add({"record_1k", data::record(7), data::record(7, {.seed = 1, .changed = 0.1, .edit = 1, .indent = 0})});
    add({"rows_10000_1%_moved", data::small_records(data::shuffled_ids(10'000, 0), 150),
         data::small_records(data::shuffled_ids(10'000, 0.01), 150)});
    return true;
}();

}  // namespace
