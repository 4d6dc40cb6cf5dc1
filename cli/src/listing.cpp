// Exports listing().

#include <array>

#include "emend/error.hpp"

#include "operations.hpp"

namespace emend::cli {
namespace {

constexpr std::string_view plain = "\x1b[0m";

std::string_view colour_of(std::string_view op) {
    if (op == "add") return "\x1b[32m";
    if (op == "remove") return "\x1b[31m";
    if (op == "replace") return "\x1b[33m";
    if (op == "test") return "\x1b[2m";
    return "\x1b[36m";  // move, copy
}

std::string shown_path(const std::string& path) { return path.empty() ? "(whole document)" : one_line(path); }

// Long values say how they begin; the patch itself has them whole.
std::string shown_value(std::string_view value) {
    constexpr std::size_t most = 120;
    if (value.size() <= most) return one_line(value);
    std::size_t cut = most;
    while ((static_cast<unsigned char>(value[cut]) & 0xc0U) == 0x80U) --cut;  // not inside a character
    return one_line(value.substr(0, cut)) + "... (" + std::to_string(value.size()) + " bytes)";
}

}  // namespace

std::string listing(const std::vector<shown_operation>& operations, bool coloured) {
    std::string out;
    for (const auto& each : operations) {
        std::string word(each.op);
        word.resize(9, ' ');
        if (coloured) out += colour_of(each.op);
        out += word;
        if (coloured) out += plain;
        out += each.from ? shown_path(*each.from) + "  ->  " + shown_path(each.path) : shown_path(each.path);
        if (each.value) out += "  " + shown_value(*each.value);
        out += '\n';
    }
    return out;
}

}  // namespace emend::cli
