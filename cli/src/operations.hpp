#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "failure.hpp"

namespace emend::cli {

/// One operation of a patch as its text says it: for showing, not for running.
struct shown_operation {
    std::string_view op{};
    std::string path{};
    std::optional<std::string> from{};
    std::optional<std::string_view> value{};
};

/// Takes a patch that emend has written apart. The slices refer to `patch`.
[[nodiscard]] outcome<std::vector<shown_operation>> read_operations(std::string_view patch);

/// Lists the operations for a person, one a line.
[[nodiscard]] std::string listing(const std::vector<shown_operation>& operations, bool coloured);

/// Shows them as a page of HTML that needs nothing else.
[[nodiscard]] std::string html_page(const std::vector<shown_operation>& operations, std::string_view before,
                                    std::string_view after);

}  // namespace emend::cli
