// Reads pairs of documents, one {"id","before","after"} a line, from standard input.
//
//     xz -dc pairs.ndjson.xz | build/bench/bin/corpora [moves|copies ...to switch off] [minimal]
//     xz -dc pairs.ndjson.xz | build/bench/bin/corpora laws
//     xz -dc pairs.ndjson.xz | build/bench/bin/corpora times
//
// Without a word for more it diffs each pair in both lanes and prints a line a pair: id, bytes
// of the patch, microseconds, right or wrong. `laws` holds the algebra of patches against them
// under many sets of options, `times` aligned arrays against positional ones.

#include "corpora.hpp"

#include <chrono>
#include <iostream>
#include <string_view>

#include "emend/apply.hpp"
#include "emend/diff.hpp"
#include "emend/document.hpp"
#include "emend/equal.hpp"
#include "emend/text.hpp"

namespace emend::corpora {
namespace {

std::string member(const std::string& line, std::string_view pointer) {
    return std::string(text::get(line, pointer).value());
}

bool right(const couple& c, const std::string& patch, const diff_options& options) {
    const auto a = parse_ordered(c.before);
    const auto b = parse_ordered(c.after);
    const auto ops = parse_ordered_patch(patch);
    if (!a || !b || !ops) return false;
    const auto got = emend::apply(*a, *ops);
    if (!got || !equal(*got, *b)) return false;
    const auto other = diff(*a, *b, options);
    if (!other) return false;
    const auto again = emend::apply(*a, *other);
    return again && equal(*again, *b);
}

int list(const diff_options& options) {
    bool all_right = true;
    for (couple c; next(c);) {
        const auto start = std::chrono::steady_clock::now();
        const auto patch = text::diff(c.before, c.after, options);
        const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
        const bool ok = patch && right(c, *patch, options);
        all_right = all_right && ok;
        std::cout << c.id << '\t' << (patch ? patch->size() : 0) << '\t' << took.count() << '\t'
                  << (ok ? "right" : "WRONG") << '\n';
    }
    return all_right ? 0 : 1;
}

}  // namespace

bool next(couple& c) {
    std::string line;
    if (!std::getline(std::cin, line)) return false;
    c = {member(line, "/id"), member(line, "/before"), member(line, "/after")};
    return true;
}

}  // namespace emend::corpora

int main(int argc, char** argv) {
    emend::diff_options options;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word(argv[i]);
        if (word == "moves") options.moves = false;
        if (word == "copies") options.copies = false;
        if (word == "minimal") options.minimal = true;
        if (word == "laws") return emend::corpora::laws();
        if (word == "times") return emend::corpora::times();
    }
    return emend::corpora::list(options);
}
