#pragma once

#include <string>
#include <vector>

#include "emend/adapters/finding.hpp"

namespace emend::adapters::detail {

/// The schemas of an OpenAPI document, as members of a profile.
class openapi_schemas {
public:
    /// What a person has to look at is noted with its pointer into the profile.
    openapi_schemas(const ordered_json& document, findings& notes) : document_(document), notes_(notes) {}

    /// What a "$ref" leads to, or the value itself; at most 16 steps.
    [[nodiscard]] const ordered_json& follow(const ordered_json& value) const;

    /// One schema of what allOf puts together; of anyOf and oneOf that which is not null.
    [[nodiscard]] ordered_json flat(const ordered_json& schema, std::size_t depth = 0) const;

    /// The members of an object schema. Those that are read-only go to `read_only`.
    [[nodiscard]] ordered_json members(const ordered_json& schema, const std::string& path,
                                       std::vector<std::string>& read_only, std::size_t depth = 0);

private:
    [[nodiscard]] ordered_json rule(const std::string& name, const ordered_json& schema,
                                    const std::string& path, std::size_t depth);
    void put_text(const ordered_json& schema, const std::string& path, ordered_json& into);
    void put_pattern(const std::string& pattern, const std::string& path, ordered_json& into);

    const ordered_json& document_;
    findings& notes_;
};

}  // namespace emend::adapters::detail
