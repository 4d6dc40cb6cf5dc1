// Tests that a second run of the same size allocates nothing: text::index::parse, text::editor, and
// text::differ where it takes no stages.
// Every way to the heap is counted, realloc included.

#include <cstdlib>
#include <string>

#include <gtest/gtest.h>

#include "emend/text.hpp"

namespace {

std::size_t allocations = 0;

}  // namespace

// Stand in front of the C library's own, for the libraries too.
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_realloc(void* block, std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);

void* malloc(std::size_t size) {
    ++allocations;
    return __libc_malloc(size);
}
void* realloc(void* block, std::size_t size) {
    ++allocations;
    return __libc_realloc(block, size);
}
void* calloc(std::size_t count, std::size_t size) {
    ++allocations;
    return __libc_calloc(count, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
    ++allocations;
    return __libc_memalign(alignment, size);
}
int posix_memalign(void** block, std::size_t alignment, std::size_t size) {
    ++allocations;
    *block = __libc_memalign(alignment, size);
    return *block == nullptr ? 12 : 0;
}
}

namespace emend::tests {
namespace {

template <class Run>
std::size_t allocations_of(Run run) {
    const auto before = allocations;
    run();
    return allocations - before;
}

std::string records(std::size_t count, const std::string& name) {
    std::string out = "[";
    for (std::size_t i = 0; i < count; ++i) {
        out += R"({"id":)" + std::to_string(i) + R"(,"name":")" + name +
               R"(","tags":["a","b\n"],"nested":{"x":[1,2.5e3,null],"y":true}},)";
    }
    out.back() = ']';
    return out;
}

std::string changes(std::size_t count) {
    std::string out = "[";
    for (std::size_t i = 0; i < count; ++i) {
        const auto row = "/" + std::to_string(i * 7 % 1000);
        out += R"({"op":"replace","path":")" + row + R"(/name","value":{"new":[]}},)";
        out += R"({"op":"add","path":")" + row + R"(/tags/0","value":"c"},)";
        out += R"({"op":"add","path":")" + row + R"(/added","value":1},)";
        out += R"({"op":"copy","from":")" + row + R"(/nested","path":"/-"},)";
        out += R"({"op":"remove","path":"/1000"},)";
    }
    out.back() = ']';
    return out;
}

TEST(Allocations, AreCounted) {
    EXPECT_EQ(allocations_of([] { delete new int(1); }), 1U);
    EXPECT_GT(allocations_of([] { std::string(100, 'x').append(1000, 'y'); }), 0U);
}

TEST(IndexAgain, AllocatesNothing) {
    text::index index;
    for (const std::size_t count : {1U, 10U, 10'000U}) {
        const auto first = records(count, "one");
        const auto second = records(count, "two");
        ASSERT_TRUE(index.parse(first));
        EXPECT_EQ(allocations_of([&] { EXPECT_TRUE(index.parse(second)); }), 0U) << count;
    }
    EXPECT_EQ(allocations_of([&] { EXPECT_TRUE(index.parse(" [1, \"two\"] ")); }), 0U);
}

TEST(EditorAgain, AllocatesNothing) {
    text::editor editor;
    const auto document = records(2'000, "one");
    const auto other = records(2'000, "two");
    for (const std::size_t count : {1U, 100U, 2'000U}) {
        const auto patch = changes(count);
        ASSERT_TRUE(editor.apply(document, patch));
        EXPECT_EQ(allocations_of([&] { EXPECT_TRUE(editor.apply(other, patch)); }), 0U) << count;
    }
    EXPECT_EQ(editor.apply(other, changes(100)).value(), text::apply(other, changes(100)).value());
}

TEST(EditorAgain, AllocatesNothingToMerge) {
    text::editor editor;
    const auto document = R"({"rows":)" + records(1'000, "one") + R"(,"a":{"b":[1],"c":null},"gone":0})";
    const auto patch = R"({"a":{"b":null,"d":{"e":[1,2,3]}},"gone":null,"new":{"x":null}})";
    ASSERT_TRUE(editor.merge(document, patch));
    EXPECT_EQ(allocations_of([&] { EXPECT_TRUE(editor.merge(document, patch)); }), 0U);
    EXPECT_EQ(editor.merge(document, patch).value(), text::merge(document, patch).value());
}

// Lines with two versions of a record, `salt` in what differs.
std::string versions(std::size_t salt) {
    const auto version = [](const std::string& changed) {
        return R"({"id":7,"name":)" + changed + R"(,"rows":)" + records(3, "row") + R"(,"point":[1,)" +
               changed + R"(],"small":{"a":)" + changed + R"(,"b":)" + changed +
               R"(},"text":"some more of it, so that nobody wants to replace all of it"})";
    };
    return R"({"before":)" + version(std::to_string(salt)) + R"(,"after":)" +
           version(std::to_string(salt + 1)) + "}";
}

TEST(DifferAgain, AllocatesNothingForLinesThatDifferInScalars) {
    text::index line;
    text::differ differ;
    std::string patch;
    const auto run = [&](const std::string& text) {
        patch.clear();
        ASSERT_TRUE(line.parse(text));
        ASSERT_TRUE(differ.append_diff(patch, line, 1, line.outline()[1].next));
    };
    const auto first = versions(100'000);
    const auto second = versions(150'000);
    const std::string rest =
        R"("text":"some more of it, so that nobody wants to replace all of it, and more"})";
    const auto members =
        R"({"before":{"a":1,"gone":true,)" + rest + R"(,"after":{"a":2,"come":false,)" + rest + "}";
    run(first);
    EXPECT_EQ(allocations_of([&] { run(second); }), 0U);
    EXPECT_EQ(patch, R"([{"op":"replace","path":"/name","value":150001},)"
                     R"({"op":"replace","path":"/point/1","value":150001},)"
                     R"({"op":"replace","path":"/small","value":{"a":150001,"b":150001}}])");
    run(members);
    EXPECT_EQ(allocations_of([&] { run(members); }), 0U);
    EXPECT_EQ(patch, R"([{"op":"replace","path":"/a","value":2},{"op":"remove","path":"/gone"},)"
                     R"({"op":"add","path":"/come","value":false}])");
}

// Those who keep nothing: a thread does, for texts that are not large.
template <class Run>
std::size_t allocations_of_another(Run run) {
    run();
    return allocations_of(run);
}

TEST(TextsAgain, AllocateTheirResultAlone) {
    const auto one = R"({"rows":)" + records(1'000, "one") + R"(,"n":1})";
    const auto two = R"({"rows":)" + records(1'000, "one") + R"(,"n":2})";
    const auto patch = R"([{"op":"replace","path":"/n","value":"some string that is longer than others"}])";
    const auto merge = R"({"n":"some string that is longer than others"})";
    text::index a;
    text::index b;
    ASSERT_TRUE(a.parse(one));
    ASSERT_TRUE(b.parse(two));
    EXPECT_EQ(allocations_of_another([&] { EXPECT_TRUE(text::diff(one, two)); }), 1U);
    EXPECT_EQ(allocations_of_another([&] { EXPECT_TRUE(text::diff(a, b)); }), 1U);
    EXPECT_EQ(allocations_of_another([&] { EXPECT_TRUE(text::apply(one, patch)); }), 1U);
    EXPECT_EQ(allocations_of_another([&] { EXPECT_TRUE(text::apply(a, patch)); }), 1U);
    EXPECT_EQ(allocations_of_another([&] { EXPECT_TRUE(text::merge(one, merge)); }), 1U);
    EXPECT_LE(allocations_of_another([&] { EXPECT_FALSE(text::equal(one, two).value()); }), 8U);
    EXPECT_EQ(allocations_of_another([&] { EXPECT_TRUE(text::validate(patch)); }), 0U);
    EXPECT_LE(allocations_of_another([&] { EXPECT_TRUE(text::get(one, "/n")); }), 2U);
    EXPECT_LE(allocations_of_another([&] { EXPECT_TRUE(text::merge_diff(one, two)); }), 8U);
}

TEST(TextsAgain, NothingIsKeptOfLargeOnes) {
    const auto large = records(40'000, "one");  // 3 MB
    const auto patch = R"([{"op":"remove","path":"/0"}])";
    EXPECT_GT(allocations_of_another([&] { EXPECT_TRUE(text::apply(large, patch)); }), 4U);
    EXPECT_GT(allocations_of_another([&] { EXPECT_TRUE(text::diff(large, large + ' ')); }), 4U);
}

// A form that makes its result anew makes little else anew.
TEST(ApplyWithAnIndex, AllocatesByTheRunNotByTheOperation) {
    text::index document;
    const auto text = records(40'000, "one");
    ASSERT_TRUE(document.parse(text));
    const auto patch = changes(1'000);
    EXPECT_LT(allocations_of([&] { EXPECT_TRUE(text::apply(document, patch)); }), 100U);
}

}  // namespace
}  // namespace emend::tests
