#include "emend/equal.hpp"

#include "equal_view.hpp"
#include "json_view.hpp"

namespace emend {
namespace {

template <class Json>
bool equal_documents(const Json& a, const Json& b) {
    const detail::json_view<Json> view;
    return detail::equality<detail::json_view<Json>>(view, view)(&a, &b);
}

}  // namespace

bool equal(const json& a, const json& b) { return equal_documents(a, b); }
bool equal(const ordered_json& a, const ordered_json& b) { return equal_documents(a, b); }

}  // namespace emend
