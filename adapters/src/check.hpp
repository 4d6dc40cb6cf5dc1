#pragma once

#include <string>
#include <vector>

#include "context.hpp"
#include "sides.hpp"

namespace emend::adapters::detail {

/// What is done with one member.
enum class fate : std::uint8_t { absent, unchanged, changed };

/// Who gets to hear of a broken rule: errors for what the caller changed,
/// warnings for what the server itself said.
class reporter {
public:
    reporter(findings& errors, findings& warnings) : errors_(errors), warnings_(warnings) {}

    void report(bool servers_own, fault code, const std::string& path, const std::string& message,
                std::string rule = {});

private:
    findings& errors_;
    findings& warnings_;
};

/// Refuses what the caller may not touch (unknown, read-only, immutable) or not take
/// away, turns removals into nulls where that is how to clear, and tells each member's fate.
[[nodiscard]] std::vector<fate> check_access(const context& call, sides& both, reporter& to);

/// Checks a value against its rule: type, null, emptiness, length, pattern, range, and what
/// is inside. What equals its old self is the server's own.
void check_value(const context& call, const sides& both, const member_rule& rule, const ordered_json* was,
                 const ordered_json& is, const std::string& path, reporter& to);

/// Checks what is said of a list by its elements: those that may not go, come twice or change.
void check_list(const context& call, const member_rule& rule, const ordered_json* was, const ordered_json& is,
                const std::string& path, reporter& to);

/// Checks the members of an object for what may not be set, changed or taken away there.
/// Gives whether `inner`'s value needs no other check.
[[nodiscard]] bool check_inner_access(const context& call, const member_rule& outer, const member_rule& inner,
                                      const ordered_json* was, const ordered_json* is,
                                      const std::string& path, reporter& to);

/// Checks a list whose elements have names: the closed set of names, two spellings of one
/// name, elements that never change.
void check_names(const member_rule& rule, const ordered_json* was, const ordered_json& is,
                 const std::string& path, reporter& to);

}  // namespace emend::adapters::detail
