#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "emend/adapters/finding.hpp"

namespace emend::adapters::detail {

/// Reads the members of one object of a profile. Each mistake is noted with its
/// place and what would be right, and reading goes on; what nobody asked for is
/// a mistake too.
class section {
public:
    section(const ordered_json& value, std::string path, findings& mistakes);

    [[nodiscard]] bool has(std::string_view name);
    [[nodiscard]] std::string text(std::string_view name, std::string fallback = {});
    [[nodiscard]] std::string needed_text(std::string_view name);

    /// A text that goes into a header, an address or a shell command: no control characters.
    [[nodiscard]] std::string plain_text(std::string_view name, std::string fallback = {});

    /// The name of a shell variable, or "".
    [[nodiscard]] std::string variable(std::string_view name);

    [[nodiscard]] bool flag(std::string_view name, bool fallback = false);
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view name);
    [[nodiscard]] std::optional<std::size_t> count(std::string_view name);
    [[nodiscard]] std::vector<std::string> texts(std::string_view name);  ///< a string or an array of them
    [[nodiscard]] std::vector<int> statuses(std::string_view name);
    [[nodiscard]] std::vector<pointer> pointers(std::string_view name);
    [[nodiscard]] pointer pointer_at(std::string_view name);

    /// The index in `choices` of the member's text; `fallback` where it is not there.
    [[nodiscard]] std::size_t choice(std::string_view name, const std::vector<std::string>& choices,
                                     std::size_t fallback = 0);

    /// The member when it is there, and (for the typed ones) of that type, else nullptr.
    [[nodiscard]] const ordered_json* any(std::string_view name);
    [[nodiscard]] const ordered_json* object(std::string_view name);
    [[nodiscard]] const ordered_json* array(std::string_view name);

    void mistake(std::string_view name, fault code, const std::string& words);
    [[nodiscard]] std::string path_of(std::string_view name) const;
    [[nodiscard]] findings& mistakes() { return mistakes_; }

    /// Notes the members that were never asked for.
    void finish();

private:
    const ordered_json* typed(std::string_view name, bool right, const ordered_json* value,
                              std::string_view wanted);

    const ordered_json& value_;
    std::string path_;
    findings& mistakes_;
    std::vector<std::string> asked_;
};

}  // namespace emend::adapters::detail
