#pragma once

#include "emend/bulk.hpp"

#include "services.hpp"

namespace emend::cli {

/// Makes workers that answer lines with a service: {"id":ID,...}, or {"id":ID,"line":N,"error":{...}}.
/// `longest` is what the lines' reader takes. Both must outlive the workers.
[[nodiscard]] std::function<bulk::worker()> line_answers(const service& what, const settings& how,
                                                         std::size_t longest);

/// Appends the answer to a line that `request` has room for; false where it is an error.
bool append_line_answer(std::string& out, line& request, std::string_view text, std::size_t number,
                        const service& what, const settings& how);

/// Appends the answer of `emend agent` to a line of its stream, of which `longest` bytes are read.
void append_agent_answer(std::string& out, line& request, const bulk::line& each, std::size_t longest);

/// The failure of a line that was too long to be read.
[[nodiscard]] failure overlong_line(std::size_t longest);

}  // namespace emend::cli
