#pragma once

#include "emend/limits.hpp"
#include "emend/patch.hpp"

namespace emend::detail {

/// As apply_in_place, but the inverse tests again, backwards, what `ops` test.
result<patch> apply_keeping_tests(json& document, const patch& ops, const limits& limit);
result<ordered_patch> apply_keeping_tests(ordered_json& document, const ordered_patch& ops,
                                          const limits& limit);

}  // namespace emend::detail
