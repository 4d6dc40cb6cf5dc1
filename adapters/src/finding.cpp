#include "emend/adapters/finding.hpp"

#include <algorithm>

namespace emend::adapters {

std::string_view to_string(fault code) {
    switch (code) {
        case fault::op_not_expressible:
            return "op_not_expressible";
        case fault::read_only_member:
            return "read_only_member";
        case fault::unknown_member:
            return "unknown_member";
        case fault::unknown_attribute:
            return "unknown_attribute";
        case fault::immutable_member:
            return "immutable_member";
        case fault::required_missing:
            return "required_missing";
        case fault::null_not_allowed:
            return "null_not_allowed";
        case fault::empty_not_allowed:
            return "empty_not_allowed";
        case fault::type_mismatch:
            return "type_mismatch";
        case fault::constraint:
            return "constraint";
        case fault::ambiguous_removal:
            return "ambiguous_removal";
        case fault::ambiguous_alias:
            return "ambiguous_alias";
        case fault::incomplete_current:
            return "incomplete_current";
        case fault::missing_context:
            return "missing_context";
    }
    return "unknown";
}

finding to_finding(const error& e) {
    return {std::string(to_string(e.code)), "", to_string(e), e.path, e.operation, finding::subject::patch};
}

ordered_json to_json(const finding& f) {
    ordered_json out = ordered_json::object();
    out["code"] = f.code;
    out["message"] = f.message;
    out["path"] = f.path;
    out["operation"] = nullptr;
    if (f.operation != finding::none) out["operation"] = f.operation;
    return out;
}

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Levenshtein's distance, case aside, in one row.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t corner = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t same = corner + (lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1);
            corner = row[j];
            row[j] = std::min({same, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[b.size()];
}

}  // namespace

std::string nearest(std::string_view name, const std::vector<std::string>& names) {
    constexpr std::size_t longest = 100;  // hostile names cost nothing
    std::string best;
    if (name.size() > longest) return best;
    std::size_t least = name.size() / 3 + 2;
    for (const auto& candidate : names) {
        const auto d = candidate.size() > longest ? least : distance(name, candidate);
        if (d < least && d < candidate.size()) {
            least = d;
            best = candidate;
        }
    }
    return best;
}

}  // namespace emend::adapters
