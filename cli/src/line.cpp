#include "line.hpp"

#include <algorithm>

#include "emend/document.hpp"
#include "emend/text_values.hpp"

#include "blame.hpp"
#include "json_text.hpp"

namespace emend::cli {
outcome<void> line::read(std::string_view text) {
    id_ = "null";
    members_.clear();
    text::read_options options;
    options.limit.depth += 8;  // a value may be as deep as limits say, inside the line
    options.on_duplicate = text::duplicates::last_wins;
    if (auto parsed = index_.parse(text, options); !parsed) return fail(from_error(parsed.error()));
    if (const auto begin = index_.outline().front().begin; text[begin] != '{')
        return fail(
            usage_error("a line must be an object, not " + std::string(kind_name(text.substr(begin)))));
    return collect();
}

outcome<void> line::collect() {
    const auto text = index_.source();
    const auto nodes = index_.outline();
    for (std::uint32_t at = 1; at < nodes.size(); at = nodes[at].next) {
        const auto& node = nodes[at];
        auto name = without_quotes(string_at(text, node.key));
        if (find(name)) {
            return fail(from_error({.code = errc::duplicate_member,
                                    .offset = node.key,
                                    .expected = "one member of that name",
                                    .actual = "a second " + in_quotes(name)}));
        }
        members_.push_back({std::move(name), text.substr(node.begin, node.end - node.begin), at});
        if (members_.back().name == "id") id_ = members_.back().value;
    }
    return {};
}

std::optional<std::string_view> line::find(std::string_view name) const {
    const auto found =
        std::find_if(members_.begin(), members_.end(), [&](const member& m) { return m.name == name; });
    if (found == members_.end()) return std::nullopt;
    return found->value;
}

outcome<std::string_view> line::need(std::string_view name) const {
    if (const auto found = find(name)) return *found;
    return fail(usage_error("the line has no \"" + std::string(name) + "\""));
}

std::uint32_t line::node_of(std::string_view value) const {
    return std::find_if(members_.begin(), members_.end(),
                        [&](const member& m) { return m.value.data() == value.data(); })
        ->node;
}

result<void> line::take(std::string_view value, text::index& into) const {
    return into.take(index_, node_of(value));
}

// Whether every value of the line is one by itself: no name stands twice, nothing is nested too deeply.
bool line::is_sound() const { return index_.shadows().empty() && index_.depth() <= limits{}.depth; }

result<ordered_json> line::value(std::string_view value) const {
    return is_sound() ? text::to_ordered(index_, node_of(value)) : parse_ordered(value);
}

result<ordered_patch> line::patch(std::string_view value) const {
    return is_sound() ? text::to_ordered_patch(index_, node_of(value)) : parse_ordered_patch(value);
}

result<void> line::append_diff(std::string& out, std::string_view before, std::string_view after,
                               const diff_options& options) const {
    return own().differ.append_diff(out, index_, node_of(before), node_of(after), options);
}

outcome<std::string> line::need_string(std::string_view name) const {
    const auto found = need(name);
    if (!found) return fail(found.error());
    if (found->front() == '"') return without_quotes(*found);
    return fail(
        usage_error("\"" + std::string(name) + "\" must be a string, not " + std::string(kind_name(*found))));
}

failure line::blame(error e, const std::vector<std::string_view>& slices) const {
    if (e.offset != error::none) {
        const auto index = culprit(e, slices);
        if (index < slices.size())
            e.offset += static_cast<std::size_t>(slices[index].data() - index_.source().data());
    }
    return from_error(e);
}

void append_answer(std::string& out, std::string_view id, std::string_view payload) {
    out.append("{\"id\":").append(id).append(",").append(payload).append("}\n");
}

void append_failure(std::string& out, std::string_view id, const failure& f, std::size_t number) {
    out.append("{\"id\":").append(id);
    if (number != 0) out.append(",\"line\":").append(std::to_string(number));
    out.append(",").append(error_members(f)).append("}\n");
}

}  // namespace emend::cli
