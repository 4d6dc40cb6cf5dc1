// <task>/<contender>/<workload>: the contenders that are linked, on the workloads of emend::bench_data at
// their usual size. What one of them cannot answer is told as its error. scripts/bench.sh runs the same
// adapters, each in a process of its own and beside those of other languages.

#include <exception>
#include <map>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "contenders/contender.hpp"
#include "contenders/judge.hpp"

namespace {

using namespace emend::contenders;
namespace data = emend::bench_data;

const std::vector<item>& items(const data::kind& kind) {
    static std::map<std::string_view, std::vector<item>> made;
    auto& all = made[kind.name];
    if (all.empty()) all = data::make(kind);
    return all;
}

void run(benchmark::State& state, const contender& who, task what, const data::kind& kind) {
    const auto& all = items(kind);
    try {
        const auto it = who.prepare(what, all);
        it.run();
        const auto complaint = it.answers ? judge(what, all, it.answers()) : std::string();
        if (!complaint.empty()) return state.SkipWithError(complaint.c_str());
        for ([[maybe_unused]] auto _ : state) it.run();
    } catch (const std::exception& failure) {
        return state.SkipWithError(failure.what());
    }
    std::size_t bytes = 0;
    for (const auto& one : all) bytes += one.before.size();
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(all.size()));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

}  // namespace

int main(int argc, char** argv) {
    for (const auto& [what, task_name] : tasks) {
        for (const auto& kind : data::kinds()) {
            if (!asks(what, data::make(kind, {.bytes = 2'000}).front())) continue;
            for (const auto& who : all_contenders()) {
                if (!who.prepare(what, {}).run) continue;
                const auto name =
                    std::string(task_name) + '/' + std::string(who.name) + '/' + std::string(kind.name);
                benchmark::RegisterBenchmark(name.c_str(), run, who, what, kind)->MeasureProcessCPUTime();
            }
        }
    }
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
