// The text lane on real revisions of real files, where they lie beside the project: what the json
// lane finds changed, the text lane changes, and every other byte stays.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "emend/diff.hpp"
#include "emend/document.hpp"
#include "emend/text.hpp"

#include "support/source_dir.hpp"

namespace emend::tests {
namespace {

std::string contents(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// Pairs of revisions: the files of one folder, two and two, in the order of their names.
std::vector<std::pair<std::string, std::string>> revisions() {
    std::vector<std::pair<std::string, std::string>> pairs;
    const std::filesystem::path root = emend::tests::source_dir() + "/../shared/corpora/raw";
    if (!std::filesystem::is_directory(root)) return pairs;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        constexpr std::uintmax_t enough = 200'000;  // more takes too long without optimisation
        if (entry.is_regular_file() && entry.file_size() < enough) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (std::size_t i = 1; i < files.size(); ++i) {
        if (files[i].parent_path() != files[i - 1].parent_path()) continue;
        auto before = contents(files[i - 1]);
        auto after = contents(files[i]);
        if (parse_ordered(before) && parse_ordered(after))
            pairs.emplace_back(std::move(before), std::move(after));
    }
    return pairs;
}

std::size_t lines_of(std::string_view text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST(TextCorpora, TurnOneRevisionIntoTheNext) {
    const auto pairs = revisions();
    if (pairs.empty()) GTEST_SKIP() << "no ../shared/corpora/raw";
    for (const auto& [before, after] : pairs) {
        const auto patch = diff(*parse_ordered(before), *parse_ordered(after));
        ASSERT_TRUE(patch);
        const auto got = text::apply(before, *dump(to_document(*patch)));
        ASSERT_TRUE(got) << to_string(got.error());
        EXPECT_TRUE(*text::equal(*got, after)) << before.substr(0, 200);
        EXPECT_EQ(*text::apply(before, "[]"), before);
        // Laid out as before, so about as many lines as the revision has that people wrote.
        if (lines_of(before) > 50) {
            EXPECT_GT(lines_of(*got) * 4, lines_of(after) * 3) << before.substr(0, 200);
        }
        const auto change = text::merge_diff(before, after);
        if (change) {
            EXPECT_TRUE(*text::equal(*text::merge(before, *change), after)) << before.substr(0, 200);
        }
    }
}

}  // namespace
}  // namespace emend::tests
