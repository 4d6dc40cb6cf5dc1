#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "emend/adapters/finding.hpp"

namespace emend::adapters {

namespace detail {
struct rules;
}

/// What a vendor wants to be sent for one of its resources: data, compiled once
/// into tables. Cheap to copy, never changes, safe to share between threads.
class profile {
public:
    /// Something a caller may give: a parameter of the request or an option of ours.
    struct input {
        std::string name{};
        std::string description{};
        std::vector<std::string> choices{};  ///< empty: any text
        bool required = false;

        friend bool operator==(const input&, const input&) = default;
    };

    explicit profile(std::shared_ptr<const detail::rules> rules) : rules_(std::move(rules)) {}

    [[nodiscard]] const std::string& vendor() const;
    [[nodiscard]] const std::string& resource() const;
    [[nodiscard]] const std::string& title() const;
    [[nodiscard]] std::vector<input> parameters() const;
    [[nodiscard]] std::vector<input> options() const;

    [[nodiscard]] const detail::rules& rules() const { return *rules_; }

private:
    std::shared_ptr<const detail::rules> rules_;
};

/// Reads a profile from its text (docs/profile-format.md).
///
/// errors  every mistake at once, each with its JSON Pointer in the text and what would be right
[[nodiscard]] tl::expected<profile, findings> load_profile(std::string_view text);

/// Gives the profiles built into the library, by vendor, then resource.
[[nodiscard]] const std::vector<profile>& profiles();

/// Finds a built-in profile.
///
/// errors  unknown_member, path "vendor" or "resource"; the message names the nearest right one
[[nodiscard]] tl::expected<profile, findings> find_profile(std::string_view vendor,
                                                           std::string_view resource);

}  // namespace emend::adapters
