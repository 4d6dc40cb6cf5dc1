#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emend/adapters/profile.hpp"

#include "diff_arguments.hpp"
#include "line.hpp"

namespace emend::cli {

/// What holds for every line of a stream.
struct settings {
    diff_words words{};
    std::optional<adapters::profile> profile{};  ///< loaded from a file, besides those built in
};

/// What `emend agent` and `emend bulk` can do with one line.
struct service {
    std::string_view name;
    bool in_bulk;  ///< also a verb of `emend bulk`
    /// Appends the members of the answer: `"doc":...`
    outcome<void> (*answer)(const line& request, const settings& how, std::string& out);
};

[[nodiscard]] const std::vector<service>& services();

/// Finds a service by name; nullptr where there is none.
[[nodiscard]] const service* find_service(std::string_view name);

/// Answers a request by what its "do" asks for.
///
/// errors  those of the service; "unsupported" where there is none of that name
[[nodiscard]] outcome<void> answer_by_name(const line& request, const settings& how, std::string& out);

/// The services of algebra_services.cpp.
[[nodiscard]] outcome<void> answer_merge3(const line& request, const settings& how, std::string& out);
[[nodiscard]] outcome<void> answer_invert(const line& request, const settings& how, std::string& out);
[[nodiscard]] outcome<void> answer_compose(const line& request, const settings& how, std::string& out);
[[nodiscard]] outcome<void> answer_rebase(const line& request, const settings& how, std::string& out);

/// The service `request` (request_service.cpp).
[[nodiscard]] outcome<void> answer_request(const line& request, const settings& how, std::string& out);

}  // namespace emend::cli
