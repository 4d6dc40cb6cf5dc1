// text_index/<contender>/<workload>: from text to a table (emend) or to a tape (simdjson's DOM).
// Both keep their memory from one round to the next. bytes/s = text.

#include <string>

#include <benchmark/benchmark.h>
#include <simdjson.h>

#include "emend/bench/documents.hpp"
#include "emend/text.hpp"

namespace {

struct workload {
    const char* name;
    std::string text;
};

void emend_index(benchmark::State& state, const workload& w) {
    emend::text::index source;
    if (!source.parse(w.text)) return state.SkipWithError("not read");
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(source.parse(w.text));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(w.text.size()));
}

void simdjson_dom(benchmark::State& state, const workload& w) {
    simdjson::dom::parser parser;
    const simdjson::padded_string text(w.text);
    if (parser.parse(text).error() != simdjson::SUCCESS) return state.SkipWithError("not read");
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(parser.parse(text).error());
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(w.text.size()));
}

// Structurals alone: the floor of what an index over them can cost.
void simdjson_stage1(benchmark::State& state, const workload& w) {
    std::unique_ptr<simdjson::internal::dom_parser_implementation> scanner;
    (void)simdjson::get_active_implementation()->create_dom_parser_implementation(w.text.size(), 1, scanner);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(w.text.data());
    for ([[maybe_unused]] auto _ : state) {
        benchmark::DoNotOptimize(scanner->stage1(bytes, w.text.size(), simdjson::stage1_mode::regular));
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(w.text.size()));
}

}  // namespace

int main(int argc, char** argv) {
    namespace data = emend::bench_data;
    const std::vector<workload> workloads = {
        {"messages", data::messages(135)},      {"messages_pretty", data::messages(135, {.indent = 2})},
        {"catalogue", data::catalogue(240)},    {"catalogue_pretty", data::catalogue(240, {.indent = 2})},
        {"record_1kb", data::record(7)},        {"coordinates", data::coordinates(60'000)},
        {"records_64mb", data::records(64'000)}};
    for (const auto& w : workloads) {
        const auto name = [&](const char* contender) {
            return std::string("text_index/") + contender + "/" + w.name;
        };
        benchmark::RegisterBenchmark(name("simdjson_stage1").c_str(), simdjson_stage1, w);
        benchmark::RegisterBenchmark(name("simdjson_dom").c_str(), simdjson_dom, w);
        benchmark::RegisterBenchmark(name("emend").c_str(), emend_index, w);
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
