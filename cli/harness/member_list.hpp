#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "emend/text.hpp"

namespace emend::cli {

/// The members of an object's text: names unescaped, values as slices. A name that stands twice is
/// listed twice; find() gives the last. Reading again reuses the memory.
class member_list {
public:
    /// False for what is no object; `text` must outlive the use of its members.
    bool read(std::string_view text);
    /// The same for an object that an index has read.
    void take(const text::index& whole, std::uint32_t object);

    void clear() { all_.clear(); }

    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
    [[nodiscard]] const std::vector<std::pair<std::string, std::string_view>>& all() const { return all_; }

private:
    text::index table_{};
    std::vector<std::pair<std::string, std::string_view>> all_{};
};

/// The texts of an array's elements; none for what is no array.
[[nodiscard]] std::vector<std::string_view> elements_of(std::string_view array);

/// Tells whether two texts are one value, in memory that it keeps; of a name that stands twice the last
/// counts.
class same_value {
public:
    [[nodiscard]] bool operator()(std::string_view a, std::string_view b);

private:
    text::index a_{};
    text::index b_{};
};

}  // namespace emend::cli
