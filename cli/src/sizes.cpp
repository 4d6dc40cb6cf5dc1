#include "sizes.hpp"

#include <charconv>
#include <string_view>

namespace emend::cli {

outcome<std::size_t> read_size(const std::string& option, const std::string& text, std::size_t least,
                               std::size_t most) {
    std::size_t number = 0;
    const auto* const end = text.data() + text.size();
    const auto [behind, problem] = std::from_chars(text.data(), end, number);
    const std::string_view unit(behind, static_cast<std::size_t>(end - behind));
    constexpr std::string_view units = "KMG";
    const auto place = unit.empty() ? 0 : units.find(unit) + 1;  // 0 too where there is no such unit
    const unsigned shift = 10U * static_cast<unsigned>(place);
    const bool known = unit.empty() || place != 0;
    if (problem == std::errc() && known && number <= (most >> shift) && (number << shift) >= least)
        return number << shift;
    return fail(usage_error(option + " takes a size from " + std::to_string(least) + " to " +
                            std::to_string(most) + " bytes, such as 64M or 2G, not \"" + text + "\""));
}

}  // namespace emend::cli
