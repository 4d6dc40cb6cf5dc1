#include <iostream>

#include <emend/text.hpp>

int main() {
    const auto before = R"({"name": "web", "image": "web:1.4", "replicas": 2, "ports": [80, 443]})";
    const auto after = R"({"name": "web", "image": "web:1.4", "replicas": 3, "ports": [80, 8080, 443]})";
    const auto patch = emend::text::diff(before, after);
    std::cout << (patch ? *patch : emend::to_string(patch.error())) << '\n';

    const auto typo = R"([{"op": "replace", "path": "/replica", "value": 3}])";
    const auto result = emend::text::apply(before, typo);
    std::cout << (result ? *result : emend::to_string(result.error())) << '\n';
}
