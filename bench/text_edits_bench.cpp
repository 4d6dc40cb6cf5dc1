// text_edits/<verb>/<elements>: 10,000 operations on one array, the index made beforehand. What
// an operation costs must not depend on the document, but for the one pass that writes it:
// text_edits/nothing is that pass alone. per_op = (time - nothing) / 10,000, to be worked out.

#include <string>

#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>

#include "emend/text.hpp"

namespace {

constexpr std::size_t edits = 10'000;

std::string numbers(std::size_t count) {
    std::string out = "[";
    for (std::size_t i = 0; i < count; ++i) out += std::to_string(i) + ",";
    out.back() = ']';
    return out;
}

using make_operation = std::string (*)(std::size_t i, std::size_t elements);

std::string quoted(std::size_t index) { return "\"/" + std::to_string(index) + "\""; }

std::string front_insert(std::size_t, std::size_t) { return R"({"op":"add","path":"/0","value":-1})"; }
std::string front_remove(std::size_t, std::size_t) { return R"({"op":"remove","path":"/0"})"; }
std::string end_to_end(std::size_t i, std::size_t n) {
    const auto last = quoted(n - 1);
    return i % 2 == 0 ? R"({"op":"move","from":"/0","path":)" + last + "}"
                      : R"({"op":"move","from":)" + last + R"(,"path":"/0"})";
}
std::string copy(std::size_t i, std::size_t n) {
    return R"({"op":"copy","from":)" + quoted(i * 7919 % n) + R"(,"path":)" + quoted(n / 2) + "}";
}
std::string replace(std::size_t i, std::size_t n) {
    return R"({"op":"replace","path":)" + quoted(i * 7919 % n) + R"(,"value":-1})";
}
std::string insert_anywhere(std::size_t i, std::size_t n) {
    return R"({"op":"add","path":)" + quoted(i * 7919 % n) + R"(,"value":-1})";
}

std::string patch_of(make_operation make, std::size_t elements) {
    std::string patch = "[ ";
    for (std::size_t i = 0; make != nullptr && i < edits; ++i) patch += make(i, elements) + ",";
    patch.back() = ']';
    return patch;
}

// nlohmann's patch would take minutes on the longer arrays.
bool right(make_operation make) {
    constexpr std::size_t elements = 10'000;
    const auto text = numbers(elements);
    const auto patch = patch_of(make, elements);
    const auto got = emend::text::apply(text, patch);
    using nlohmann::json;
    return got && json::parse(*got) == json::parse(text).patch(json::parse(patch));
}

void run(benchmark::State& state, make_operation make) {
    const auto elements = static_cast<std::size_t>(state.range(0));
    const auto text = numbers(elements);
    const auto patch = patch_of(make, elements);
    if (!right(make)) return state.SkipWithError("wrong answer");
    emend::text::index document;
    emend::text::editor editor;
    if (!document.parse(text) || !editor.apply(document, patch)) return state.SkipWithError("not applied");
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(editor.apply(document, patch));
}

}  // namespace

int main(int argc, char** argv) {
    const auto contend = [](const char* verb, make_operation make) {
        benchmark::RegisterBenchmark((std::string("text_edits/") + verb).c_str(), run, make)
            ->Arg(10'000)
            ->Arg(1'000'000)
            ->Arg(10'000'000)
            ->Unit(benchmark::kMillisecond);
    };
    contend("nothing", nullptr);
    contend("front_insert", front_insert);
    contend("front_remove", front_remove);
    contend("move_end_to_end", end_to_end);
    contend("copy", copy);
    contend("replace_anywhere", replace);
    contend("insert_anywhere", insert_anywhere);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
