// apply/<contender>/<workload>: one patch of `ops` operations on one document, json lane.
// nlohmann's patch() copies the document; so does emend::apply when it is given a copy: nlohmann_copy is that
// alone. in_place and its undo leave the document as it was, so nothing is copied at all.

#include <cstdlib>
#include <string>

#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>

#include "emend/apply.hpp"
#include "emend/bench/documents.hpp"
#include "emend/equal.hpp"

namespace {

using emend::json;

struct workload {
    json document;
    json patch_document;
    emend::patch ops;
};

// Replacements spread over the whole document, and members that come and go.
workload make(const std::string& text, const char* array, std::size_t ops) {
    workload w{json::parse(text), json::array(), {}};
    const auto& rows = *array == '\0' ? w.document : w.document.at(json::json_pointer(array));
    for (std::size_t i = 0; i < ops; ++i) {
        const auto row = std::string(array) + "/" + std::to_string(i * 7919 % rows.size());
        if (i % 3 == 0)
            w.patch_document.push_back({{"op", "add"}, {"path", row + "/new"}, {"value", {{"a", i}}}});
        if (i % 3 == 1) w.patch_document.push_back({{"op", "replace"}, {"path", row + "/id"}, {"value", i}});
        if (i % 3 == 2) w.patch_document.push_back({{"op", "test"}, {"path", row + "/id"}, {"value", 0}});
        if (i % 3 == 2) {
            const auto now = w.document.patch(json(w.patch_document.begin(), w.patch_document.end() - 1));
            w.patch_document.back()["value"] = now.at(json::json_pointer(row + "/id"));
        }
    }
    w.ops = emend::parse_patch(w.patch_document).value();
    return w;
}

bool right(const workload& w) {
    const auto got = emend::apply(w.document, w.ops);
    return got && emend::equal(*got, w.document.patch(w.patch_document));
}

void nlohmann_copy(benchmark::State& state, const workload& w) {
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(json(w.document));
}

void nlohmann_patch(benchmark::State& state, const workload& w) {
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(w.document.patch(w.patch_document));
}

void emend_apply(benchmark::State& state, const workload& w) {
    if (!right(w)) return state.SkipWithError("wrong answer");
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(emend::apply(w.document, w.ops));
}

void nlohmann_patch_inplace(benchmark::State& state, const workload& w) {
    auto document = w.document;
    const auto back = emend::to_document(emend::apply_in_place(document, w.ops).value());
    document = w.document;
    for ([[maybe_unused]] auto _ : state) {
        document.patch_inplace(w.patch_document);
        document.patch_inplace(back);
    }
}

void emend_in_place_and_undo(benchmark::State& state, const workload& w) {
    if (!right(w)) return state.SkipWithError("wrong answer");
    auto document = w.document;
    for ([[maybe_unused]] auto _ : state) {
        const auto undo = emend::apply_in_place(document, w.ops);
        benchmark::DoNotOptimize(emend::apply_in_place(document, *undo));
    }
}

void contend(const std::string& name, const workload& w) {
    benchmark::RegisterBenchmark(("apply/nlohmann_copy/" + name).c_str(), nlohmann_copy, w);
    benchmark::RegisterBenchmark(("apply/nlohmann_patch/" + name).c_str(), nlohmann_patch, w);
    benchmark::RegisterBenchmark(("apply/emend/" + name).c_str(), emend_apply, w);
    benchmark::RegisterBenchmark(("apply/nlohmann_patch_inplace_and_back/" + name).c_str(),
                                 nlohmann_patch_inplace, w);
    benchmark::RegisterBenchmark(("apply/emend_in_place_and_undo/" + name).c_str(), emend_in_place_and_undo,
                                 w);
}

const bool registered = [] {
    using namespace emend::bench_data;
    contend("messages_100_ops", make(messages(135), "/statuses", 100));
    contend("records_64kB_10_ops", make(records(64), "", 10));
    contend("records_4MB_10_ops", make(records(4'000), "", 10));
    return true;
}();

}  // namespace
