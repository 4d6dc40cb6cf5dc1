#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "emend/adapters/request.hpp"

#include "context.hpp"

namespace emend::adapters::detail {

/// A member that no rule knows and that the change touches.
struct stray {
    std::string name{};
    const ordered_json* was = nullptr;
    const ordered_json* is = nullptr;
};

/// The resource before and after, member by member (by index in the rules).
/// Only what the change may have touched differs; the rest points to one value.
class sides {
public:
    explicit sides(const context& call) : call_(call) {}
    ~sides();
    sides(const sides&) = delete;
    sides& operator=(const sides&) = delete;

    /// Takes the envelope off, evaluates the patch or takes the desired resource. On a
    /// finding there are no sides to look at.
    [[nodiscard]] bool evaluate(request_input& input, findings& errors);

    std::vector<const ordered_json*> was{};  ///< nullptr: not there
    std::vector<ordered_json*> is{};
    std::vector<stray> strays{};

    /// What removal by null means: for `is`.
    ordered_json nothing{};

    /// Whether the patch writes at or below a member.
    [[nodiscard]] bool touched(std::string_view member) const;

    /// The patch with the envelope's token taken off, aliases as written.
    [[nodiscard]] const ordered_patch& patch() const { return patch_; }

    /// The whole resource as read; kept only where the caller's operations are to be sent.
    [[nodiscard]] const ordered_json& whole_before() const { return whole_before_; }

private:
    bool unwrap(ordered_json& document, const std::string& what, findings& errors, bool& wrapped) const;
    bool apply_patch(findings& errors);
    bool take_desired(ordered_json desired, findings& errors);

    void strip_envelope();
    void collect_touched();
    void touch(const pointer& p);
    void add_aliases();
    bool snapshot(findings& errors);
    bool resolve_aliases(findings& errors);
    bool refuse_operations(findings& errors) const;
    void line_up_patched();
    void line_up_desired();

    const context& call_;
    ordered_patch patch_{};
    std::vector<std::string> touched_{};
    bool all_touched_ = false;
    bool whole_envelope_ = false;  ///< the patch replaces what the envelope holds: evaluated, never sent
    std::vector<std::pair<std::string, std::size_t>> aliases_{};  ///< alias in use, member
    ordered_json before_{};  ///< patch: the touched members as they were; desired: the current resource
    ordered_json after_{};
    ordered_json whole_before_{};
};

/// Whether two values, either of which may be missing, are the same.
[[nodiscard]] bool same(const ordered_json* a, const ordered_json* b);

/// The paths that an operation writes: `path`, and `from` of a move; none for a test.
[[nodiscard]] std::vector<const pointer*> written_paths(const basic_operation<ordered_json>& operation);

}  // namespace emend::adapters::detail
