// Exports places: where every value of the first document is, while a patch runs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lower.hpp"
#include "ranks.hpp"
#include "work.hpp"

namespace emend::detail {

/// A container of the first document, and a member, a slot or an index in it.
struct location {
    id container = nobody;
    id named = nobody;  ///< the node that carries the member name
    std::size_t slot = 0;
    bool is_slot = false;
    std::string_view made_up{};  ///< a name of our own
};

class places {
public:
    explicit places(const workspace& space) : space_(space) {}

    /// An array whose elements come and go. REQUIRES: called once for each.
    void enliven(const edit_pair& p);

    /// Where a node is by now.
    [[nodiscard]] location home(id x) const;
    [[nodiscard]] path to(location at) const;

    /// Nothing stands at `at` any more; what follows in an array moves up.
    void leave(const location& at);
    /// Something stands at `at` from now on.
    void arrive(const location& at);
    /// A part of a new value is still missing there.
    void open_hole(id x);
    /// A node was carried to `at`.
    void carry(id x, const location& at);

private:
    struct live_array {
        std::size_t prefix = 0;
        std::size_t taken_up = 0;  ///< elements of the first document that stand in slots
        ranks slots{};
        std::vector<std::uint32_t> slot_of{};  ///< by the element's index behind the prefix
    };

    [[nodiscard]] path_token token(const location& at) const;
    live_array& array(id container);

    const workspace& space_;
    std::unordered_map<id, live_array> arrays_{};
    std::unordered_map<id, location> moved_{};
};

}  // namespace emend::detail
