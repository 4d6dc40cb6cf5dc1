// bounds/<lane>/<shape>: what makes generators of patches slow or large. Items are elements
// (members, levels); `peak_per_byte` is the most memory in use at once, by bytes of input, the
// documents themselves aside. One iteration of each is enough to tell seconds from hours.

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <functional>
#include <new>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <malloc.h>

#include "emend/apply.hpp"
#include "emend/diff.hpp"
#include "emend/document.hpp"
#include "emend/equal.hpp"
#include "emend/text.hpp"

namespace {

std::atomic<std::size_t> in_use{0};
std::atomic<std::size_t> peak{0};

}  // namespace

[[gnu::noinline]] void* operator new(std::size_t size) {
    void* const p = std::malloc(size);
    if (p == nullptr) throw std::bad_alloc();
    const auto now = in_use += malloc_usable_size(p);
    if (now > peak) peak = now;
    return p;
}
[[gnu::noinline]] void operator delete(void* p) noexcept {
    if (p != nullptr) in_use -= malloc_usable_size(p);
    std::free(p);
}
void operator delete(void* p, std::size_t) noexcept { operator delete(p); }

namespace {

struct shape {
    std::string name;
    std::size_t items;
    std::string before;
    std::string after;
};

using numbers = std::vector<std::size_t>;

numbers counted(std::size_t n, std::size_t from = 0) {
    numbers all(n);
    std::iota(all.begin(), all.end(), from);
    return all;
}
numbers reversed(numbers all) {
    std::reverse(all.begin(), all.end());
    return all;
}
numbers shuffled(numbers all) {
    std::shuffle(all.begin(), all.end(), std::mt19937(1));
    return all;
}

// Elements one after the other, as `write` puts them.
std::string listed(const numbers& all, const std::function<std::string(std::size_t)>& write, char open = '[',
                   char close = ']') {
    std::string text(1, open);
    for (const auto n : all) {
        if (text.size() > 1) text += ',';
        text += write(n);
    }
    return text + close;
}
std::string number(std::size_t n) { return std::to_string(n); }
std::string repeated(std::size_t n) { return n < 100'000'000 ? "7" : "8"; }
std::string alternating(std::size_t n) { return n % 2 == 0 ? R"("even")" : R"("odd")"; }
std::string text_of(std::size_t n) { return "\"string number " + std::to_string(n) + " of very many\""; }
std::string record(std::size_t n, const std::string& field, std::size_t value) {
    return R"({"id":)" + number(n) + R"(,"name":"record )" + number(n) + R"(",")" + field + R"(":)" +
           number(value) + "}";
}
std::string plain_record(std::size_t n) { return record(n, "v", n); }
std::string changed_record(std::size_t n) { return record(n, "v", n + 1); }
std::string renamed_record(std::size_t n) { return record(n, "w", n); }
std::string turned_record(std::size_t n) {
    return R"({"v":)" + number(n) + R"(,"name":"record )" + number(n) + R"(","id":)" + number(n) + "}";
}
std::string member(std::size_t n) { return R"("member )" + number(n) + R"(":)" + number(n); }
std::string other_member(std::size_t n) { return R"("other )" + number(n) + R"(":)" + number(n); }

std::string nest(std::size_t depth, const std::string& core) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += i % 2 == 0 ? R"({"n":)" : "[";
    text += core;
    for (std::size_t i = depth; i-- > 0;) text += i % 2 == 0 ? "}" : "]";
    return text;
}

std::vector<shape> shapes() {
    const auto few = counted(50'000);
    const auto many = counted(1'000'000);
    const auto strings = counted(40'000);
    const auto records = counted(50'000);
    return {
        {"equal_and_one_more", 50'000, listed(few, repeated), listed(counted(50'001), repeated)},
        {"alternating_out_of_step", 50'000, listed(few, alternating),
         listed(counted(50'000, 1), alternating)},
        {"numbers_reversed", 50'000, listed(few, number), listed(reversed(few), number)},
        {"numbers_shuffled", 50'000, listed(few, number), listed(shuffled(few), number)},
        {"records_reversed", 50'000, listed(records, plain_record), listed(reversed(records), plain_record)},
        {"records_shuffled", 50'000, listed(records, plain_record), listed(shuffled(records), plain_record)},
        {"records_one_field_changed", 50'000, listed(records, plain_record), listed(records, changed_record)},
        {"records_one_name_changed", 50'000, listed(records, plain_record), listed(records, renamed_record)},
        {"records_members_turned", 50'000, listed(records, plain_record), listed(records, turned_record)},
        {"records_turned_and_shuffled", 50'000, listed(records, plain_record),
         listed(shuffled(records), turned_record)},
        {"names_all_changed", 50'000, listed(few, member, '{', '}'), listed(few, other_member, '{', '}')},
        {"strings_all_different", 40'000, listed(strings, text_of),
         listed(counted(40'000, 1'000'000), text_of)},
        {"nest_1000", 1'000, nest(990, "1"), nest(990, "2")},
        {"nest_1000_shifted", 1'000, nest(990, "1"), nest(988, "1")},
        {"million_all_different", 1'000'000, listed(many, number),
         listed(counted(1'000'000, 1'000'000), number)},
        {"million_reversed", 1'000'000, listed(many, number), listed(reversed(many), number)},
        {"million_shuffled", 1'000'000, listed(many, number), listed(shuffled(many), number)},
        {"million_shifted", 1'000'000, listed(many, number), listed(counted(1'000'000, 1), number)},
        {"million_strings_reversed", 1'000'000, listed(many, text_of), listed(reversed(many), text_of)},
        {"million_strings_shuffled", 1'000'000, listed(many, text_of), listed(shuffled(many), text_of)},
    };
}

template <class Run>
void measure(benchmark::State& state, const shape& s, Run run) {
    std::size_t most = 0;
    for ([[maybe_unused]] auto _ : state) {
        const std::size_t before = in_use;
        peak = before;
        run();
        most = std::max(most, peak - before);
    }
    const auto bytes = s.before.size() + s.after.size();
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(s.items));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
    state.counters["peak_per_byte"] = static_cast<double>(most) / static_cast<double>(bytes);
}

void text(benchmark::State& state, const shape& s) {
    const auto patch = emend::text::diff(s.before, s.after);
    const auto got = patch ? emend::text::apply(s.before, *patch) : std::string();
    if (!got || !emend::text::equal(*got, s.after).value_or(false))
        return state.SkipWithError("wrong answer");
    measure(state, s, [&] { benchmark::DoNotOptimize(emend::text::diff(s.before, s.after)); });
    state.counters["patch_bytes"] = static_cast<double>(patch->size());
}

void values(benchmark::State& state, const shape& s) {
    const auto before = emend::parse(s.before);
    const auto after = emend::parse(s.after);
    const auto ops = emend::diff(before.value(), after.value());
    const auto got = emend::apply(*before, ops.value());
    if (!got || !emend::equal(*got, *after)) return state.SkipWithError("wrong answer");
    measure(state, s, [&] { benchmark::DoNotOptimize(emend::diff(*before, *after)); });
    state.counters["operations"] = static_cast<double>(ops->size());
}

const bool added = [] {
    for (const auto& s : shapes()) {
        benchmark::RegisterBenchmark(("bounds/text/" + s.name).c_str(), [s](benchmark::State& state) {
            text(state, s);
        })->Unit(benchmark::kMillisecond);
        benchmark::RegisterBenchmark(("bounds/values/" + s.name).c_str(), [s](benchmark::State& state) {
            values(state, s);
        })->Unit(benchmark::kMillisecond);
    }
    return true;
}();

}  // namespace
