// Exports pattern_set: path patterns (ignored paths, array rules) run side by side
// while a document is walked. Token `*` is any one token, `**` any number of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "emend/diff.hpp"
#include "emend/error.hpp"

namespace emend::detail {

/// A set of patterns and the states they reach. State 0: no pattern can match any more.
class pattern_set {
public:
    static constexpr std::uint32_t dead = 0;

    /// errors  invalid_pointer, also for more than 60 tokens
    [[nodiscard]] result<void> read(const diff_options& options);

    [[nodiscard]] std::uint32_t start() const { return start_; }
    [[nodiscard]] bool empty() const { return patterns_.empty(); }

    /// The state behind one more token.
    [[nodiscard]] std::uint32_t next(std::uint32_t state, std::string_view token);
    [[nodiscard]] std::uint32_t next(std::uint32_t state, std::size_t index);

    [[nodiscard]] bool ignored(std::uint32_t state) const { return states_[state].ignored; }
    /// Whether something at or below this path may be ignored.
    [[nodiscard]] bool may_ignore(std::uint32_t state) const { return states_[state].may_ignore; }
    /// The rule for the array at this path, or nullptr.
    [[nodiscard]] const array_rule* rule(std::uint32_t state) const;

private:
    struct pattern {
        std::vector<std::string> tokens{};
        bool ignores = false;
    };
    struct reach {
        std::vector<std::uint64_t> reached{};  ///< a bit per token that comes next, one word a pattern
        bool ignored = false;
        bool may_ignore = false;
        std::size_t rule = static_cast<std::size_t>(-1);
    };

    result<void> add(const std::string& text, bool ignores);
    std::uint64_t closed(const pattern& p, std::uint64_t reached) const;
    std::uint32_t intern(std::vector<std::uint64_t> reached);

    const diff_options* options_ = nullptr;
    std::vector<pattern> patterns_{};
    std::vector<reach> states_{reach{}};
    std::uint32_t start_ = dead;
};

}  // namespace emend::detail
