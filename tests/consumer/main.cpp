// Uses what a consumer would, through the one header that takes all.

#include <iostream>

#include <emend/emend.hpp>

int main() {
    const auto where = emend::parse_pointer("/a~1b/0");
    if (!where || emend::to_string(*where) != "/a~1b/0") return 1;
    if (!emend::equal(emend::json(1), emend::json(1.0))) return 2;
    std::cout << "consumed\n";
}
