// Reads pairs of documents, one {"id","before","after"} a line, from standard input and
// diffs each in both lanes: is the patch right, how long is it, how long did it take.
//
//     xz -dc pairs.ndjson.xz | build/bench/bin/corpora [moves|copies ...to switch off]
//
// Prints a line a pair: id, bytes of the patch, operations, microseconds, right or wrong.

#include <chrono>
#include <iostream>
#include <string>
#include <string_view>

#include "emend/apply.hpp"
#include "emend/diff.hpp"
#include "emend/document.hpp"
#include "emend/equal.hpp"
#include "emend/text.hpp"

namespace {

std::string member(const std::string& line, std::string_view pointer) {
    return std::string(emend::text::get(line, pointer).value());
}

bool right(const std::string& before, const std::string& after, const std::string& patch,
           const emend::diff_options& options) {
    const auto a = emend::parse_ordered(before);
    const auto b = emend::parse_ordered(after);
    const auto ops = emend::parse_ordered_patch(patch);
    if (!a || !b || !ops) return false;
    const auto got = emend::apply(*a, *ops);
    if (!got || !emend::equal(*got, *b)) return false;
    const auto other = emend::diff(*a, *b, options);
    if (!other) return false;
    const auto again = emend::apply(*a, *other);
    return again && emend::equal(*again, *b);
}

}  // namespace

int main(int argc, char** argv) {
    emend::diff_options options;
    for (int i = 1; i < argc; ++i) {
        if (std::string_view(argv[i]) == "moves") options.moves = false;
        if (std::string_view(argv[i]) == "copies") options.copies = false;
        if (std::string_view(argv[i]) == "minimal") options.minimal = true;
    }
    bool all_right = true;
    for (std::string line; std::getline(std::cin, line);) {
        const auto before = member(line, "/before");
        const auto after = member(line, "/after");
        const auto start = std::chrono::steady_clock::now();
        const auto patch = emend::text::diff(before, after, options);
        const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
        const bool ok = patch && right(before, after, *patch, options);
        all_right = all_right && ok;
        std::cout << member(line, "/id") << '\t' << (patch ? patch->size() : 0) << '\t' << took.count()
                  << '\t' << (ok ? "right" : "WRONG") << '\n';
    }
    return all_right ? 0 : 1;
}
