// Every verb of the library, with memory that is out from the first allocation on, from the second, and so on
// until the verb gets by: bad_alloc comes out and nothing else, and (under
// the address sanitizer) nothing is lost.

#include <array>
#include <cstddef>
#include <new>
#include <string>

#include <gtest/gtest.h>

#include "emend/algebra.hpp"
#include "emend/apply.hpp"
#include "emend/diff.hpp"
#include "emend/document.hpp"
#include "emend/merge.hpp"
#include "emend/merge3.hpp"
#include "emend/text.hpp"
#include "emend/text_algebra.hpp"
#include "emend/text_values.hpp"

#include "support/scarce_memory.hpp"

namespace emend {
namespace {

using tests::starve;

constexpr const char* base = R"({"id":7,"list":[1,2,{"k":"a value that is not short at all"},[[],{}]],)"
                             R"("name with a length":"one","o":{"x":1.50,"y":null,"z":[true]}})";
constexpr const char* ours = R"({"id":8,"list":[2,{"k":"a value that is not short at all","m":1},[[],{}],9],)"
                             R"("name with a length":"one","p":{"x":1.50,"y":null,"z":[true]}})";
constexpr const char* theirs = R"({"id":7,"list":[1,2,{"k":"another value, as long"},[[],{}]],)"
                               R"("name with a length":"two","o":{"x":1.50,"y":null,"z":[true],"w":{}}})";
constexpr const char* all_six =
    R"([{"op":"test","path":"/id","value":7},{"op":"add","path":"/list/0","value":{"a member":[1,2,3]}},)"
    R"({"op":"remove","path":"/list/2"},{"op":"replace","path":"/o/x","value":"a longer text than fits"},)"
    R"({"op":"move","from":"/o","path":"/list/-"},{"op":"copy","from":"/list","path":"/another name, long"}])";
constexpr const char* fails_late = R"([{"op":"add","path":"/list/0","value":{"a member":[1,2,3]}},)"
                                   R"({"op":"move","from":"/o","path":"/list/-"},)"
                                   R"({"op":"test","path":"/id","value":"not this, and said at length"}])";

constexpr const char* over = R"([{"op":"add","path":"/list/0","value":"an element that is not short"},)"
                             R"({"op":"replace","path":"/id","value":8}])";
constexpr const char* mine = R"([{"op":"replace","path":"/list/2/k","value":"another value, as long"},)"
                             R"({"op":"add","path":"/o/w","value":{"x":[]}}])";

constexpr std::size_t some = 5;  // allocations, more than any one place of a verb makes

class OutOfMemory : public tests::scarce_memory {};

TEST_F(OutOfMemory, ShowsInParsing) {
    EXPECT_GT(starve([] { return parse_ordered(base).has_value(); }), some);
    EXPECT_GT(starve([] { return parse_ordered_patch(all_six).has_value(); }), some);
    EXPECT_GT(starve([] { return !parse_patch(R"([{"op":"remove","path":"no slash, and long"}])"); }), some);
}

TEST_F(OutOfMemory, ShowsInTheVerbsOfValues) {
    const auto b = parse_ordered(base).value();
    const auto o = parse_ordered(ours).value();
    const auto t = parse_ordered(theirs).value();
    const auto p = diff(b, o).value();
    const auto q = diff(b, t).value();
    const auto next = diff(o, t).value();
    EXPECT_GT(starve([&] { return diff(b, o).has_value(); }), some);
    EXPECT_GT(starve([&] { return emend::apply(b, p).has_value(); }), some);
    EXPECT_GT(starve([&] { return merge(b, o).has_value(); }), some);
    EXPECT_GT(starve([&] { return invert(p, b).has_value(); }), some);
    EXPECT_GT(starve([&] { return !compose(p, next).empty(); }), some);
    EXPECT_GT(starve([&] { return compose(p, next, b).has_value(); }), some);
    EXPECT_GT(starve([&] { return merge3(b, o, t).has_value(); }), some);
    const auto m = parse_ordered_patch(mine).value();
    const auto v = parse_ordered_patch(over).value();
    EXPECT_GT(starve([&] { return rebase(m, v, b).has_value(); }), some);
    EXPECT_GT(starve([&] { return !rebase(q, p, b); }), some);
    EXPECT_GT(starve([&] { return merge_diff(b, t).has_value(); }), some);
    const auto as_merge_patch = to_merge_patch(m, b).value();
    EXPECT_GT(starve([&] { return to_merge_patch(m, b).has_value(); }), some);
    EXPECT_GT(starve([&] { return to_patch(as_merge_patch, b).has_value(); }), some);
    EXPECT_GT(starve([&] { return !to_document(p).empty(); }), some);
    EXPECT_GT(starve([&] { return dump(b).has_value(); }), 0U);
}

TEST_F(OutOfMemory, ShowsInTheVerbsOfTexts) {
    const auto p = text::diff(base, ours).value();
    const auto next = text::diff(ours, theirs).value();
    EXPECT_GT(starve([&] { return text::diff(base, ours).has_value(); }), some);
    EXPECT_GT(starve([&] { return text::apply(base, all_six).has_value(); }), some);
    EXPECT_GT(starve([&] { return !text::apply(base, fails_late).has_value(); }), some);
    EXPECT_GT(starve([&] { return text::merge(base, ours).has_value(); }), some);
    EXPECT_GT(starve([&] { return text::equal(base, base) == true; }), 0U);
    EXPECT_GT(starve([&] { return text::get(base, "/list/2/k").has_value(); }), some);
    EXPECT_GT(starve([&] { return text::invert(p, base).has_value(); }), some);
    EXPECT_GT(starve([&] {
                  const std::array<std::string_view, 2> patches{p, next};
                  return text::compose(patches).has_value();
              }),
              some);
    EXPECT_GT(starve([&] { return text::merge3(base, ours, theirs).has_value(); }), some);
    EXPECT_GT(starve([&] { return text::rebase(mine, over, base).has_value(); }), some);
    EXPECT_GT(starve([&] { return text::merge_diff(base, theirs).has_value(); }), some);
    EXPECT_GT(starve([&] { return text::validate(all_six).has_value(); }), some);
}

TEST_F(OutOfMemory, ShowsInConversions) {
    const auto as_merge_patch = text::to_merge_patch(mine, base).value();
    EXPECT_GT(starve([&] { return text::to_merge_patch(mine, base).has_value(); }), some);
    EXPECT_GT(starve([&] { return text::to_patch(as_merge_patch, base).has_value(); }), some);
    text::index index;
    ASSERT_TRUE(index.parse(base));
    EXPECT_GT(starve([&] { return text::to_ordered(index).has_value(); }), some);
}

// What is used again after an exception must be as good as new.
TEST_F(OutOfMemory, LeavesToolsThatCanBeUsedAgain) {
    const auto expected = text::apply(base, all_six).value();
    const auto patch = text::diff(base, ours).value();
    text::index index;
    text::editor editor;
    text::differ differ;
    for (std::size_t n = 0; n < 60; ++n) {
        tests::leave_allocations(n);
        try {
            if (index.parse(base)) static_cast<void>(editor.apply(index, all_six));
        } catch (const std::bad_alloc&) {
        }
        tests::leave_allocations(n);
        try {
            static_cast<void>(differ.diff(base, ours));
        } catch (const std::bad_alloc&) {
        }
        tests::leave_allocations(tests::never);
        ASSERT_TRUE(index.parse(base)) << n;
        ASSERT_EQ(editor.apply(index, all_six).value(), expected) << n;
        ASSERT_EQ(differ.diff(base, ours).value(), patch) << n;
    }
}

}  // namespace
}  // namespace emend
