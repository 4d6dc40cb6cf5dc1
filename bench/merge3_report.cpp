// Real merges on standard input, one a line: {"id","base","ours","theirs","merged"}.
// Prints, tab-separated: name, merges, merged without conflict, those equal to the person's
// result, those of them in which some value was lost or made up, conflicts; then the sizes
// that were left out. With -v each merge that is not exact goes to standard error.

#include <iostream>
#include <string>

#include "emend/document.hpp"
#include "emend/equal.hpp"
#include "emend/merge3.hpp"
#include "emend/testing/census.hpp"

namespace {

using emend::json;

constexpr std::size_t longest = 2'600'000;  // characters, as the model counts them

std::size_t characters(const std::string& text) {
    std::size_t n = 0;
    for (const char c : text) n += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    return n;
}

struct tally {
    long merges = 0;
    long clean = 0;
    long exact = 0;
    long lost = 0;
    long conflicts = 0;
    long skipped = 0;
};

void measure(const std::string& line, bool verbose, tally& sum) {
    const auto merge = emend::parse(line).value();
    const auto& merged = merge.at("merged");
    const auto got = emend::merge3(merge.at("base"), merge.at("ours"), merge.at("theirs")).value();
    const bool clean = got.conflicts.empty();
    const bool exact = emend::equal(got.document, merged);
    const bool lost = clean && !emend::testing::keeps_all(merge.at("base"), merge.at("ours"),
                                                          merge.at("theirs"), got.document);
    ++sum.merges;
    sum.clean += clean ? 1 : 0;
    sum.exact += clean && exact ? 1 : 0;
    sum.lost += lost ? 1 : 0;
    sum.conflicts += static_cast<long>(got.conflicts.size());
    if (!verbose || (clean && exact && !lost)) return;
    std::cerr << merge.at("id") << (clean ? " clean" : "") << (exact ? " exact" : "")
              << (lost ? " lost" : "");
    for (const auto& c : got.conflicts) std::cerr << ' ' << emend::to_string(c.kind) << '@' << c.path;
    std::cerr << '\n';
}

}  // namespace

int main(int argc, char** argv) {
    const std::string name = argc > 1 ? argv[1] : "";
    const bool verbose = argc > 2 && std::string(argv[2]) == "-v";
    tally sum;
    for (std::string line; std::getline(std::cin, line);) {
        if (characters(line) > longest) {
            ++sum.skipped;
        } else {
            measure(line, verbose, sum);
        }
    }
    std::cout << name << '\t' << sum.merges << '\t' << sum.clean << '\t' << sum.exact << '\t' << sum.lost
              << '\t' << sum.conflicts << '\t' << sum.skipped << '\n';
}
