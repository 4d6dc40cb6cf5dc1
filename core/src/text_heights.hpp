// Exports heights: how many levels of containers each value of an overlay has, kept up to date
// while the overlay changes. Only wanted where a document comes near the limit of depth; from
// then on no operation has to walk through a value to know.
#pragma once

#include <cstdint>
#include <vector>

#include "text_piece.hpp"
#include "text_view.hpp"

namespace emend::detail {

class overlay;

class heights {
public:
    /// Takes the overlay as it is now. O(both texts), once.
    explicit heights(const overlay& source);

    /// 0 for a scalar.
    [[nodiscard]] std::uint32_t of(piece p) const;

    /// A container was made ready for changes; it takes the place of what it was.
    void opened(std::uint32_t container);

    /// In a container, one child went (or none: origin::gone) and one came (or none).
    void changed(std::uint32_t container, piece went, piece came);

    /// A changed container was copied; `parent` is the copy of the one around it, or none.
    void cloned(std::uint32_t copy, std::uint32_t original, std::uint32_t parent);

    static constexpr std::uint32_t none = 0xffff'ffffU;

private:
    /// A changed container: how many of its children have each height.
    struct level {
        std::vector<std::uint32_t> children{};
        std::uint32_t height = 1;
        std::uint32_t parent = none;  ///< the changed container around it

        void add(std::uint32_t child);
        void take(std::uint32_t child);
        void measure();
    };

    void measure_changed(std::uint32_t container);
    level& at(std::uint32_t container);

    const overlay& source_;
    std::vector<std::uint32_t> document_;  ///< by node
    std::vector<std::uint32_t> patch_;
    std::vector<level> levels_{};  ///< by number of the changed container
};

}  // namespace emend::detail
