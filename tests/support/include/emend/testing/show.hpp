#pragma once

#include <iosfwd>

#include <nlohmann/json_fwd.hpp>

#include "emend/patch.hpp"
#include "emend/pointer.hpp"

/// What RapidCheck prints of a case that failed: JSON text. It finds these by the types' namespaces.
namespace nlohmann {
void showValue(const emend::json& value, std::ostream& out);
void showValue(const emend::ordered_json& value, std::ostream& out);
}  // namespace nlohmann

namespace emend {
void showValue(const pointer& path, std::ostream& out);
}  // namespace emend

namespace emend::op {
void showValue(const basic_operation<json>& o, std::ostream& out);
void showValue(const basic_operation<ordered_json>& o, std::ostream& out);
}  // namespace emend::op
