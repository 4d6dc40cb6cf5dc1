// The settings under which a merge aligns arrays: those of the diff.
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

}  // namespace emend::detail
