// Exports member_names: finds member names that stand twice in one object.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "emend/text.hpp"

#include "text_shapes.hpp"

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

/// Known shapes first; whatever has none is compared or hashed.
class member_names {
public:
    void start(std::string_view text) { text_ = text; }

    /// What the names of an object are held against as they come. Good until changes() moves on.
    [[nodiscard]] name_check begin(std::uint32_t first_key, std::uint32_t first_value, std::size_t depth) {
        return name_check(shapes_.at(text_.data(), first_key, first_value, depth));
    }
    [[nodiscard]] std::size_t changes() const { return changes_; }

    /// Whether all names of a complete object, `depth` containers deep, are different.
    /// `has_escapes`: some name of the text may be spelled with escapes.
    [[nodiscard]] bool unique(const text::node* nodes, std::uint32_t object, std::size_t depth,
                              bool has_escapes);

    /// Lists the members whose name comes again later in the object, in document order.
    static void list(const char* text, const text::node* nodes, std::uint32_t object,
                     std::vector<text::shadowed>& out);

private:
    struct hashed_name {
        std::uint32_t hash = 0;
        std::uint32_t place = 0;
    };

    void read(const text::node* nodes, std::uint32_t object, bool has_escapes);
    [[nodiscard]] std::uint32_t hash(std::string_view raw) const;
    [[nodiscard]] bool unique_by_pairs() const;
    [[nodiscard]] bool unique_by_hash();

    std::string_view text_{};
    bool has_escapes_ = false;  ///< a name of the object at hand is spelled with escapes
    name_shapes shapes_{};
    std::size_t changes_ = 0;  ///< shapes remembered so far
    std::vector<std::string_view> names_{};
    std::vector<hashed_name> slots_{};
};

}  // namespace emend::detail
