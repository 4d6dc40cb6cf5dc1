// JSON text. For every input:
// - both readers, the flat index and the document, accept the same texts, save that a document
//   cannot hold every number; a refusal has its offset inside the text;
// - each node lies inside its parent, in order, and its bytes are JSON again;
// - a second parse by the same index says the same as a fresh one;
// - an accepted text equals itself, and what is written from its document reads back the same.

#include <algorithm>
#include <optional>

#include "emend/document.hpp"
#include "emend/equal.hpp"
#include "emend/text.hpp"

#include "support.hpp"

namespace emend::fuzz {
namespace {

bool same(const text::node& a, const text::node& b) {
    return a.key == b.key && a.begin == b.begin && a.end == b.end && a.next == b.next;
}

void check_nodes(const text::index& all) {
    const auto nodes = all.nodes();
    require(!nodes.empty() && nodes[0].next == nodes.size(), "the root spans the table");
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto& node = nodes[i];
        require(node.begin < node.end && node.end <= all.source().size(), "a node has bytes of the text");
        require(i < node.next && node.next <= nodes.size(), "next leads onwards");
        if (node.next < nodes.size()) {
            require(node.end <= nodes[node.next].begin, "what follows stands behind it");
        }
        if (i + 1 < node.next) {
            const auto& child = nodes[i + 1];
            require(node.begin < child.begin && child.end < node.end, "a child lies inside");
        }
    }
}

void check_documents(std::string_view source, const result<json>& document) {
    require(text::equal(source, source) == true, "a text equals itself");
    require(text::get(source, "").has_value(), "a text has a root");
    if (!document) return;
    const auto written = dump(*document);
    require(written.has_value(), "what was read can be written");
    const auto again = parse(*written);
    require(again.has_value() && equal(*again, *document), "what was written reads back the same");
}

void check(std::string_view source) {
    text::index fresh;
    const auto read = fresh.parse(source);
    const auto document = parse(source);
    if (!read) {
        require(!document && document.error().code == read.error().code, "both lanes refuse for one reason");
        require(read.error().offset <= source.size(), "the offset is inside the text");
        require(fresh.nodes().empty(), "on error the index is empty");
        return;
    }
    require(document || document.error().code == errc::limit_exceeded, "both lanes accept the same texts");
    check_nodes(fresh);

    text::index used;
    require(used.parse(R"({"a": [1, {"b": null}]})").has_value() && used.parse(source).has_value(),
            "an index can be used again");
    require(std::ranges::equal(fresh.nodes(), used.nodes(), same), "a used index says the same");
    check_documents(source, document);
}

}  // namespace
}  // namespace emend::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    emend::fuzz::check(emend::fuzz::text(data, size));
    return 0;
}
