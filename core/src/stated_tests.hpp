// Exports stated_tests: what a patch states of the old document in front of its changes (test_mode).
#pragma once

#include <cstdint>
#include <unordered_map>
#include <unordered_set>

#include "lane.hpp"
#include "lower.hpp"
#include "places.hpp"
#include "work.hpp"

namespace emend::detail {

class stated_tests {
public:
    /// `pair_of` tells each container's pair.
    stated_tests(const workspace& space, lane& documents, sink& out, const places& where,
                 const std::unordered_map<id, std::uint32_t>& pair_of)
        : space_(space), documents_(documents), out_(out), places_(where), pair_of_(pair_of) {}

    [[nodiscard]] bool wanted() const { return space_.options.tests != test_mode::none; }

    /// That a value stands where it will be changed, once.
    void old_value(const path& at, id old);

    /// With test_mode::guards: each object in an array that the path to `container` goes through is tested
    /// for its name, once.
    void guard(id container);

private:
    const workspace& space_;
    lane& documents_;
    sink& out_;
    const places& places_;
    const std::unordered_map<id, std::uint32_t>& pair_of_;
    std::unordered_set<id> tested_{};
    std::unordered_set<id> guarded_{};
};

}  // namespace emend::detail
