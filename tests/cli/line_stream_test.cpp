// Tests line_stream.cpp and what it reads from: lines out of pieces, whatever their size, packed or not;
// what is told of a run's progress, joins included; and spill.cpp.

#include "src/line_stream.hpp"

#include <array>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>

#include <unistd.h>

#include <gtest/gtest.h>

#include "src/progress.hpp"
#include "src/snapshots.hpp"
#include "src/spill.hpp"

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
    const auto bytes =
        unpacked(std::make_unique<file_source>(descriptor(ends[0]), "a pipe"), packing::unknown);
    line_stream stream(*bytes, 1024, longest);
    std::vector<std::string> all;
    for (auto block = stream.next(); block && !block->lines.empty(); block = stream.next())
        for (const auto& line : block->lines)
            all.push_back(std::to_string(line.number) +
                          (line.overlong ? " too long" : ":" + std::string(line.text)));
    writer.join();
    return all;
}

std::string from_hex(std::string_view digits) {
    std::string bytes;
    for (std::size_t i = 0; i < digits.size(); i += 2)
        bytes += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
    return bytes;
}

// "1\n2" and "\n3\n", packed one by one: together three lines.
const std::string gzip_a = from_hex("1f8b080000000000020333e4320200bfefd0e803000000");
const std::string gzip_b = from_hex("1f8b0800000000000203e332e60200ead068e603000000");
const std::string zstd_a = from_hex("28b52ffd0058190000310a32");
const std::string zstd_b = from_hex("28b52ffd00581900000a330a");

std::vector<std::string> single_bytes(const std::string& text) {
    std::vector<std::string> pieces;
    for (const char c : text) pieces.emplace_back(1, c);
    return pieces;
}

// What a pipe of these bytes is refused with, as a file of that name would be.
std::string problem_with(const std::string& bytes, packing how) {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    EXPECT_EQ(::write(ends[1], bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    ::close(ends[1]);
    const auto source = unpacked(std::make_unique<file_source>(descriptor(ends[0]), "x"), how);
    line_stream stream(*source, 1024, 1024);
    for (;;) {
        const auto block = stream.next();
        if (!block) return block.error().code + ": " + block.error().message;
        if (block->lines.empty()) return {};
    }
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
    file_source nothing(descriptor(-1), "nothing");
    line_stream stream(nothing, 1024, 1024);
    const auto block = stream.next();
    ASSERT_FALSE(block);
    EXPECT_EQ(block.error().code, "io_error");
}

TEST(LineStream, UnpacksWhatIsPackedMemberAfterMember) {
    for (const auto& packed : {gzip_a + gzip_b, zstd_a + zstd_b, gzip_a + gzip_b + std::string(512, '\0')}) {
        EXPECT_EQ(lines_of({packed}, 100), (all{"1:1", "2:2", "3:3"}));
        EXPECT_EQ(lines_of(single_bytes(packed), 100), (all{"1:1", "2:2", "3:3"}));
    }
    EXPECT_EQ(packing_by_name("a.ndjson.gz"), packing::gzip);
    EXPECT_EQ(packing_by_name("a.zst"), packing::zstd);
    EXPECT_EQ(packing_by_name("gz"), packing::unknown);
}

TEST(LineStream, TakesTheBeginningOfAMagicForText) {
    for (const auto& text :
         {gzip_a.substr(0, 1), zstd_a.substr(0, 3), std::string("(x"), std::string("\x1fx")})
        EXPECT_EQ(lines_of({text}, 100), (all{"1:" + text}));
}

TEST(LineStream, SaysHowPackedBytesAreBroken) {
    EXPECT_EQ(problem_with(gzip_a, packing::gzip), "");
    EXPECT_EQ(problem_with(zstd_a, packing::zstd), "");
    const std::string early = ": it ends too early";
    for (std::size_t i = 0; i < gzip_a.size(); ++i)
        EXPECT_EQ(problem_with(gzip_a.substr(0, i), packing::gzip),
                  "io_error: cannot read x: broken gzip data" + early);
    for (std::size_t i = 0; i < zstd_a.size(); ++i)
        EXPECT_EQ(problem_with(zstd_a.substr(0, i), packing::zstd),
                  "io_error: cannot read x: broken zstd data" + early);
    EXPECT_EQ(problem_with("{}\n", packing::gzip),
              "io_error: cannot read x: broken gzip data: incorrect header check");
    EXPECT_NE(problem_with("{}\n{}\n{}\n", packing::zstd), "");
    EXPECT_NE(problem_with(gzip_a + "rest", packing::unknown), "");
}

TEST(Spill, GivesMemoryBackAndRecordsInTheirOrder) {
    constexpr std::size_t allowance = 100'000;
    spill store(allowance);
    auto& odd = store.fresh();
    auto& even = store.fresh();
    const std::string text(1000, 'x');
    for (std::uint64_t line = 1; line <= 2000; ++line) {
        auto& to = line % 2 == 0 ? even : odd;
        ASSERT_TRUE(store.add(to, {line, stored::kind::pair, "order", "id", text, std::to_string(line)}));
        ASSERT_LE(odd.held.capacity() + even.held.capacity(), 3 * allowance);
    }
    EXPECT_TRUE(store.on_disk());
    spill::reader records(store, even, 4096);
    for (std::uint64_t line = 2; line <= 2000; line += 2) {
        ASSERT_TRUE(*records.next());
        const auto& now = records.now();
        ASSERT_EQ(now.line, line);
        ASSERT_EQ(std::string(now.order) + std::string(now.id) + std::string(now.after),
                  "orderid" + std::to_string(line));
        ASSERT_EQ(now.before, text);
    }
    EXPECT_FALSE(*records.next());
}

TEST(Progress, SaysHowFarItIs) {
    bulk::counts some;
    some.lines = 1'234'567;
    some.failed = 3;
    EXPECT_EQ(progress::text(progress::counted(some), 50'000'000, 200'000'000, 2),
              "1,234,567 lines, 3 failed, 25.0 MB/s, 25 %, 0:06 left");
    EXPECT_EQ(progress::text(progress::counted(some), 1'000'000, 3'700'000'000, 1),
              "1,234,567 lines, 3 failed, 1.0 MB/s, 0 %, 1:01:39 left");
    EXPECT_EQ(progress::text(progress::counted(some), 1'000'000, 0, 1),
              "1,234,567 lines, 3 failed, 1.0 MB/s");
    EXPECT_EQ(progress::text(progress::counted({}), 0, 0, 0), "0 lines, 0 failed");
}

// The meter behind a join of two files of records {"id":…}, by their ids.
std::size_t bytes_told(const std::string& before, const std::string& after) {
    progress meter(false);
    snapshots both{"/id", {}, 1024, std::size_t{1} << 20U};
    std::array<std::string, 2> names{"/tmp/emend-before-XXXXXX", "/tmp/emend-after-XXXXXX"};
    for (std::size_t i = 0; i < 2; ++i) {
        const auto& text = i == 0 ? before : after;
        descriptor file(::mkstemp(names[i].data()));
        EXPECT_EQ(::write(file.number(), text.data(), text.size()), static_cast<ssize_t>(text.size()));
        EXPECT_EQ(::lseek(file.number(), 0, SEEK_SET), 0);
        both.files[i] = std::make_unique<file_source>(std::move(file), names[i], &meter.bytes_read);
    }
    const settings how;
    bulk::pipeline answers({}, item_answers(services().front(), how), [](const auto&) { return true; });
    EXPECT_TRUE(join_snapshots(std::move(both), meter, answers));
    EXPECT_TRUE(answers.finish());
    for (const auto& name : names) ::unlink(name.c_str());
    return meter.bytes_read;
}

// Each turn counts from nothing: looking whether the keys fall, then reading, then answering.
TEST(Progress, OfAJoinIsThatOfItsLastTurn) {
    const std::string rising = "{\"id\":1}\n{\"id\":2}\n";
    const std::string falling = "{\"id\":2}\n{\"id\":1}\n";
    EXPECT_EQ(bytes_told(rising, rising), 2 * rising.size());
    const std::string pair = "1{\"id\":1}{\"id\":1}";
    EXPECT_EQ(bytes_told(rising, falling), 2 * pair.size());
}

}  // namespace
}  // namespace emend::cli
