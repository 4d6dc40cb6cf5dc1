// Reads the vectors: one JSON object a line.
#pragma once

#include <fstream>
#include <ostream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "support/source_dir.hpp"

namespace emend::tests {

/// A line of a vector file; prints as its id.
struct vector_line {
    std::string id{};
    nlohmann::ordered_json fields{};

    [[nodiscard]] bool has(const char* name) const { return fields.contains(name); }
    [[nodiscard]] std::string text(const char* name) const { return fields.at(name).get<std::string>(); }

    friend void PrintTo(const vector_line& line, std::ostream* out) { *out << line.id; }
};

/// Gives the lines of tests/vectors/<file>, in order. No line at all is an error of the test.
inline std::vector<vector_line> read_vectors(const std::string& file) {
    std::ifstream in(source_dir() + "/tests/vectors/" + file);
    std::vector<vector_line> lines;
    for (std::string line; std::getline(in, line);) {
        auto fields = nlohmann::ordered_json::parse(line);
        lines.push_back({fields.at("id").get<std::string>(), std::move(fields)});
    }
    if (lines.empty()) throw std::runtime_error("no vectors in " + file);
    return lines;
}

}  // namespace emend::tests
