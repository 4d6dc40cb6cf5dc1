// bulk/<contender>/pairs_1k: 2,000 lines {"id":…,"before":…,"after":…} with records of 1 KB that differ in
// three leaves or so, from text to patch text. The floor is simdjson parsing the same lines as one
// stream, without looking at what it has read, on one core: with threads on, as they are unless switched off,
// a second thread does its structural scan, and the CPU time that is told leaves that out.

#include <string>
#include <string_view>
#include <vector>

#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>
#include <simdjson.h>

#include "emend/bench/documents.hpp"
#include "emend/text.hpp"

namespace {

constexpr std::size_t pairs = 2'000;

// As a stream has them: one behind the other.
const std::string& stream() {
    static const std::string all = [] {
        std::string made;
        for (std::size_t i = 0; i < pairs; ++i) {
            emend::bench_data::version edited;
            edited.changed = 0.06;
            made += R"({"id":)" + std::to_string(i) + R"(,"before":)" + emend::bench_data::record(i) +
                    R"(,"after":)" + emend::bench_data::record(i, edited) + "}\n";
        }
        return made;
    }();
    return all;
}

const std::vector<std::string_view>& lines() {
    static const std::vector<std::string_view> all = [] {
        std::vector<std::string_view> cut;
        for (std::string_view rest = stream(); !rest.empty(); rest.remove_prefix(cut.back().size() + 1))
            cut.push_back(rest.substr(0, rest.find('\n')));
        return cut;
    }();
    return all;
}

void count(benchmark::State& state) {
    std::size_t bytes = 0;
    for (const auto& line : lines()) bytes += line.size();
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(pairs));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

// The members stand in the order in which they were written: id, before, after. Into memory that stays, as
// the bulk engine does.
emend::result<void> append_patch(std::string& out, std::string_view line, emend::text::index& whole,
                                 emend::text::differ& differ) {
    if (auto read = whole.parse(line); !read) return read;
    const auto before = whole.nodes()[1].next;
    return differ.append_diff(out, whole, before, whole.nodes()[before].next);
}

bool right() {
    emend::text::index whole;
    emend::text::differ differ;
    std::string patch;
    for (const auto& line : lines()) {
        const auto read = nlohmann::json::parse(line);
        patch.clear();
        if (!append_patch(patch, line, whole, differ)) return false;
        if (read["before"].patch(nlohmann::json::parse(patch)) != read["after"]) return false;
    }
    return true;
}

void emend_lines(benchmark::State& state) {
    if (!right()) return state.SkipWithError("wrong answer");
    emend::text::index whole;
    emend::text::differ differ;
    std::string patch;
    for ([[maybe_unused]] auto _ : state) {
        for (const auto& line : lines()) {
            patch.clear();
            benchmark::DoNotOptimize(append_patch(patch, line, whole, differ));
        }
    }
    count(state);
}

void nlohmann_lines(benchmark::State& state) {
    for ([[maybe_unused]] auto _ : state) {
        for (const auto& line : lines()) {
            const auto read = nlohmann::json::parse(line);
            benchmark::DoNotOptimize(nlohmann::json::diff(read["before"], read["after"]).dump());
        }
    }
    count(state);
}

void simdjson_lines(benchmark::State& state) {
    const simdjson::padded_string all(stream());
    simdjson::dom::parser parser;
#ifdef SIMDJSON_THREADS_ENABLED
    parser.threaded = false;
#endif
    for ([[maybe_unused]] auto _ : state) {
        std::size_t read = 0;
        simdjson::dom::document_stream documents;
        if (parser.parse_many(all).get(documents) != simdjson::SUCCESS)
            return state.SkipWithError("not read");
        for (auto document : documents) read += document.error() == simdjson::SUCCESS ? 1U : 0U;
        if (read != pairs) return state.SkipWithError("not all read");
    }
    count(state);
}

}  // namespace

int main(int argc, char** argv) {
    benchmark::RegisterBenchmark("bulk/simdjson_parse_many/pairs_1k", simdjson_lines);
    benchmark::RegisterBenchmark("bulk/emend/pairs_1k", emend_lines);
    benchmark::RegisterBenchmark("bulk/nlohmann/pairs_1k", nlohmann_lines);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
