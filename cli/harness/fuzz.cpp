// Exports fuzz(): cases go out while answers come in; then each disagreement is made small.

#include "fuzz.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <utility>

#include "generate.hpp"
#include "shrink.hpp"

namespace emend::cli {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t most_on_their_way = 1024;
constexpr std::size_t kept_of_a_way = 30;    // disagreements of one way and temper that are made small
constexpr std::size_t kept_of_troubles = 2;  // each costs a restart or more for every step
constexpr std::size_t most_troubles = 200;

std::uint64_t seed_of(std::uint64_t seed, std::uint64_t number) {
    return random(seed ^ (number * 0x2545'f491'4f6c'dd1dU)).next();
}

// Mostly none, else one kind of hazard: what is found then has one cause.
std::size_t temper_of(random& dice) {
    const auto roll = dice.below(100);
    return roll < 55 ? 0 : roll < 75 ? 1 : roll < 87 ? 2 : roll < 95 ? 3 : 4;
}

constexpr std::array<temper, 5> tempers{{{false, false, false},
                                         {true, false, false},
                                         {false, true, false},
                                         {false, false, true},
                                         {true, true, true}}};

class run {
public:
    run(const fuzz_plan& plan, subject& other) : plan_(plan), other_(other), verbs_(plan.verbs) {}

    outcome<fuzz_report> all() {
        if (auto asked = probe(); !asked) return fail(std::move(asked).error());
        if (auto compared = compare(); !compared) return fail(std::move(compared).error());
        if (auto shrunk = make_small(); !shrunk) return fail(std::move(shrunk).error());
        report_.passing = other_.passing_troubles();
        return std::move(report_);
    }

private:
    struct sent {
        std::uint64_t number = 0;
        std::size_t temper = 0;
        question asked{};
        expectation right{};
    };

    // One question a verb tells which ones it has.
    outcome<void> probe() {
        for (const auto& verb : plan_.verbs) {
            const auto asked = make_question(verb, 1, {}, tools_);
            other_.ask(asked.line());
            const auto got = other_.take();
            if (!got) return fail(got.error());
            if (judge_(asked, {}, *got).what != judgement::kind::unsupported) continue;
            report_.unsupported.push_back(verb);
            verbs_.erase(std::find(verbs_.begin(), verbs_.end(), verb));
        }
        if (!verbs_.empty()) return {};
        return fail(usage_error("there is nothing to compare: every verb is unsupported by the command"));
    }

    bool is_over() const {
        if (!report_.stopped.empty() || (plan_.cases != 0 && next_ >= plan_.cases)) return true;
        return plan_.time.count() != 0 && steady_clock::now() - begin_ >= plan_.time;
    }

    void send() {
        random dice(seed_of(plan_.seed, next_));
        sent one;
        one.number = next_++;
        const auto verb = verbs_[dice.below(verbs_.size())];
        one.temper = temper_of(dice);
        one.asked = make_question(verb, dice.next(), tempers.at(one.temper), tools_);
        one.right = expected_of(one.asked, tools_.editor);
        other_.ask(one.asked.line());
        sent_.push_back(std::move(one));
    }

    outcome<void> compare() {
        for (;;) {
            while (sent_.size() < most_on_their_way && !is_over()) send();
            if (sent_.empty()) return {};
            const auto got = other_.take();
            if (!got) return fail(got.error());
            hold(std::move(sent_.front()), *got);
            sent_.pop_front();
        }
    }

    void hold(sent one, const reply& got) {
        if (got.what == reply::kind::not_asked) {
            report_.stopped = "the command failed too often in a row";
            return;
        }
        ++report_.cases;
        auto found = judge_(one.asked, one.right, got);
        if (!found.failed()) return;
        ++report_.disagreed;
        const bool trouble = found.what == judgement::kind::trouble;
        if (trouble && ++troubles_ == most_troubles)
            report_.stopped = "the command failed " + std::to_string(most_troubles) + " times";
        disagreement d{one.number, std::move(one.asked), std::move(one.right), std::move(found)};
        const auto way = way_of(d);
        // One hazard must not hide another; a trouble is costly to make small, whatever it comes with.
        const auto kin = trouble ? way : way + std::to_string(one.temper);
        if (++kept_[kin] > (trouble ? kept_of_troubles : kept_of_a_way)) {
            ++report_.not_shrunk[way];
        } else {
            found_.push_back(std::move(d));
        }
    }

    outcome<void> make_small() {
        shrinker small(other_);
        std::map<std::string, std::size_t> places;
        for (auto& each : found_) {
            auto least = small(std::move(each));
            if (!least) return fail(std::move(least).error());
            auto words = cause_of(*least);
            const auto [at, is_new] = places.emplace(words, report_.causes.size());
            if (is_new) report_.causes.push_back({std::move(words), 0, {}, *least});
            auto& known = report_.causes[at->second];
            ++known.times;
            known.ways.insert(way_of(*least));
            if (weight_of(least->asked) < weight_of(known.smallest.asked)) known.smallest = std::move(*least);
        }
        return {};
    }

    const fuzz_plan& plan_;
    subject& other_;
    std::vector<std::string> verbs_;
    judge judge_{};
    generator_tools tools_{};
    fuzz_report report_{};
    std::deque<sent> sent_{};
    std::uint64_t next_ = 0;
    std::size_t troubles_ = 0;
    std::map<std::string, std::size_t> kept_{};
    std::vector<disagreement> found_{};
    steady_clock::time_point begin_ = steady_clock::now();
};

}  // namespace

outcome<fuzz_report> fuzz(const fuzz_plan& plan, subject& other) { return run(plan, other).all(); }

}  // namespace emend::cli
