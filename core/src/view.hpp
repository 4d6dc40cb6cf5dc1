// What the algorithms see of a document. Diff, equality, hashing and merging are
// templates over a view; json_view.hpp and text_view.hpp provide one for each lane.
//
// A view has
//   node                      a cheap handle of a value
//   cursor                    walks the children of a container: done(), advance(), value(), key()
//   key                       a member name; same_key(), less_key() compare code points
//   kind_of(node)             what the value is
//   children(node)            a cursor on the first child
//   same_scalar(x, b, y)      whether scalars x here and y in view b are one value
#pragma once

#include <cstdint>

namespace emend::detail {

enum class kind : std::uint8_t { null, boolean, number, string, array, object, invalid };

[[nodiscard]] constexpr bool is_container(kind k) { return k == kind::array || k == kind::object; }

}  // namespace emend::detail
