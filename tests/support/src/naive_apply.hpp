// A deliberately plain applier to hold the real ones against: it copies the
// document for every operation, recurses, and says no more than yes or no.
#pragma once

#include <optional>

#include "emend/patch.hpp"

namespace emend::naive {

/// The value at `place`, or nullptr.
[[nodiscard]] const ordered_json* find(const ordered_json& document, const pointer& place);

/// The document after one operation (RFC 6902 §4), or nothing when it fails.
[[nodiscard]] std::optional<ordered_json> apply(ordered_json document,
                                                const basic_operation<ordered_json>& operation);

/// The document after all operations, or nothing.
[[nodiscard]] std::optional<ordered_json> apply(ordered_json document, const ordered_patch& ops);

/// MergePatch(Target, Patch) as RFC 7396 §2 writes it down.
[[nodiscard]] ordered_json merge(ordered_json target, const ordered_json& patch);

}  // namespace emend::naive
