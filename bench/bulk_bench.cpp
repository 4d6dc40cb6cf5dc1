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

struct workload {
    std::string stream;                     // as a pipe has them: one behind the other
    std::vector<std::string_view> lines{};  // of the stream
};

workload make(bool ascii) {
    workload made;
    emend::bench_data::version before;
    before.ascii = ascii;
    auto after = before;
    after.changed = 0.06;
    for (std::size_t i = 0; i < pairs; ++i) {
        made.stream += R"({"id":)" + std::to_string(i) + R"(,"before":)" +
                       emend::bench_data::record(i, before) + R"(,"after":)" +
                       emend::bench_data::record(i, after) + "}\n";
    }
    for (std::string_view rest = made.stream; !rest.empty(); rest.remove_prefix(made.lines.back().size() + 1))
        made.lines.push_back(rest.substr(0, rest.find('\n')));
    return made;
}

void count(benchmark::State& state, const workload& w) {
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(pairs));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(w.stream.size() - pairs));
}

// The members stand in the order in which they were written: id, before, after. Into memory that stays, as
// the bulk engine does.
emend::result<void> append_patch(std::string& out, std::string_view line, emend::text::index& whole,
                                 emend::text::differ& differ) {
    if (auto read = whole.parse(line); !read) return read;
    const auto before = whole.outline()[1].next;
    return differ.append_diff(out, whole, before, whole.outline()[before].next);
}

bool right(const workload& w) {
    emend::text::index whole;
    emend::text::differ differ;
    std::string patch;
    for (const auto& line : w.lines) {
        const auto read = nlohmann::json::parse(line);
        patch.clear();
        if (!append_patch(patch, line, whole, differ)) return false;
        if (read["before"].patch(nlohmann::json::parse(patch)) != read["after"]) return false;
    }
    return true;
}

void emend_lines(benchmark::State& state, const workload& w) {
    if (!right(w)) return state.SkipWithError("wrong answer");
    emend::text::index whole;
    emend::text::differ differ;
    std::string patch;
    for ([[maybe_unused]] auto _ : state) {
        for (const auto& line : w.lines) {
            patch.clear();
            benchmark::DoNotOptimize(append_patch(patch, line, whole, differ));
        }
    }
    count(state, w);
}

void nlohmann_lines(benchmark::State& state, const workload& w) {
    for ([[maybe_unused]] auto _ : state) {
        for (const auto& line : w.lines) {
            const auto read = nlohmann::json::parse(line);
            benchmark::DoNotOptimize(nlohmann::json::diff(read["before"], read["after"]).dump());
        }
    }
    count(state, w);
}

void simdjson_lines(benchmark::State& state, const workload& w) {
    const simdjson::padded_string all(w.stream);
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
    count(state, w);
}

}  // namespace

int main(int argc, char** argv) {
    const workload words = make(false);
    const workload ascii = make(true);
    const auto race = [](const std::string& name, const workload& w) {
        const auto contend = [&](const char* who, auto how) {
            benchmark::RegisterBenchmark(("bulk/" + std::string(who) + "/" + name).c_str(), how, w);
        };
        contend("simdjson_parse_many", simdjson_lines);
        contend("emend", emend_lines);
        contend("nlohmann", nlohmann_lines);
    };
    race("pairs_1k", words);
    race("pairs_1k_ascii", ascii);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
