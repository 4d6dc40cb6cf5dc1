#include "shrink.hpp"

#include <algorithm>
#include <utility>

namespace emend::cli {
namespace {

// How much a disagreement may cost: a crash costs a restart, a hang the whole timeout.
struct budget {
    std::size_t questions = 4000;
    std::size_t at_once = 32;
};

budget budget_for(const disagreement& d) {
    if (d.found.what != judgement::kind::trouble) return {};
    const bool waits =
        d.found.trouble == reply::kind::hung || d.found.trouble == reply::kind::stopped_reading;
    return waits ? budget{6, 1} : budget{150, 6};
}

}  // namespace

outcome<disagreement> shrinker::operator()(disagreement d) {
    auto [left, at_once] = budget_for(d);
    for (bool found = true; found && left > 0;) {
        const auto steps = smaller(d.asked);
        found = false;
        for (std::size_t next = 0; next < steps.size() && !found && left > 0;) {
            const auto better = try_some(d, steps, next, std::min(at_once, left));
            if (!better) return fail(better.error());
            left -= std::min(left, better->asked);
            found = better->found;
        }
    }
    return d;
}

// Asks some of the smaller cases, and takes the smallest that shows the same.
outcome<shrinker::attempt> shrinker::try_some(disagreement& d, const std::vector<question>& steps,
                                              std::size_t& next, std::size_t most) {
    const auto way = way_of(d);
    const auto weight = weight_of(d.asked);
    std::vector<disagreement> asked;
    other_.forgive();
    for (; next < steps.size() && asked.size() < most; ++next) {
        if (weight_of(steps[next]) >= weight) continue;
        auto right = expected_of(steps[next], editor_);
        if (right.what != d.right.what) continue;
        other_.ask(steps[next].line());
        asked.push_back({d.number, steps[next], std::move(right), {}});
    }
    disagreement* best = nullptr;
    for (auto& each : asked) {
        const auto got = other_.take();
        if (!got) return fail(got.error());
        each.found = judge_(each.asked, each.right, *got);
        const bool same = each.found.failed() && way_of(each) == way;
        if (same && (best == nullptr || weight_of(each.asked) < weight_of(best->asked))) best = &each;
    }
    const attempt done{asked.size(), best != nullptr};
    if (best != nullptr) d = std::move(*best);
    return done;
}

}  // namespace emend::cli
