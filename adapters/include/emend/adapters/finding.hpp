#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "emend/error.hpp"
#include "emend/pointer.hpp"

namespace emend::adapters {

/// Which rule of a vendor a change breaks. What the engine itself refuses keeps
/// the name of its errc.
enum class fault : std::uint8_t {
    op_not_expressible,  ///< the vendor's form cannot say this operation
    read_only_member,    ///< only the server sets it
    unknown_member,      ///< the vendor's schema, or ours, has no such name
    unknown_attribute,   ///< a list with a closed set of names holds another
    immutable_member,    ///< set once, never changed
    required_missing,    ///< cannot be removed or left out
    null_not_allowed,    ///< cannot be cleared
    empty_not_allowed,   ///< "" is refused
    type_mismatch,       ///< another JSON type is wanted
    constraint,          ///< length, pattern, range, ...: finding::rule says which
    ambiguous_removal,   ///< the vendor does not say what leaving it out means
    ambiguous_alias,     ///< two names of one thing say different things
    incomplete_current,  ///< a member that must be sent is missing from what was read
    missing_context,     ///< a parameter that the request needs is not given
};

[[nodiscard]] std::string_view to_string(fault code);

/// One thing that is wrong, or (as a warning) odd.
struct finding {
    static constexpr std::size_t none = error::none;

    /// What has to be mended: the data, how emend was called, or a profile.
    enum class subject : std::uint8_t { resource, patch, usage, profile };

    std::string code{};            ///< the name of a fault or of an errc; of the rule in a warning
    std::string rule{};            ///< for constraint: max_length, pattern, minimum, ...
    std::string message{};         ///< what, where, and what would be right, in one line
    std::string path{};            ///< JSON Pointer into the current resource; a bare name for usage
    std::size_t operation = none;  ///< 0-based index in the patch
    subject about = subject::resource;

    friend bool operator==(const finding&, const finding&) = default;
};

/// Everything that was found, in the order to mend it.
using findings = std::vector<finding>;

/// Says an error of the engine as a finding.
[[nodiscard]] finding to_finding(const error& e);

/// Writes {code, message, path, operation}; operation is null where none is to blame.
[[nodiscard]] ordered_json to_json(const finding& f);

/// Gives the most similar of `names`, or "" where none is similar enough to be meant.
[[nodiscard]] std::string nearest(std::string_view name, const std::vector<std::string>& names);

}  // namespace emend::adapters
