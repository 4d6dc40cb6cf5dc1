#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emend/adapters/profile.hpp"
#include "emend/adapters/request.hpp"

#include "failure.hpp"
#include "files.hpp"

namespace emend::cli {

/// Says every finding as a failure: the first is the failure, all are in `all`.
[[nodiscard]] failure from_findings(const adapters::findings& all);

/// Reads a profile from its file.
[[nodiscard]] outcome<adapters::profile> load_profile_file(reader& files, const std::string& path);

/// Finds what to send to: the loaded profile where it is of that vendor and
/// resource, else one of those built in.
[[nodiscard]] outcome<adapters::profile> choose_profile(std::string_view vendor, std::string_view resource,
                                                        const std::optional<adapters::profile>& loaded);

/// Adds NAME=VALUE pairs to an object, as strings.
///
/// errors  usage_error: no name, or one twice; `option` is what they were given with
[[nodiscard]] outcome<void> read_pairs(std::string_view option, const std::vector<std::string>& pairs,
                                       ordered_json& into);

/// Puts values in the place of the request's shell variables: `from` is "env", or a file of NAME=VALUE lines.
[[nodiscard]] outcome<adapters::request> with_values(adapters::request r, const std::string& from,
                                                     reader& files);

}  // namespace emend::cli
