#pragma once

#include <cstddef>
#include <functional>

#include <gtest/gtest.h>

/// Memory that runs out where a test wants it to. Linking this replaces operator new.
namespace emend::tests {

constexpr std::size_t never = static_cast<std::size_t>(-1);

/// Allocations that still succeed; gives what it was.
std::size_t leave_allocations(std::size_t count);

/// Runs a verb, of which true is expected, until no allocation of it fails; gives the number of runs.
std::size_t starve(const std::function<bool()>& verb);

/// A suite that starves verbs.
class scarce_memory : public ::testing::Test {
protected:
    static void SetUpTestSuite();
};

}  // namespace emend::tests
