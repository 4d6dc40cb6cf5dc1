// text_apply/<contender>/<workload> and text_merge/<contender>/<workload>: 100 operations (10,000 where the
// workload says so), or a merge patch of 100 members, from text to text. The yardstick is what simdjson's DOM
// takes to parse the document alone: with a parser that keeps its memory, as emend_editor does, and with a
// new one.

#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>
#include <simdjson.h>

#include "emend/bench/documents.hpp"
#include "emend/text.hpp"

namespace {

using nlohmann::json;

struct workload {
    const char* name;
    std::string text;
    std::string patch;
    std::string merge_patch;
};

// Replacements and insertions, spread over the elements of the array at `path`.
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

// Every kind of operation in turn, 10,000 of them, at the front of the array, at its end and all over it.
std::string many_edits(const std::string& path, std::size_t elements) {
    std::string patch = "[";
    for (std::size_t i = 0; i < 10'000; ++i) {
        const auto row = path + "/" + std::to_string(i * 7919 % elements);
        const auto other = path + "/" + std::to_string(i * 104'729 % elements);
        const auto value = std::to_string(i);
        switch (i % 8) {
            case 0:
                patch += R"({"op":"replace","path":")" + row + R"(/id","value":)" + value + "},";
                break;
            case 1:
                patch += R"({"op":"add","path":")" + path + R"(/0","value":{"id":)" + value + "}},";
                break;
            case 2:
                patch += R"({"op":"move","from":")" + row + R"(","path":")" + other + "\"},";
                break;
            case 3:
                patch += R"({"op":"copy","from":")" + row + R"(","path":")" + path + "/-\"},";
                break;
            case 4:
                patch += R"({"op":"remove","path":")" + row + "\"},";
                break;
            case 5:
                patch += R"({"op":"add","path":")" + row + R"(/new","value":[1,{"a":)" + value + "}]},";
                break;
            case 6:
                patch +=
                    R"({"op":"test","path":")" + path + R"(/0/id","value":)" + std::to_string(i - 5) + "},";
                break;
            default:
                patch += R"({"op":"remove","path":")" + path + "/0\"},";
        }
    }
    patch.back() = ']';
    return patch;
}

// A merge patch does not reach into arrays: members of the root, and one that goes.
std::string members(const std::string& gone) {
    std::string patch = "{\"" + gone + "\":null";
    for (std::size_t i = 0; i < 99; ++i) {
        const auto n = std::to_string(i);
        patch += ",\"new" + n + R"(":{"a":[1,2],"b":null,"c":)" + n + "}";
    }
    return patch + "}";
}

workload make(const char* name, std::string text, const std::string& array, std::size_t elements) {
    workload w{name, std::move(text), edits(array, elements), members("search_metadata")};
    if (array.empty()) w.text = R"({"rows":)" + w.text + R"(,"search_metadata":{}})";
    if (array.empty()) w.patch = edits("/rows", elements);
    return w;
}

void count_bytes(benchmark::State& state, const workload& w) {
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(w.text.size()));
}

bool applies(const workload& w) {
    const auto got = emend::text::apply(w.text, w.patch);
    return got && json::parse(*got) == json::parse(w.text).patch(json::parse(w.patch));
}

bool merges(const workload& w) {
    auto expected = json::parse(w.text);
    expected.merge_patch(json::parse(w.merge_patch));
    const auto got = emend::text::merge(w.text, w.merge_patch);
    return got && json::parse(*got) == expected;
}

void emend_apply(benchmark::State& state, const workload& w) {
    if (!applies(w)) return state.SkipWithError("wrong answer");
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(emend::text::apply(w.text, w.patch));
    count_bytes(state, w);
}

void editor_apply(benchmark::State& state, const workload& w) {
    emend::text::editor editor;
    if (*editor.apply(w.text, w.patch) != *emend::text::apply(w.text, w.patch))
        return state.SkipWithError("wrong answer");
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(editor.apply(w.text, w.patch));
    count_bytes(state, w);
}

// The operations and the splice alone.
void indexed_apply(benchmark::State& state, const workload& w) {
    emend::text::editor editor;
    emend::text::index document;
    if (!document.parse(w.text)) return state.SkipWithError("not read");
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(editor.apply(document, w.patch));
    count_bytes(state, w);
}

void emend_merge(benchmark::State& state, const workload& w) {
    if (!merges(w)) return state.SkipWithError("wrong answer");
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(emend::text::merge(w.text, w.merge_patch));
    count_bytes(state, w);
}

void editor_merge(benchmark::State& state, const workload& w) {
    emend::text::editor editor;
    if (*editor.merge(w.text, w.merge_patch) != *emend::text::merge(w.text, w.merge_patch))
        return state.SkipWithError("wrong answer");
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(editor.merge(w.text, w.merge_patch));
    count_bytes(state, w);
}

void simdjson_parse(benchmark::State& state, const workload& w) {
    simdjson::dom::parser parser;
    const simdjson::padded_string text(w.text);
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(parser.parse(text).error());
    count_bytes(state, w);
}

void simdjson_new_parser(benchmark::State& state, const workload& w) {
    const simdjson::padded_string text(w.text);
    for ([[maybe_unused]] auto _ : state) {
        simdjson::dom::parser parser;
        benchmark::DoNotOptimize(parser.parse(text).error());
    }
    count_bytes(state, w);
}

}  // namespace

int main(int argc, char** argv) {
    namespace data = emend::bench_data;
    constexpr std::size_t rows = 64'000;
    std::vector<workload> workloads = {
        make("messages", data::messages(135), "/statuses", 135),
        make("messages_pretty", data::messages(135, {.indent = 2}), "/statuses", 135),
        make("catalogue", data::catalogue(240), "/performances", 240),
        make("catalogue_pretty", data::catalogue(240, {.indent = 2}), "/performances", 240),
        make("records_64mb", data::records(rows), "", rows)};
    workloads.push_back(workloads.back());
    workloads.back().name = "records_64mb_10k_operations";
    workloads.back().patch = many_edits("/rows", rows);
    for (const auto& w : workloads) {
        const auto contend = [&](const char* what, auto how) {
            benchmark::RegisterBenchmark((std::string(what) + "/" + w.name).c_str(), how, w);
        };
        contend("text_apply/simdjson_parse", simdjson_parse);
        contend("text_apply/simdjson_new_parser", simdjson_new_parser);
        contend("text_apply/emend", emend_apply);
        contend("text_apply/emend_editor", editor_apply);
        contend("text_apply/emend_editor_indexed", indexed_apply);
        contend("text_merge/emend", emend_merge);
        contend("text_merge/emend_editor", editor_merge);
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
