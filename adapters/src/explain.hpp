#pragma once

#include <string>
#include <vector>

#include "context.hpp"
#include "forms.hpp"
#include "sides.hpp"

namespace emend::adapters::detail {

/// Sees what goes out, and tells what each operation of the patch came to.
class explainer {
public:
    /// The pieces of a body that says what changed.
    void see(const context& call, const pieces& all);

    /// The caller's own operations: the body's, and which of the patch each came from.
    void see(const ordered_json& body, std::vector<std::size_t> origins);

    [[nodiscard]] std::vector<verdict> verdicts(const context& call, const ordered_patch& patch,
                                                const findings& errors) const;

private:
    // A value that goes out, and how far inside it a change still goes out by itself.
    struct unit {
        enum class reach : std::uint8_t { whole, elements, objects, everything };
        pointer at{};
        reach inside = reach::whole;
        ordered_json value{};
        bool removed = false;
    };

    void add(const context& call, pointer at, const member_rule& rule, const ordered_json* was,
             const ordered_json* is);
    void judge(const basic_operation<ordered_json>& operation, const pointer& path, verdict& into) const;
    void judge_inside(const unit& u, const basic_operation<ordered_json>& operation, const pointer& path,
                      verdict& into) const;
    [[nodiscard]] bool judge_passed(const basic_operation<ordered_json>& operation, verdict& into) const;

    std::vector<unit> units_{};
    bool whole_resource_ = false;
    bool passed_ = false;
    ordered_json body_{};
    std::vector<std::size_t> origins_{};
};

}  // namespace emend::adapters::detail
