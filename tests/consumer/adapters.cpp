// Links the adapters as a consumer would.

#include <emend/adapters/profile.hpp>
#include <iostream>

int main() {
    if (emend::adapters::profiles().empty()) return 1;
    std::cout << "consumed\n";
}
