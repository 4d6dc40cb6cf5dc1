#include "emend/testing/show.hpp"

#include <ostream>

#include <nlohmann/json.hpp>

namespace nlohmann {

void showValue(const emend::json& value, std::ostream& out) { out << value.dump(); }
void showValue(const emend::ordered_json& value, std::ostream& out) { out << value.dump(); }

}  // namespace nlohmann

namespace emend {

void showValue(const pointer& path, std::ostream& out) { out << ordered_json(to_string(path)).dump(); }

}  // namespace emend

namespace emend::op {

void showValue(const basic_operation<json>& o, std::ostream& out) { out << to_document({o}).front().dump(); }
void showValue(const basic_operation<ordered_json>& o, std::ostream& out) {
    out << to_document({o}).front().dump();
}

}  // namespace emend::op
