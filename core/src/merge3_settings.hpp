// The settings under which a merge aligns arrays, and those of the diff behind it.
#pragma once

#include "emend/merge3.hpp"

namespace emend::detail {

[[nodiscard]] inline diff_options merge3_settings(const merge3_options& options) {
    diff_options settings;
    settings.arrays = options.arrays;
    settings.key = options.key;
    settings.rules = options.rules;
    settings.budget = options.budget;
    settings.limit = options.limit;
    return settings;
}

/// For the way from ours to the merged document, which must be reached to the letter: how
/// elements found each other, and whether their order counts, is over by then.
[[nodiscard]] inline diff_options way_settings(const merge3_options& options) {
    diff_options settings;
    settings.budget = options.budget;
    settings.limit = options.limit;
    return settings;
}

}  // namespace emend::detail
