// Exports invert: the undo log of a run on a copy.

#include "emend/algebra.hpp"

#include "apply_keeping_tests.hpp"
#include "json_tree.hpp"

namespace emend {

result<patch> invert(const patch& ops, const json& before, const limits& limit) {
    auto document = detail::clone(before);
    return detail::apply_keeping_tests(document, ops, limit);
}

result<ordered_patch> invert(const ordered_patch& ops, const ordered_json& before, const limits& limit) {
    auto document = detail::clone(before);
    return detail::apply_keeping_tests(document, ops, limit);
}

}  // namespace emend
