// Exports to_operation: a draft becomes an operation that owns its value.
#pragma once

#include <utility>

#include "emend/patch.hpp"

#include "operation_reader.hpp"

namespace emend::detail {

/// `value_of` makes the value of a node.
template <class Json, class Node, class ValueOf>
basic_operation<Json> to_operation(operation_draft<Node>&& draft, ValueOf value_of) {
    switch (draft.what) {
        case verb::add:
            return op::basic_add<Json>{std::move(draft.path), value_of(draft.value)};
        case verb::replace:
            return op::basic_replace<Json>{std::move(draft.path), value_of(draft.value)};
        case verb::test:
            return op::basic_test<Json>{std::move(draft.path), value_of(draft.value)};
        case verb::move:
            return op::move{std::move(draft.from), std::move(draft.path)};
        case verb::copy:
            return op::copy{std::move(draft.from), std::move(draft.path)};
        case verb::remove:
            break;
    }
    return op::remove{std::move(draft.path)};
}

}  // namespace emend::detail
