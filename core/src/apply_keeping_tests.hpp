#pragma once

#include <cstdint>

#include "emend/limits.hpp"
#include "emend/patch.hpp"

namespace emend::detail {

enum class tests_are : std::uint8_t {
    checked,  ///< and forgotten
    kept,     ///< checked, and said again by the inverse
    trusted,  ///< known to hold, and said again by the inverse
};

/// As apply_in_place, but the inverse tests again, backwards, what `ops` test.
result<patch> apply_keeping_tests(json& document, const patch& ops, const limits& limit);
result<ordered_patch> apply_keeping_tests(ordered_json& document, const ordered_patch& ops,
                                          const limits& limit, tests_are tests = tests_are::kept);

}  // namespace emend::detail
