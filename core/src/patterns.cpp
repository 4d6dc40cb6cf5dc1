#include "patterns.hpp"

#include <algorithm>

#include "emend/pointer.hpp"

namespace emend::detail {
namespace {

constexpr std::size_t most_tokens = 60;

}  // namespace

result<void> pattern_set::read(const diff_options& options) {
    options_ = &options;
    for (const auto& text : options.ignore) {
        if (auto added = add(text, true); !added) return added;
    }
    for (const auto& rule : options.rules) {
        if (auto added = add(rule.pattern, false); !added) return added;
    }
    if (patterns_.empty()) return {};
    std::vector<std::uint64_t> reached;
    reached.reserve(patterns_.size());
    for (const auto& p : patterns_) reached.push_back(closed(p, 1));
    start_ = intern(std::move(reached));
    return {};
}

result<void> pattern_set::add(const std::string& text, bool ignores) {
    auto parsed = parse_pointer(text);
    if (!parsed) return fail(std::move(parsed).error());
    if (parsed->tokens.size() > most_tokens) {
        return fail({errc::invalid_pointer, error::none, text, error::none, "at most 60 tokens in a pattern",
                     std::to_string(parsed->tokens.size())});
    }
    patterns_.push_back({std::move(parsed->tokens), ignores});
    return {};
}

// `**` may stand for no token: whoever waits before it waits behind it as well.
std::uint64_t pattern_set::closed(const pattern& p, std::uint64_t reached) const {
    for (std::size_t i = 0; i < p.tokens.size(); ++i) {
        if ((reached >> i & 1U) != 0 && p.tokens[i] == "**") reached |= std::uint64_t{1} << (i + 1);
    }
    return reached;
}

std::uint32_t pattern_set::next(std::uint32_t from, std::string_view token) {
    if (from == dead) return dead;
    std::vector<std::uint64_t> reached(patterns_.size(), 0);
    for (std::size_t n = 0; n < patterns_.size(); ++n) {
        const auto& p = patterns_[n];
        const auto before = states_[from].reached[n];
        for (std::size_t i = 0; i < p.tokens.size(); ++i) {
            if ((before >> i & 1U) == 0) continue;
            if (p.tokens[i] == "**") {
                reached[n] |= std::uint64_t{1} << i;
            } else if (p.tokens[i] == "*" || p.tokens[i] == token) {
                reached[n] |= std::uint64_t{1} << (i + 1);
            }
        }
        reached[n] = closed(p, reached[n]);
    }
    return intern(std::move(reached));
}

std::uint32_t pattern_set::next(std::uint32_t from, std::size_t index) {
    return from == dead ? dead : next(from, std::string_view(std::to_string(index)));
}

// Few states come up, however large the document: a linear search is enough, newest first.
std::uint32_t pattern_set::intern(std::vector<std::uint64_t> reached) {
    if (std::all_of(reached.begin(), reached.end(), [](std::uint64_t w) { return w == 0; })) return dead;
    for (std::size_t s = states_.size(); s-- > 1;) {
        if (states_[s].reached == reached) return static_cast<std::uint32_t>(s);
    }
    reach made;
    for (std::size_t n = 0; n < patterns_.size(); ++n) {
        const bool final = (reached[n] >> patterns_[n].tokens.size() & 1U) != 0;
        if (patterns_[n].ignores) {
            made.ignored = made.ignored || final;
            made.may_ignore = made.may_ignore || reached[n] != 0;
        } else if (final && made.rule == static_cast<std::size_t>(-1)) {
            made.rule = n - options_->ignore.size();
        }
    }
    made.reached = std::move(reached);
    states_.push_back(std::move(made));
    return static_cast<std::uint32_t>(states_.size() - 1);
}

const array_rule* pattern_set::rule(std::uint32_t state) const {
    const auto n = states_[state].rule;
    return n == static_cast<std::size_t>(-1) ? nullptr : &options_->rules[n];
}

}  // namespace emend::detail
