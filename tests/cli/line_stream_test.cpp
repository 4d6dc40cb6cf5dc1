// Tests line_stream.cpp: lines out of pieces, whatever their size.

#include "src/line_stream.hpp"

#include <string>
#include <thread>

#include <unistd.h>

#include <gtest/gtest.h>

namespace emend::cli {
namespace {

// Sends the pieces through a pipe, one write each, and gives the lines that come out.
std::vector<std::string> lines_of(const std::vector<std::string>& pieces, std::size_t longest) {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    std::thread writer([&] {
        for (const auto& piece : pieces)
            EXPECT_EQ(::write(ends[1], piece.data(), piece.size()), static_cast<ssize_t>(piece.size()));
        ::close(ends[1]);
    });
    line_stream stream(ends[0], "a pipe", 1024, longest);
    std::vector<std::string> all;
    for (auto block = stream.next(); block && !block->lines.empty(); block = stream.next())
        for (const auto& line : block->lines)
            all.push_back(std::to_string(line.number) +
                          (line.overlong ? " too long" : ":" + std::string(line.text)));
    writer.join();
    ::close(ends[0]);
    return all;
}

using all = std::vector<std::string>;

TEST(LineStream, JoinsPiecesAndCutsLines) {
    EXPECT_EQ(lines_of({"a\nb", "c", "\n\n  \nd"}, 100), (all{"1:a", "2:bc", "5:d"}));
}

TEST(LineStream, GivesALastLineWithoutItsEnd) {
    EXPECT_EQ(lines_of({"a\nb"}, 100), (all{"1:a", "2:b"}));
    EXPECT_EQ(lines_of({"a\n"}, 100), (all{"1:a"}));
    EXPECT_EQ(lines_of({}, 100), all{});
}

TEST(LineStream, SkipsWhatIsTooLongAndGoesOn) {
    const std::string much(3000, 'x');
    EXPECT_EQ(lines_of({"a\n", much, much, "\nb\n"}, 1000), (all{"1:a", "2 too long", "3:b"}));
    EXPECT_EQ(lines_of({much}, 1000), (all{"1 too long"}));
    EXPECT_EQ(lines_of({std::string(1001, 'x') + "\n" + std::string(1000, 'y') + "\n"}, 1000),
              (all{"1 too long", "2:" + std::string(1000, 'y')}));
}

TEST(LineStream, SaysWhenItCannotRead) {
    line_stream stream(-1, "nothing", 1024, 1024);
    const auto block = stream.next();
    ASSERT_FALSE(block);
    EXPECT_EQ(block.error().code, "io_error");
}

}  // namespace
}  // namespace emend::cli
