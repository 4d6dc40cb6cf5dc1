// Where the project's sources lie. A function, so that one object file alone knows the place.
#pragma once

#include <string>

namespace emend::tests {

/// The root of the project, without a slash behind it.
[[nodiscard]] std::string source_dir();

}  // namespace emend::tests
