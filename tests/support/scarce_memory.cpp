// Exports memory that runs out.

#include "support/scarce_memory.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <new>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>
#include <unwind.h>

#include "emend/text.hpp"

namespace {

using emend::tests::never;

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

namespace emend::tests {

std::size_t leave_allocations(std::size_t count) { return std::exchange(left, count); }

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

// simdjson looks at the processor once a process, and its list of implementations takes memory where
// nothing may be thrown.
void scarce_memory::SetUpTestSuite() {
    ASSERT_TRUE(text::index().parse("[]" + std::string(1000, ' ')));
    learn_how_it_goes<json>("[[1]]");
    learn_how_it_goes<json>(R"({"a":[1]})");
    learn_how_it_goes<ordered_json>("[[1]]");
    learn_how_it_goes<ordered_json>(R"({"a":[1]})");
    ASSERT_GT(destructors_known, 1U);
}

}  // namespace emend::tests
