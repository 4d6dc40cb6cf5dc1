// Exports text_twin: the table of a text that is mostly another one, which has been read. Where bytes are
// the same, one comparison stands for reading: equal containers are left closed, and are
// opened from the other table if anybody asks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "emend/text.hpp"

#include "text_memory.hpp"

namespace emend::detail {

class text_twin {
public:
    /// Reads `text` beside `guide`, which must outlive this. Gives false where that does not pay, or
    /// when anything is wrong with the text: then it is to be read on its own.
    ///
    /// cost    O(n); less than reading where most is the same
    [[nodiscard]] bool read(std::string_view text, const text::index& guide,
                            const text::read_options& options);

    [[nodiscard]] std::string_view source() const { return text_; }
    [[nodiscard]] const text::node* nodes() const { return nodes_; }
    [[nodiscard]] bool has_escapes() const { return memory_.has_escapes; }

    /// The guide's node with the same bytes, if that is known; else node::none.
    [[nodiscard]] std::uint32_t same_as(std::uint32_t x) const {
        return x < same_.size() ? same_[x] : text::node::none;
    }

    /// How many values a value is, with all inside it, closed or not.
    [[nodiscard]] std::uint32_t values_in(std::uint32_t x) const {
        return nodes_[x].next - x + (x < hidden_.size() ? hidden_[x] : 0);
    }

    struct range {
        std::uint32_t first = 0;
        std::uint32_t last = 0;
    };

    /// The nodes inside a container. Opens what is closed: nodes already there stay where they are.
    [[nodiscard]] range children(std::uint32_t x) const {
        if (same_as(x) == text::node::none) return {x + 1, nodes_[x].next};
        return open(x);
    }

private:
    class reader;

    range open(std::uint32_t x) const;

    std::string_view text_{};
    const text::node* guide_ = nullptr;
    text::node* nodes_ = nullptr;
    index_memory memory_{};
    std::vector<std::uint32_t> same_{};
    std::vector<std::uint32_t> hidden_{};  ///< by node: the guide's nodes that stand for what is inside
    mutable std::uint32_t count_ = 0;      ///< nodes, with those opened since
    mutable std::vector<std::uint32_t> opened_{};  ///< by node: where its children stand
};

}  // namespace emend::detail
