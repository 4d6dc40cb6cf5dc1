#pragma once

#include <nlohmann/json_fwd.hpp>

#include "failure.hpp"
#include "files.hpp"

namespace emend::cli {

/// Whether a text is meant to be JSON: its first character opens an object or an array.
[[nodiscard]] bool looks_like_json(std::string_view text);

/// Reads the first document of a YAML file as the JSON that it stands for: plain scalars by the core schema,
/// names of members as they are written, an alias as what it names.
///
/// errors  what the file's YAML breaks, with line and column; names that are no scalars or stand twice,
/// numbers
///         that JSON lacks; too_deep; limit_exceeded: aliases that make it many times larger
/// source  YAML 1.2.2 §10.3
[[nodiscard]] outcome<nlohmann::ordered_json> parse_yaml(const source& file);

}  // namespace emend::cli
