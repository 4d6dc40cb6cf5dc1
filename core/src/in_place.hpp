// When two arrays of one length are taken to have been changed in their places: match_arrays.hpp decides by
// it, and who tells small differences in one walk (quick_sums.hpp) foretells that.
#pragma once

#include <cstddef>

namespace emend::detail::in_place {

/// Stretches so long are aligned run by run, where neighbours differ; shorter ones as a whole.
inline constexpr std::size_t many = 64;

/// Whether that few of the elements from the first that differs to the last do.
[[nodiscard]] constexpr bool are_few(std::size_t differ, std::size_t count) {
    return differ * 4 <= count + 3;
}

/// Whether two arrays agree in most places: each is then believed to be the other, beside whatever differs.
/// No more than this may differ on the way, of those that were looked at,
[[nodiscard]] constexpr bool may_agree(std::size_t differ, std::size_t looked_at) {
    return differ * 4 <= looked_at + 8;
}
/// and no more than this in the end.
[[nodiscard]] constexpr bool agree(std::size_t differ, std::size_t all) {
    return all >= 8 && differ * 4 <= all;
}

}  // namespace emend::detail::in_place
