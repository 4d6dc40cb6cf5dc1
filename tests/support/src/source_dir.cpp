#include "support/source_dir.hpp"

namespace emend::tests {

std::string source_dir() { return EMEND_SOURCE_DIR; }

}  // namespace emend::tests
