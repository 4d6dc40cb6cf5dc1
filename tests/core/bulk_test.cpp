// Tests bulk.hpp: lines out of pieces, answers in order from any number of threads, and what happens when
// they are not wanted any more.

#include "emend/bulk.hpp"

#include <algorithm>
#include <atomic>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace emend::bulk {
namespace {

constexpr std::size_t thread_counts[] = {1, 2, 5};

std::string lines_of(const std::vector<std::string>& pieces, std::size_t longest, std::size_t first = 1) {
    cutter lines(longest, first);
    std::string all;
    const auto note = [&](const block& some) {
        for (const auto& each : some.lines)
            all += std::to_string(each.number) + (each.overlong ? "!" : ":" + std::string(each.text)) + "|";
    };
    for (const auto& piece : pieces) {
        lines.feed(piece);
        note(lines.cut());
    }
    note(lines.finish());
    return all;
}

TEST(BulkCutter, FindsTheSameLinesWhereverThePiecesEnd) {
    const std::string text = "one\n\n \t\r\ntwo\r\n\nthree";
    const std::string expected = "1:one|4:two\r|6:three|";
    EXPECT_EQ(lines_of({text}, 100), expected);
    for (std::size_t a = 0; a <= text.size(); ++a)
        for (std::size_t b = a; b <= text.size(); ++b)
            EXPECT_EQ(lines_of({text.substr(0, a), text.substr(a, b - a), text.substr(b)}, 100), expected);
}

TEST(BulkCutter, SkipsWhatIsTooLongWhereverThePiecesEnd) {
    const std::string text = "12345\n123456\n1\n1234567";
    for (std::size_t a = 0; a <= text.size(); ++a)
        for (std::size_t b = a; b <= text.size(); ++b)
            EXPECT_EQ(lines_of({text.substr(0, a), text.substr(a, b - a), text.substr(b)}, 5, 7),
                      "7:12345|8!|9:1|10!|");
}

TEST(BulkCutter, KeepsNothingOfALineThatIsTooLong) {
    cutter lines(1000);
    for (int i = 0; i < 1000; ++i) {
        lines.feed(std::string(500, 'x'));
        EXPECT_LE(lines.size(), 1500U);
    }
    lines.feed("\n1\n");
    EXPECT_EQ(lines.cut().lines.size(), 2U);
    EXPECT_EQ(lines.next_number(), 3U);
}

// Lines "0", "1", ... in blocks of changing size.
block block_of(std::size_t first, std::size_t count) {
    cutter lines(cutter::no_longest, first + 1);
    for (std::size_t i = 0; i < count; ++i) lines.feed(std::to_string(first + i) + "\n");
    return lines.cut();
}

worker echo_but_sevens() {
    return [](const line& each, std::string& out) {
        for (std::size_t i = 0; i < each.number % 50; ++i) out += ' ';
        const bool fine = each.number % 7 != 0;
        out.append(fine ? "=" : "!").append(each.text).append("\n");
        return fine;
    };
}

struct kept {
    std::string text{};
    std::string failures{};
    std::size_t times = 0;
    counts last{};
    bool operator()(const answers& some) {
        text += some.text;
        failures += some.failures;
        last = some.so_far;
        ++times;
        return true;
    }
};

kept run(const options& how, std::size_t blocks = 60) {
    kept all;
    pipeline answers(how, echo_but_sevens, std::ref(all));
    std::size_t next = 0;
    for (std::size_t size = 0; size < blocks; ++size) {
        const auto count = size * 7 % 23;
        if (!answers.take(block_of(next, count))) break;
        next += count;
    }
    answers.finish();
    EXPECT_EQ(answers.total().lines, all.last.lines);
    return all;
}

TEST(BulkPipeline, GivesTheSameWhoeverAnswers) {
    const auto alone = run({.threads = 1, .copy_failures = true});
    EXPECT_GT(alone.last.lines, 500U);
    EXPECT_EQ(alone.last.failed, alone.last.lines / 7);
    EXPECT_EQ(alone.last.last, alone.last.lines);
    EXPECT_EQ(alone.last.bytes_out, alone.text.size());
    for (const auto threads : thread_counts) {
        for (const std::size_t in_flight : {std::size_t{1}, std::size_t{1} << 20U}) {
            const auto got = run({.threads = threads, .in_flight = in_flight, .copy_failures = true});
            EXPECT_EQ(got.text, alone.text) << threads;
            EXPECT_EQ(got.failures, alone.failures) << threads;
            EXPECT_EQ(got.last.bytes_in, alone.last.bytes_in);
        }
    }
}

TEST(BulkPipeline, EndsBehindTheFirstFailureIfThatIsWanted) {
    const auto whole = run({});
    const auto upto = whole.text.substr(0, whole.text.find('\n', whole.text.find('!')) + 1);
    for (const auto threads : thread_counts) {
        const auto got = run({.threads = threads, .stop_at_failure = true});
        EXPECT_EQ(got.text, upto) << threads;
        EXPECT_EQ(got.last.lines, 7U);
        EXPECT_EQ(got.last.failed, 1U);
    }
}

TEST(BulkPipeline, StopsWhenItsAnswersAreNotWanted) {
    for (const auto threads : thread_counts) {
        std::size_t calls = 0;
        pipeline answers({.threads = threads}, echo_but_sevens,
                         [&](const bulk::answers&) { return ++calls < 3; });
        bool wanted = true;
        for (std::size_t n = 0; n < 1000 && wanted; ++n) wanted = answers.take(block_of(n, 1));
        EXPECT_FALSE(wanted) << "told long before the end";
        EXPECT_FALSE(answers.finish());
        EXPECT_EQ(calls, 3U) << threads;
    }
}

TEST(BulkPipeline, HoldsNoMoreThanItMay) {
    for (const auto threads : thread_counts) {
        std::atomic<std::size_t> taken = 0;
        std::atomic<std::size_t> most = 0;
        const std::size_t each = block_of(0, 1).bytes.size();
        pipeline answers({.threads = threads, .in_flight = 3 * each}, echo_but_sevens, [&](const auto& some) {
            most = std::max<std::size_t>(most, taken - some.so_far.lines);
            return true;
        });
        for (std::size_t n = 0; n < 500; ++n) {
            ++taken;
            ASSERT_TRUE(answers.take(block_of(n % 10, 1)));
        }
        EXPECT_TRUE(answers.finish());
        EXPECT_LE(most, 3U) << threads;
    }
}

// Threads that had been started were left behind, and ended the program.
TEST(BulkPipeline, HandsOnWhatKeepsItFromStarting) {
    for (const auto threads : thread_counts) {
        std::size_t made = 0;
        const auto refusing = [&]() -> worker {
            if (++made == threads) throw std::runtime_error("no");
            return [](const line&, std::string&) { return true; };
        };
        EXPECT_THROW(pipeline({.threads = threads}, refusing, [](const auto&) { return true; }),
                     std::runtime_error);
    }
}

TEST(BulkPipeline, HandsOnWhatAWorkerThrows) {
    for (const auto threads : thread_counts) {
        const auto throwing = []() -> worker {
            return [](const line&, std::string&) -> bool { throw std::runtime_error("no"); };
        };
        std::size_t calls = 0;
        const auto go = [&] {
            pipeline answers({.threads = threads}, throwing, [&](const auto&) { return ++calls != 0; });
            for (std::size_t n = 0; n < 10; ++n) answers.take(block_of(n, 1));
            answers.finish();
        };
        EXPECT_THROW(go(), std::runtime_error) << threads;
        EXPECT_EQ(calls, 0U);
    }
}

// The blocks of run(), fetched; how many have been given is counted.
source blocks_to_fetch(std::size_t& given, std::size_t& next, std::size_t blocks = 60) {
    return [&given, &next, blocks]() -> std::optional<block> {
        if (given == blocks) return std::nullopt;
        const auto count = given++ * 7 % 23;
        auto lines = block_of(next, count);
        next += count;
        return lines;
    };
}

kept run_fetching(const options& how) {
    kept all;
    pipeline answers(how, echo_but_sevens, std::ref(all));
    std::size_t given = 0;
    std::size_t next = 0;
    const bool wanted = answers.take_all(blocks_to_fetch(given, next));
    EXPECT_TRUE(wanted || how.stop_at_failure);
    EXPECT_TRUE(!wanted || given == 60) << "all are fetched before it returns";
    answers.take_all(blocks_to_fetch(given, next, 70));  // another supply goes on behind it
    EXPECT_EQ(answers.finish(), !how.stop_at_failure);
    EXPECT_EQ(answers.total().lines, all.last.lines);
    return all;
}

TEST(BulkPipeline, GivesTheSameWhoeverFetches) {
    const auto alone = run({.copy_failures = true}, 70);
    for (const auto threads : thread_counts) {
        for (const std::size_t in_flight : {std::size_t{1}, std::size_t{1} << 20U}) {
            const auto got =
                run_fetching({.threads = threads, .in_flight = in_flight, .copy_failures = true});
            EXPECT_EQ(got.text, alone.text) << threads;
            EXPECT_EQ(got.failures, alone.failures) << threads;
            EXPECT_EQ(got.last.bytes_in, alone.last.bytes_in);
        }
        const auto first = run({.stop_at_failure = true});
        EXPECT_EQ(run_fetching({.threads = threads, .stop_at_failure = true}).text, first.text) << threads;
    }
}

TEST(BulkPipeline, FetchesByOneThreadAtATimeAndNoMoreThanItMayHold) {
    for (const auto threads : thread_counts) {
        std::atomic<int> inside = 0;
        std::atomic<std::size_t> taken = 0;
        std::atomic<std::size_t> most = 0;
        const std::size_t each = block_of(0, 1).bytes.size();
        pipeline answers({.threads = threads, .in_flight = 3 * each}, echo_but_sevens, [&](const auto& some) {
            most = std::max<std::size_t>(most, taken - some.so_far.lines);
            return true;
        });
        EXPECT_TRUE(answers.take_all([&]() -> std::optional<block> {
            EXPECT_EQ(++inside, 1);
            auto lines = block_of(taken % 10, 1);
            --inside;
            return taken++ < 500 ? std::optional(std::move(lines)) : std::nullopt;
        }));
        EXPECT_TRUE(answers.finish());
        EXPECT_EQ(answers.total().lines, 500U);
        EXPECT_LE(most, 4U) << threads;  // one is in the hands of who fetches
    }
}

TEST(BulkPipeline, FetchesNoMoreOnceAnswersAreNotWanted) {
    for (const auto threads : thread_counts) {
        std::size_t calls = 0;
        std::size_t fetched = 0;
        pipeline answers({.threads = threads}, echo_but_sevens,
                         [&](const bulk::answers&) { return ++calls < 3; });
        EXPECT_FALSE(answers.take_all([&] { return std::optional(block_of(fetched++, 1)); }));
        EXPECT_FALSE(answers.finish());
        EXPECT_EQ(calls, 3U) << threads;
    }
}

TEST(BulkPipeline, HandsOnWhatASourceThrows) {
    for (const auto threads : thread_counts) {
        std::size_t given = 0;
        std::size_t next = 0;
        kept all;
        pipeline answers({.threads = threads}, echo_but_sevens, std::ref(all));
        const auto blocks = blocks_to_fetch(given, next);
        const auto breaking = [&] { return given < 5 ? blocks() : throw std::runtime_error("no"); };
        EXPECT_THROW(answers.take_all(breaking), std::runtime_error) << threads;
        EXPECT_TRUE(answers.take(block_of(next, 2))) << "it goes on";
        EXPECT_TRUE(answers.finish());
        EXPECT_EQ(all.last.last, next + 2);
    }
}

}  // namespace
}  // namespace emend::bulk
