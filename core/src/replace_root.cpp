// The patch that replaces the whole document, and when it is the shorter one.

#include "lower.hpp"

namespace emend::detail {
namespace {

constexpr id root_a = 0;
constexpr id root_b = 1;

}  // namespace

bool longer_than_whole(const workspace& space, lane& documents, const sink& out) {
    if (space.pairs[0].holds_ignored) return false;
    const auto bytes = out.bytes();
    auto whole = space.options.minimal ? op_bytes::add : op_bytes::replace;
    whole += 1 + documents.size(root_b, bytes);
    if (whole < bytes && space.options.tests != test_mode::none)
        whole += op_bytes::test + documents.size(root_a, bytes);
    return whole < bytes;
}

void replace_root(workspace& space, lane& documents, sink& out) {
    if (space.options.tests != test_mode::none) {
        documents.open(root_a);
        if (!space.nodes[root_a].tainted) out.test({}, root_a);
    }
    documents.open(root_b);
    for (auto& n : space.nodes) n.hole = n.holey = false;  // whatever was planned: it is written whole
    if (space.options.minimal) {
        out.add({}, root_b);
    } else {
        out.replace({}, root_b);
    }
}

}  // namespace emend::detail
