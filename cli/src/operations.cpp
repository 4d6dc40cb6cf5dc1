// Exports read_operations().

#include "operations.hpp"

#include "emend/text.hpp"

#include "json_text.hpp"

namespace emend::cli {
namespace {

std::string_view slice(std::string_view text, const text::node& n) {
    return text.substr(n.begin, n.end - n.begin);
}

void read_member(std::string_view text, const text::node& member, shown_operation& into) {
    const auto name = text.substr(member.key + 1, text.find('"', member.key + 1) - member.key - 1);
    const auto value = slice(text, member);
    if (name == "op") into.op = value.substr(1, value.size() - 2);
    if (name == "path") into.path = without_quotes(value);
    if (name == "from") into.from = without_quotes(value);
    if (name == "value") into.value = value;
}

}  // namespace

outcome<std::vector<shown_operation>> read_operations(std::string_view patch) {
    text::index index;
    if (const auto parsed = index.parse(patch); !parsed) return fail(from_error(parsed.error()));
    std::vector<shown_operation> operations;
    const auto& nodes = index.nodes();
    for (std::uint32_t at = 1; at < nodes.size(); at = nodes[at].next) {
        shown_operation one;
        for (auto member = at + 1; member < nodes[at].next; member = nodes[member].next)
            read_member(patch, nodes[member], one);
        operations.push_back(std::move(one));
    }
    return operations;
}

}  // namespace emend::cli
