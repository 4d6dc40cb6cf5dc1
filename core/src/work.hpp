// The values a diff looks into: what stands on one side only, and the elements of
// arrays that must be aligned. What is equal in its place never gets a node here.
//
// A node is open once its children stand in the table, one block a container; then
// its hash is that of the value. Equal values hash alike, so unequal hashes decide;
// equal ones are verified where a wrong guess would make a wrong patch.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "emend/diff.hpp"

#include "patterns.hpp"
#include "view.hpp"

namespace emend::detail {

using id = std::uint32_t;
inline constexpr id nobody = 0xffff'ffffU;

struct work {
    std::uint64_t value = 0;     ///< the view's handle
    std::uint64_t key = 0;       ///< the view's handle of the member name
    std::uint64_t key_hash = 0;  ///< 0 for elements
    std::uint64_t hash = 0;
    std::uint32_t size = 0;      ///< bytes as compact JSON; saturates
    std::uint32_t key_size = 0;  ///< bytes of the pointer token in JSON text
    id parent = nobody;
    std::uint32_t place = 0;  ///< position among the container's children
    id first = nobody;        ///< the block of children
    std::uint32_t count = 0;
    std::uint32_t state = 0;  ///< of the path patterns
    kind what = kind::null;
    bool after = false;    ///< of the second document
    bool open = false;     ///< children and hash are there
    bool tainted = false;  ///< something ignored was left out inside
    bool member = false;
    bool taken = false;       ///< a move carries it off
    bool hole = false;        ///< left out of the new value around it, to be carried in
    bool holey = false;       ///< something inside is left out so
    std::uint32_t inner = 0;  ///< values inside that moves carry off
};

/// What happens to one child of a pair of containers.
enum class change : std::uint8_t {
    keep,     ///< equal (arrays only: objects do not list what is equal)
    pair,     ///< both are containers of one kind: see the pair
    replace,  ///< the old value makes room for the new one
    remove,   ///< gone, or moved away
    insert,   ///< new
    moved,    ///< an element that comes from another place of the same array
};

inline constexpr std::uint32_t no_pair = 0xffff'ffffU;

struct slot {
    change what = change::keep;
    bool differs = false;  ///< moved: and replaced behind it
    id a = nobody;
    id b = nobody;
    std::uint32_t pair = no_pair;
    bool anew = false;  ///< replace: the old member goes, the new one comes behind all others
};

/// Two containers of one kind that belong together and differ. Arrays: `slots` is
/// the merged sequence of both sides behind `prefix` equal elements; without
/// insertions and removals it lists the changed elements alone.
struct edit_pair {
    id a = nobody;
    id b = nobody;
    std::uint32_t parent = no_pair;
    std::uint32_t length = 0;  ///< bytes of the pointer that leads here
    std::uint32_t prefix = 0;
    std::uint32_t depth = 0;
    bool array = false;
    bool structural = false;     ///< elements come or go: indices shift
    bool holds_ignored = false;  ///< must not be replaced whole
    bool whole = false;          ///< must be replaced whole
    bool same = false;           ///< nothing differs after all
    bool of_copy = false;        ///< `a` is a copy that the patch makes
    std::uint64_t cost = 0;
    std::vector<slot> slots{};
};

/// Bytes of an operation as compact JSON with its comma, without paths and value.
struct op_bytes {
    static constexpr std::uint64_t add = 32;
    static constexpr std::uint64_t remove = 26;
    static constexpr std::uint64_t replace = 36;
    static constexpr std::uint64_t move = 34;
    static constexpr std::uint64_t test = 33;
};

struct slot_ref {
    std::uint32_t pair = no_pair;
    std::uint32_t slot = 0;

    friend bool operator==(const slot_ref&, const slot_ref&) = default;
};

/// A new value that need not be written out.
struct transfer {
    id source = nobody;  ///< a node of the first document; for copies of what was written, of the second
    id region = nobody;  ///< the removed or replaced value that the source is, or is in; for a copy of
                         ///< what this patch writes: the placed value that it is, or is in
    bool copied = false;
    std::uint32_t pair = no_pair;  ///< what changes in it once it is there
};

/// All that one diff knows.
struct workspace {
    explicit workspace(const diff_options& o) : options(o), budget(o.budget) {}

    const diff_options& options;
    pattern_set patterns{};
    std::vector<work> nodes{};
    std::vector<edit_pair> pairs{};
    std::unordered_map<id, transfer> transfers{};             ///< by the new value
    std::unordered_map<id, std::vector<slot_ref>> leaving{};  ///< by region: where its parts go
    std::unordered_map<id, std::vector<id>> holes{};          ///< by placed value: what is carried into it
    std::unordered_map<std::uint32_t, slot_ref> hosts{};  ///< by pair: the slot that its container moves to
    std::unordered_set<id> aside{};                ///< regions that parts of their successors come from
    std::unordered_map<id, std::int64_t> saved{};  ///< by placed value: bytes its holes save
    std::size_t budget;                            ///< steps of search left
    bool fault = false;                            ///< a value is not JSON, or too deep
    bool known = false;                            ///< identities are known, not guessed: none is given up

    [[nodiscard]] bool spend(std::size_t steps) {
        if (budget < steps) {
            budget = 0;
            return false;
        }
        budget -= steps;
        return true;
    }
};

[[nodiscard]] inline std::uint32_t saturated(std::uint64_t bytes) {
    constexpr std::uint64_t top = std::numeric_limits<std::uint32_t>::max();
    return static_cast<std::uint32_t>(bytes < top ? bytes : top);
}

/// Decimal digits of an index.
[[nodiscard]] constexpr std::uint32_t digits(std::uint64_t value) {
    std::uint32_t n = 1;
    while (value >= 10) {
        value /= 10;
        ++n;
    }
    return n;
}

}  // namespace emend::detail
