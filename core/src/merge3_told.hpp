// Exports what either lane says of a conflict.
#pragma once

#include <string>
#include <utility>

#include "emend/error.hpp"
#include "emend/merge3.hpp"

#include "merge3_plan.hpp"

namespace emend::detail {

/// `value` gives what stands at a node, or nothing for nobody; `list` an array of nodes.
template <class Conflict, class Value, class List>
[[nodiscard]] Conflict told(const clash& c, std::string where, Value value, List list) {
    Conflict out;
    out.path = std::move(where);
    out.kind = c.kind;
    if (c.kind == conflict_kind::both_inserted) {
        out.ours = list(c.ours);
        out.theirs = list(c.theirs);
    } else {
        out.base = value(c.values.base);
        out.ours = value(c.values.ours);
        out.theirs = value(c.values.theirs);
    }
    return out;
}

/// A conflict as the error of what cannot go on with one.
template <class Conflict>
[[nodiscard]] error in_conflict(const Conflict& c) {
    return {errc::conflict,
            error::none,
            c.path,
            error::none,
            "one change, or the same one",
            std::string(to_string(c.kind))};
}

}  // namespace emend::detail
