// Exports the error of merge patches that would have to store a null.
#pragma once

#include <string>
#include <utility>

#include "emend/error.hpp"

namespace emend::detail {

/// A null in a merge patch deletes (RFC 7396 §2); `path` is where one would have to be stored.
[[nodiscard]] inline error null_to_store(std::string path) {
    return {errc::not_expressible,
            error::none,
            std::move(path),
            error::none,
            "a value that can be stored",
            "null, which deletes in a merge patch"};
}

}  // namespace emend::detail
