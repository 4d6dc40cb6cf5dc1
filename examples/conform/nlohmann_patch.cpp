// nlohmann::json's own patch, diff and merge_patch as a subject of `emend conform` and `emend fuzz`.
//
//   g++ -std=c++17 -O2 -DNDEBUG examples/conform/nlohmann_patch.cpp -o nlohmann_patch
//   emend conform --suite builtin --against ./nlohmann_patch
//
// Without -DNDEBUG some patches end in an assertion: the harness then reports a crash.
#include <exception>
#include <iostream>
#include <string>

#include <nlohmann/json.hpp>

using nlohmann::json;

static json answer(const json& asked) {
    const std::string verb = asked.at("do");
    if (verb == "apply") return {{"doc", asked.at("doc").patch(asked.at("patch"))}};
    if (verb == "diff") return {{"patch", json::diff(asked.at("before"), asked.at("after"))}};
    if (verb == "equal") return {{"equal", asked.at("a") == asked.at("b")}};
    if (verb == "get") return {{"value", asked.at("doc").at(json::json_pointer(asked.at("pointer").get<std::string>()))}};
    if (verb == "merge") {
        auto doc = asked.at("doc");
        doc.merge_patch(asked.at("merge_patch"));
        return {{"doc", doc}};
    }
    return {{"error", {{"code", "unsupported"}}}};
}

int main() {
    std::ios::sync_with_stdio(false);
    for (std::string line; std::getline(std::cin, line);) {
        json id;
        json given;
        try {
            const auto asked = json::parse(line);
            id = asked.at("id");
            given = answer(asked);
        } catch (const std::exception& problem) {
            given = {{"error", {{"code", "exception"}, {"message", problem.what()}}}};
        }
        given["id"] = id;
        std::cout << given.dump(-1, ' ', false, json::error_handler_t::replace) << std::endl;
    }
}
