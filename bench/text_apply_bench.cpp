// text_apply/<contender>/<workload>: 100 operations, from text to text. The yardstick is what
// simdjson's DOM takes to parse the document alone.

#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <simdjson.h>

#include "emend/bench/documents.hpp"
#include "emend/text.hpp"

namespace {

struct workload {
    const char* name;
    std::string text;
    std::string patch;
};

// Replacements, insertions and removals, spread over the elements of the array at `path`.
std::string edits(const std::string& path, std::size_t elements) {
    std::string patch = "[";
    for (std::size_t i = 0; i < 100; ++i) {
        const auto row = path + "/" + std::to_string(i * 7919 % elements);
        if (i % 2 == 0)
            patch += R"({"op":"replace","path":")" + row + R"(/id","value":)" + std::to_string(i) + "},";
        if (i % 2 == 1) patch += R"({"op":"add","path":")" + row + R"(/new","value":{"a":[1,2]}},)";
    }
    patch.back() = ']';
    return patch;
}

void emend_apply(benchmark::State& state, const workload& w) {
    const auto got = emend::text::apply(w.text, w.patch);
    if (!got || *emend::text::get(*got, "") == w.text) return state.SkipWithError("wrong answer");
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(emend::text::apply(w.text, w.patch));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(w.text.size()));
}

void simdjson_parse(benchmark::State& state, const workload& w) {
    simdjson::dom::parser parser;
    const simdjson::padded_string text(w.text);
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(parser.parse(text).error());
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(w.text.size()));
}

}  // namespace

int main(int argc, char** argv) {
    namespace data = emend::bench_data;
    const std::vector<workload> workloads = {
        {"messages", data::messages(135), edits("/statuses", 135)},
        {"messages_pretty", data::messages(135, {.indent = 2}), edits("/statuses", 135)},
        {"records_64mb", data::records(64'000), edits("", 64'000)}};
    for (const auto& w : workloads) {
        benchmark::RegisterBenchmark((std::string("text_apply/simdjson_parse/") + w.name).c_str(),
                                     simdjson_parse, w);
        benchmark::RegisterBenchmark((std::string("text_apply/emend/") + w.name).c_str(), emend_apply, w);
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
