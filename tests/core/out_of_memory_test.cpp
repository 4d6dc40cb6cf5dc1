// Every verb of the library, with memory that is out from the first allocation on, from the second, and so on
// until the verb gets by: bad_alloc comes out and nothing else, and (under
// the address sanitizer) nothing is lost.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <functional>
#include <new>
#include <string>

#include <gtest/gtest.h>
#include <unwind.h>

#include "emend/algebra.hpp"
#include "emend/apply.hpp"
#include "emend/diff.hpp"
#include "emend/document.hpp"
#include "emend/equal.hpp"
#include "emend/merge.hpp"
#include "emend/merge3.hpp"
#include "emend/text.hpp"
#include "emend/text_algebra.hpp"

namespace {

constexpr std::size_t never = static_cast<std::size_t>(-1);
std::size_t left = never;  // allocations that still succeed
std::size_t refused = 0;

// The destructor of a nlohmann value takes memory, for a list of what is nested in it, and where there is
// none it ends the program: no library above it can help that. So it gets some. It is known by the functions
// that run when a value goes, seen once: ~basic_json() and what it calls.
std::array<void*, 8> destructors{};
std::size_t destructors_known = 0;
bool learning = false;

struct frames {
    std::array<void*, 200> functions{};
    std::size_t size = 0;
};

_Unwind_Reason_Code add_frame(_Unwind_Context* at, void* all) {
    auto& into = *static_cast<frames*>(all);
    if (into.size == into.functions.size()) return _URC_END_OF_STACK;
    into.functions[into.size++] = _Unwind_FindEnclosingFunction(reinterpret_cast<void*>(_Unwind_GetIP(at)));
    return _URC_NO_REASON;
}

frames callers() {
    frames all;
    _Unwind_Backtrace(add_frame, &all);
    return all;
}

template <class Json>
[[gnu::noinline]] void let_go(Json& value) {
    value.~Json();
}

bool knows(void* function) {
    return std::find(destructors.begin(), destructors.begin() + destructors_known, function) !=
           destructors.begin() + destructors_known;
}

void learn(void* caller) {
    learning = false;
    const auto all = callers();
    const auto* const end = all.functions.begin() + all.size;
    const auto* const at = std::find(all.functions.begin(), end, caller);
    for (const auto* one = at - 2; at != end && one < at; ++one)
        if (!knows(*one)) destructors[destructors_known++] = *one;
}

bool a_value_goes() {
    const auto all = callers();
    return std::any_of(all.functions.begin(), all.functions.begin() + all.size, knows);
}

void* learning_from = nullptr;

void* allocate(std::size_t size, std::size_t alignment) {
    if (learning) learn(learning_from);
    if (left == 0 && !a_value_goes()) {
        ++refused;
        return nullptr;
    }
    if (left != never && left != 0) --left;
    if (alignment <= alignof(std::max_align_t)) return std::malloc(size == 0 ? 1 : size);
    return std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
}

void* allocate_or_throw(std::size_t size, std::size_t alignment) {
    if (void* const got = allocate(size, alignment)) return got;
    throw std::bad_alloc();
}

constexpr std::size_t usual = alignof(std::max_align_t);

template <class Json>
void learn_how_it_goes(const char* text) {
    alignas(Json) std::array<std::byte, sizeof(Json)> room{};
    auto* const value = new (room.data()) Json(Json::parse(text));
    learning_from = reinterpret_cast<void*>(&let_go<Json>);
    learning = true;
    let_go(*value);
    learning = false;
}

}  // namespace

void* operator new(std::size_t size) { return allocate_or_throw(size, usual); }
void* operator new[](std::size_t size) { return allocate_or_throw(size, usual); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return allocate(size, usual); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return allocate(size, usual); }
void* operator new(std::size_t size, std::align_val_t to) {
    return allocate_or_throw(size, static_cast<std::size_t>(to));
}
void* operator new[](std::size_t size, std::align_val_t to) {
    return allocate_or_throw(size, static_cast<std::size_t>(to));
}
void operator delete(void* block) noexcept { std::free(block); }
void operator delete[](void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }
void operator delete[](void* block, std::size_t) noexcept { std::free(block); }
void operator delete(void* block, std::align_val_t) noexcept { std::free(block); }
void operator delete[](void* block, std::align_val_t) noexcept { std::free(block); }
void operator delete(void* block, std::size_t, std::align_val_t) noexcept { std::free(block); }
void operator delete[](void* block, std::size_t, std::align_val_t) noexcept { std::free(block); }

namespace emend {
namespace {

// Runs a verb, of which true is expected, until no allocation of it fails; gives the number of runs.
std::size_t starve(const std::function<bool()>& verb) {
    constexpr std::size_t most = 20'000;
    for (std::size_t n = 0; n < most; ++n) {
        refused = 0;
        bool succeeded = false;
        bool thrown = false;
        left = n;
        try {
            succeeded = verb();
        } catch (const std::bad_alloc&) {
            thrown = true;
        }
        left = never;
        EXPECT_TRUE(thrown || succeeded) << "allocation " << n << ": an error, where memory is out";
        if (::testing::Test::HasFailure()) return n;
        if (refused == 0) return n;
    }
    ADD_FAILURE() << "it needs more than " << most << " allocations";
    return most;
}

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

constexpr std::size_t some = 5;  // allocations, more than any one place of a verb makes

class OutOfMemory : public ::testing::Test {
protected:
    // simdjson looks at the processor once a process, and its list of implementations takes memory where
    // nothing may be thrown.
    static void SetUpTestSuite() {
        ASSERT_TRUE(text::index().parse(base));
        learn_how_it_goes<json>("[[1]]");
        learn_how_it_goes<json>(R"({"a":[1]})");
        learn_how_it_goes<ordered_json>("[[1]]");
        learn_how_it_goes<ordered_json>(R"({"a":[1]})");
        ASSERT_GT(destructors_known, 1U);
    }
};

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
    starve([&] { return !rebase(q, p, b) || true; });
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
}

// What is used again after an exception must be as good as new.
TEST_F(OutOfMemory, LeavesToolsThatCanBeUsedAgain) {
    const auto expected = text::apply(base, all_six).value();
    const auto patch = text::diff(base, ours).value();
    text::index index;
    text::editor editor;
    text::differ differ;
    for (std::size_t n = 0; n < 60; ++n) {
        left = n;
        try {
            if (index.parse(base)) static_cast<void>(editor.apply(index, all_six));
        } catch (const std::bad_alloc&) {
        }
        left = n;
        try {
            static_cast<void>(differ.diff(base, ours));
        } catch (const std::bad_alloc&) {
        }
        left = never;
        ASSERT_TRUE(index.parse(base)) << n;
        ASSERT_EQ(editor.apply(index, all_six).value(), expected) << n;
        ASSERT_EQ(differ.diff(base, ours).value(), patch) << n;
    }
}

}  // namespace
}  // namespace emend
