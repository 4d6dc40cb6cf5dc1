#include "conflicts.hpp"

#include <array>
#include <optional>

#include "command_line.hpp"
#include "json_text.hpp"

namespace emend::cli {
namespace {

void append(std::string& out, std::string_view name, const std::optional<std::string>& value) {
    if (!value) return;
    out += ",\"";
    out += name;
    out += "\":";
    out += *value;
}

failure one(const text::conflict& c) {
    failure f{refused, "conflict",
              "conflict at " + in_quotes(c.path) + ": " + std::string(to_string(c.kind)) + ", ours is kept"};
    f.path = c.path;
    f.expected = "one change, or the same one";
    f.actual = to_string(c.kind);
    return f;
}

}  // namespace

outcome<merge3_policy> read_policy(std::string_view word) {
    static constexpr std::array policies{merge3_policy::fail, merge3_policy::ours, merge3_policy::theirs,
                                         merge3_policy::unite};
    const auto at = pick("policy", word, {"fail", "ours", "theirs", "union"});
    if (!at) return fail(at.error());
    return policies[*at];
}

std::string conflicts_json(const std::vector<text::conflict>& all) {
    std::string out = "[";
    for (const auto& c : all) {
        if (out.size() > 1) out += ',';
        out += "{\"path\":" + in_quotes(c.path) + ",\"kind\":\"";
        out += to_string(c.kind);
        out += '"';
        append(out, "base", c.base);
        append(out, "ours", c.ours);
        append(out, "theirs", c.theirs);
        out += '}';
    }
    return out + ']';
}

failure conflicts_failure(const std::vector<text::conflict>& all) {
    failure f = one(all.front());
    if (all.size() == 1) return f;
    for (const auto& c : all) f.all.push_back(one(c));
    return f;
}

}  // namespace emend::cli
