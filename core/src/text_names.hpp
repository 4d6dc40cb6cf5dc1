// Exports member_names: finds member names that stand twice in one object.
#pragma once

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

class member_names {
public:
    /// Forgets the last text.
    void start() { shapes_.clear(); }

    /// Whether all names of the object are different. `depth` counts the containers around it.
    [[nodiscard]] bool unique(const char* text, const text::node* nodes, std::uint32_t object,
                              std::size_t depth);

    /// Lists the members whose name comes again later in the object, in document order.
    static void list(const char* text, const text::node* nodes, std::uint32_t object,
                     std::vector<text::shadowed>& out);

private:
    void collect(const char* text, const text::node* nodes, std::uint32_t object);
    [[nodiscard]] bool unique_by_pairs() const;
    [[nodiscard]] bool unique_by_hash();

    std::vector<std::uint32_t> shapes_{};  ///< by depth: the last object found without fault
    std::vector<std::string_view> names_{};
    std::vector<std::uint32_t> slots_{};
};

}  // namespace emend::detail
