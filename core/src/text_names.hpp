// Exports member_names: finds member names that stand twice in one object.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "emend/text.hpp"

namespace emend::detail {

/// The raw name of a member, between its quotes. The table does not hold where it
/// ends: only white space and the colon stand between that and the value.
[[nodiscard]] inline std::string_view raw_name(const char* text, const text::node& member) {
    const char* end = text + member.begin - 1;
    while (*end != ':') --end;
    do --end;
    while (*end != '"');
    const char* begin = text + member.key + 1;
    return {begin, static_cast<std::size_t>(end - begin)};
}

/// Records repeat their shape: the names of an object found without fault are remembered, and
/// an object that has some of them in the same order needs no other check.
class member_names {
public:
    /// Forgets the last text.
    void start(std::string_view text);

    /// Whether all names of a complete object are different. `has_escapes`: some name of the
    /// text may be spelled with escapes.
    [[nodiscard]] bool unique(const text::node* nodes, std::uint32_t object, bool has_escapes);

    /// Lists the members whose name comes again later in the object, in document order.
    static void list(const char* text, const text::node* nodes, std::uint32_t object,
                     std::vector<text::shadowed>& out);

private:
    using shape = std::vector<std::string_view>;

    [[nodiscard]] shape& shape_of(const text::node& first);
    [[nodiscard]] bool repeats(const shape& known, const text::node* nodes, std::uint32_t object) const;
    [[nodiscard]] bool is_name(std::uint32_t key, std::string_view name) const;
    [[nodiscard]] std::uint32_t hash(std::string_view raw) const;
    [[nodiscard]] bool unique_by_pairs() const;
    [[nodiscard]] bool unique_by_hash();

    std::string_view text_{};
    bool has_escapes_ = false;  ///< a name of the object at hand is spelled with escapes
    std::array<shape, 64> shapes_{};
    shape names_{};
    std::vector<std::uint32_t> slots_{};
};

}  // namespace emend::detail
