// Whether answers are right, asked of nlohmann, or of emend's text lane where a document is large.
#pragma once

#include <span>
#include <string>

#include "contenders/contender.hpp"

namespace emend::contenders {

/// Says what is wrong with one compact text an item, or "" if nothing is. Numbers are compared as doubles,
/// since some contenders have no others.
std::string judge(task what, std::span<const item> all, std::span<const std::string> answers);

}  // namespace emend::contenders
