// Exports child_finder: children by index and by name, for many questions about one
// text. What one question had to walk, the next one finds in a table.
#pragma once

#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text_view.hpp"

namespace emend::detail {

class child_finder {
public:
    explicit child_finder(const text_view& view,
                          std::pmr::memory_resource* memory = std::pmr::get_default_resource())
        : view_(view), arrays_(memory), objects_(memory) {}

    /// The element at `index`; text::node::none behind the last one.
    [[nodiscard]] std::uint32_t element(std::uint32_t array, std::size_t index);

    /// The elements of the array, in order; the table stays where it is.
    [[nodiscard]] const std::pmr::vector<std::uint32_t>& elements(std::uint32_t array);

    /// The member of that name which counts; text::node::none when there is none.
    [[nodiscard]] std::uint32_t member(std::uint32_t object, std::string_view name);

private:
    /// The first elements of an array; `next` follows them.
    struct element_table {
        std::pmr::vector<std::uint32_t> nodes;
        std::uint32_t next = 0;
    };

    /// Open addressing: nodes of members, by the hash of their names; 0 is free.
    struct name_table {
        std::pmr::vector<std::uint32_t> slots;
        std::size_t visits = 0;
    };

    element_table& table_of(std::uint32_t array);
    void extend(element_table& table, std::uint32_t array, std::size_t count) const;
    void fill(name_table& table, std::uint32_t object, std::size_t count) const;
    [[nodiscard]] std::uint32_t search(std::uint32_t object, std::string_view name,
                                       std::size_t& passed) const;
    [[nodiscard]] std::uint32_t look_up(const name_table& table, std::string_view name) const;

    const text_view& view_;
    std::pmr::unordered_map<std::uint32_t, element_table> arrays_;
    std::pmr::unordered_map<std::uint32_t, name_table> objects_;
};

}  // namespace emend::detail
