#pragma once

#include "emend/adapters/finding.hpp"
#include "emend/pointer.hpp"

#include "support.hpp"

namespace emend::fuzz {

/// Aborts unless the findings are what a person can act on: at least one, each with a code and a sentence,
/// and with a place that can be looked up: a pointer, except where the call itself is at fault. The sentence
/// stays one line, whatever names it quotes.
inline void check_refusal(const adapters::findings& all) {
    require(!all.empty(), "a refusal says why");
    for (const auto& each : all) {
        require(!each.code.empty() && is_one_line(each.code), "a finding has a code");
        require(!each.message.empty() && is_one_line(each.message), "a finding is a sentence in one line");
        require(each.about == adapters::finding::subject::usage || parse_pointer(each.path).has_value(),
                "a finding's path is a pointer");
    }
}

}  // namespace emend::fuzz
