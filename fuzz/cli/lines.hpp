#pragma once

#include <string>
#include <string_view>

#include "src/services.hpp"

/// What the targets of streams share.
namespace emend::fuzz {

/// What a stream's lines come to, each read by itself into memory of its own; `numbered` as in `emend bulk`.
struct plain_answers {
    std::string text{};
    std::size_t lines = 0;
    std::size_t failed = 0;
};
[[nodiscard]] plain_answers answer_plainly(std::string_view stream, std::size_t longest,
                                           const cli::service& what, bool numbered);

/// Aborts unless `answer` is one line of JSON: an object whose first member is the id, to the byte, and that
/// holds either results or an error with a code and a message.
void check_answer(std::string_view answer, std::string_view id, bool succeeded);

}  // namespace emend::fuzz
