// What alignment costs: each pair with aligned arrays against positional ones, the diff alone
// over indexes that are kept, and from text to patch. The best of a few runs, by turns.

#include <algorithm>
#include <chrono>
#include <iomanip>
#include <iostream>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "emend/diff.hpp"
#include "emend/text.hpp"

#include "corpora.hpp"

namespace emend::corpora {
namespace {

constexpr int turns = 7;

template <class Run>
double seconds(Run run) {
    const auto start = std::chrono::steady_clock::now();
    run();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    return took.count();
}

// How many times longer the first takes.
template <class First, class Second>
double ratio(First first, Second second) {
    double best_first = std::numeric_limits<double>::max();
    double best_second = best_first;
    for (int turn = 0; turn < turns; ++turn) {
        best_first = std::min(best_first, seconds(first));
        best_second = std::min(best_second, seconds(second));
    }
    return best_first / best_second;
}

void tell(const char* what, std::vector<std::pair<double, std::string>> all) {
    if (all.empty()) return;
    std::sort(all.begin(), all.end());
    std::cout << what << ": median " << std::fixed << std::setprecision(2) << all[all.size() / 2].first
              << ", 90th percentile " << all[all.size() * 9 / 10].first << ", worst";
    for (std::size_t n = 1; n <= std::min<std::size_t>(5, all.size()); ++n) {
        const auto& [times, id] = all[all.size() - n];
        std::cout << "\n  " << times << ' ' << id;
    }
    std::cout << '\n';
}

}  // namespace

int times() {
    std::vector<std::pair<double, std::string>> indexed;
    std::vector<std::pair<double, std::string>> whole;
    diff_options positional;
    positional.arrays = array_mode::positional;
    for (couple c; next(c);) {
        text::index before;
        text::index after;
        if (!before.parse(c.before) || !after.parse(c.after)) return 1;
        indexed.emplace_back(ratio([&] { return text::diff(before, after).has_value(); },
                                   [&] { return text::diff(before, after, positional).has_value(); }),
                             c.id);
        whole.emplace_back(ratio([&] { return text::diff(c.before, c.after).has_value(); },
                                 [&] { return text::diff(c.before, c.after, positional).has_value(); }),
                           c.id);
    }
    tell("aligned / positional, over kept indexes", std::move(indexed));
    tell("aligned / positional, from text to patch", std::move(whole));
    return 0;
}

}  // namespace emend::corpora
