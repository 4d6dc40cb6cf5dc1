#include "member_list.hpp"

#include "src/json_text.hpp"

namespace emend::cli {
namespace {

// An answer may hold a document as deep as the limits say, inside the line.
text::read_options lenient() {
    text::read_options options;
    options.limit.depth += 8;
    options.on_duplicate = text::duplicates::last_wins;
    return options;
}

}  // namespace

bool member_list::read(std::string_view text) {
    all_.clear();
    if (!table_.parse(text, lenient()) || text[table_.nodes().front().begin] != '{') return false;
    take(table_, 0);
    return true;
}

void member_list::take(const text::index& whole, std::uint32_t object) {
    all_.clear();
    const auto text = whole.source();
    const auto nodes = whole.nodes();
    for (std::uint32_t at = object + 1; at < nodes[object].next; at = nodes[at].next)
        all_.emplace_back(without_quotes(string_at(text, nodes[at].key)),
                          text.substr(nodes[at].begin, nodes[at].end - nodes[at].begin));
}

std::optional<std::string_view> member_list::find(std::string_view name) const {
    for (auto at = all_.rbegin(); at != all_.rend(); ++at)
        if (at->first == name) return at->second;
    return std::nullopt;
}

std::vector<std::string_view> elements_of(std::string_view array) {
    text::index table;
    std::vector<std::string_view> all;
    if (!table.parse(array, lenient()) || array[table.nodes().front().begin] != '[') return all;
    const auto nodes = table.nodes();
    for (std::uint32_t n = 1; n < nodes.size(); n = nodes[n].next)
        all.push_back(array.substr(nodes[n].begin, nodes[n].end - nodes[n].begin));
    return all;
}

bool same_value::operator()(std::string_view a, std::string_view b) {
    if (a == b) return true;
    return a_.parse(a, lenient()) && b_.parse(b, lenient()) && text::equal(a_, b_);
}

}  // namespace emend::cli
