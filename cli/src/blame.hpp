#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "failure.hpp"
#include "files.hpp"

namespace emend::cli {

/// A place in a text as editors count: from 1, columns in code points.
struct position {
    std::size_t line = 1;
    std::size_t column = 1;
};

[[nodiscard]] position position_of(std::string_view text, std::size_t offset);

/// Finds which of several texts an error's offset belongs to, by reading them
/// again: costs nothing until something has failed.
///
/// units   index in `texts`; texts.size() where none is to blame
[[nodiscard]] std::size_t culprit(const error& e, const std::vector<std::string_view>& texts);

/// Turns an error of the engine into a failure whose message begins with
/// file:line:column where the error has an offset.
[[nodiscard]] failure blame(const error& e, const std::vector<const source*>& sources);

}  // namespace emend::cli
