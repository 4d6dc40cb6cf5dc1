// Borrows the generators of vendors' resources for a property test of its own.

#include <iostream>

#include <emend/testing/vendor_resources.hpp>

int main() {
    const auto customer = emend::adapters::find_profile("druva", "customer").value();
    const bool holds = rc::check("an edit that the rules allow makes a request, or changes nothing", [&] {
        auto input = *emend::testing::vendor_resource(customer);
        input.desired = *emend::testing::edited_resource(customer, input);
        RC_ASSERT(emend::adapters::make_request(customer, input).has_value());
    });
    if (!holds) return 1;
    std::cout << "consumed\n";
}
