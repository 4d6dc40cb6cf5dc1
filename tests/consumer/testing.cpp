// Borrows the generators for a property test of its own.

#include <iostream>

#include <emend/emend.hpp>
#include <emend/testing/generators.hpp>

int main() {
    const bool holds = rc::check("a document equals itself", [] {
        const auto document = *emend::testing::document();
        RC_ASSERT(emend::equal(document, document));
    });
    if (!holds) return 1;
    std::cout << "consumed\n";
}
