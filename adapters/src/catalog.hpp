#pragma once

#include <string_view>
#include <vector>

namespace emend::adapters::detail {

/// The texts of adapters/profiles/, by vendor, then resource. Written by the build.
[[nodiscard]] const std::vector<std::string_view>& embedded_profiles();

}  // namespace emend::adapters::detail
