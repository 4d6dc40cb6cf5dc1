// Exports discard: what is inside goes first, so that nlohmann's destructor finds every container empty.

#include <nlohmann/json.hpp>

#include "emend/document.hpp"

namespace emend {
namespace {

template <class Json>
void empty(Json& value, int levels);

template <class Json>
void empty_child(Json& child, int levels) {
    if (levels > 0 && child.is_structured()) empty(child, levels - 1);
}

// Recurses through so many levels; what lies deeper is left to the destructor.
template <class Json>
void empty(Json& value, int levels) {
    if (auto* list = value.template get_ptr<typename Json::array_t*>()) {
        for (auto& element : *list) empty_child(element, levels);
        list->clear();
    } else if (auto* members = value.template get_ptr<typename Json::object_t*>()) {
        for (auto& member : *members) empty_child(member.second, levels);
        members->clear();
    }
}

template <class Json>
void discard_value(Json& document) {
    constexpr int levels = 64;
    empty(document, levels);
    document = nullptr;
}

}  // namespace

void discard(json& document) noexcept { discard_value(document); }
void discard(ordered_json& document) noexcept { discard_value(document); }

}  // namespace emend
