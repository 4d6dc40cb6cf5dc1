// Tests batch.cpp: answers in order from any number of threads, and what happens when they cannot
// be written.

#include "src/batch.hpp"

#include <algorithm>
#include <atomic>
#include <string>

#include <gtest/gtest.h>

namespace emend::cli {
namespace {

line_block block_of(std::size_t first, std::size_t lines) {
    line_block block;
    std::string text;
    for (std::size_t i = 0; i < lines; ++i)
        text += R"({"id":)" + std::to_string(first + i) + R"(,"a":)" + std::string((first + i) % 50, ' ') +
                "1,\"b\":1}\n";
    std::copy(text.begin(), text.end(), block.bytes.room(text.size()));
    block.bytes.grown(text.size());
    std::size_t begin = 0;
    for (std::size_t i = 0; i < lines; ++i) {
        const auto end = block.bytes.view().find('\n', begin);
        block.lines.push_back({first + i + 1, block.bytes.view().substr(begin, end - begin), false});
        begin = end + 1;
    }
    return block;
}

std::string written;
std::atomic<std::size_t> writes;

outcome<void> keep(std::string_view text) {
    written += text;
    return {};
}
outcome<void> keep_two(std::string_view) {
    if (++writes <= 2) return {};
    return fail(failure{bad_input, "io_error", "full"});
}

TEST(Batch, WritesInTheOrderOfTheLinesWhoeverAnswers) {
    const settings how;
    for (const std::size_t threads : {1U, 2U, 5U}) {
        written.clear();
        batch workers(*find_service("equal"), how, threads, keep);
        std::size_t id = 0;
        std::string expected;
        for (std::size_t size = 0; size < 60; ++size) {
            ASSERT_TRUE(workers.take(block_of(id, size * 7 % 23)));
            for (std::size_t n = 0; n < size * 7 % 23; ++n)
                expected += "{\"id\":" + std::to_string(id++) + ",\"equal\":true}\n";
        }
        ASSERT_TRUE(workers.finish());
        EXPECT_EQ(written, expected) << threads;
        EXPECT_EQ(workers.counts().lines, id);
        EXPECT_EQ(workers.counts().failed, 0U);
    }
}

TEST(Batch, StopsWhenAnswersCannotBeWritten) {
    const settings how;
    for (const std::size_t threads : {1U, 2U, 5U}) {
        writes = 0;
        batch workers(*find_service("equal"), how, threads, keep_two);
        outcome<void> state;
        for (std::size_t n = 0; n < 1000 && state; ++n) state = workers.take(block_of(n, 1));
        EXPECT_FALSE(state) << "told long before the end";
        const auto over = workers.finish();
        ASSERT_FALSE(over);
        EXPECT_EQ(over.error().message, "full");
        EXPECT_EQ(writes, 3U) << threads;
    }
}

}  // namespace
}  // namespace emend::cli
