// Exports overlay: a document that changes, lying over texts that do not.
//
// Only containers on the way to a change are copied, and of them only what changed:
// which own children became something else or went, and what came. The texts stay;
// whoever throws the overlay away has changed nothing. All of it lies in an arena.
#pragma once

#include <cstdint>
#include <memory_resource>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "arena.hpp"
#include "text_children.hpp"
#include "text_heights.hpp"
#include "text_piece.hpp"
#include "text_sequence.hpp"
#include "text_view.hpp"

namespace emend::detail {

/// A member that came. Names lie in the patch's text or in the arena.
struct added_member {
    std::string_view name{};
    piece value{};
};

using name_map = std::pmr::unordered_map<std::string_view, std::uint32_t>;

/// A container that was changed inside.
struct touched {
    touched(piece container, kind k, std::pmr::memory_resource* memory)
        : from(container), what(k), changes(memory), added(memory) {}

    piece from;                            ///< the container as it stands in its text
    kind what;                             ///< object or array
    change_map changes;                    ///< of its own children
    std::pmr::vector<added_member> added;  ///< members that came, in order; gone ones among them
    edited_array* elements = nullptr;      ///< once an element came or went
    name_map* names = nullptr;             ///< of many `added`
    std::size_t gone = 0;                  ///< own members that went
    std::size_t added_gone = 0;            ///< members that came and went
};

/// A child of a container, and where the container keeps it.
struct spot {
    piece item{};           ///< origin::child for an own child, else as `value`
    piece value{};          ///< what stands there now
    std::size_t index = 0;  ///< in the array, or among the added members
};

class overlay {
public:
    /// REQUIRES: the indexes and the memory outlive this.
    overlay(const text::index& document, const text::index& patch, arena& memory)
        : memory_(memory),
          document_(document),
          patch_(patch),
          document_finder_(document_, &memory),
          patch_finder_(patch_, &memory),
          pool_(&memory),
          document_twins_(&memory),
          patch_twins_(&memory) {}

    /// For what lives no longer than this.
    [[nodiscard]] std::pmr::memory_resource* memory() const { return &memory_; }

    [[nodiscard]] const text_view& view(piece p) const {
        return p.where == origin::patch ? patch_ : document_;
    }

    /// The node of a text that the piece is, or was before it was changed inside.
    [[nodiscard]] piece source(piece p) const { return p.where == origin::overlay ? at(p).from : p; }
    [[nodiscard]] kind kind_of(piece p) const {
        return p.where == origin::overlay ? at(p).what : view(p).kind_of(p.id);
    }
    /// REQUIRES: p.where == origin::overlay.
    [[nodiscard]] const touched& at(piece p) const { return *pool_[p.id]; }

    [[nodiscard]] piece root() const { return root_; }
    void set_root(piece p) { root_ = p; }

    /// Finds a member that counts. Writes to `found` only if there is one.
    [[nodiscard]] bool member(piece object, std::string_view name, spot& found);
    /// Finds an element.
    [[nodiscard]] bool element(piece array, std::size_t index, spot& found);
    [[nodiscard]] std::size_t count(piece array);

    /// What a child that the text has is now; origin::gone when it went.
    [[nodiscard]] piece own_child(piece container, std::uint32_t node) const;

    /// Makes a container ready for changes inside. The piece takes the old one's place.
    [[nodiscard]] piece touch(piece container);

    // REQUIRES of all that follow: the container is touched, the spot was found in it.
    void set(piece container, const spot& place, piece value);
    void erase(piece container, const spot& place);
    void insert(piece array, std::size_t index, piece value);
    void append(piece object, std::string_view name, piece value);

    /// Levels of containers in a value: 0 for a scalar. The first question costs O(both texts), the
    /// others nothing: from then on every change keeps the answers.
    [[nodiscard]] std::size_t height(piece p);

    /// A copy that later changes of the original do not reach, and the other way round.
    [[nodiscard]] piece clone(piece p);

private:
    [[nodiscard]] child_finder& finder(piece source) {
        return source.where == origin::patch ? patch_finder_ : document_finder_;
    }
    [[nodiscard]] std::optional<std::uint32_t> find_added(const touched& t, std::string_view name) const;
    [[nodiscard]] touched& own(piece container) const { return *pool_[container.id]; }
    touched& open(piece from);
    edited_array& elements_of(touched& t);
    void hide_twins(touched& t, std::uint32_t member);
    void name_added(touched& t);
    void erase_added(touched& t, std::size_t place);
    piece copy_one(piece p, std::uint32_t parent, std::pmr::vector<std::uint32_t>& pending);
    void note(piece container, piece went, piece came) {
        if (heights_) heights_->changed(container.id, went, came);
    }

    using node_map = std::pmr::unordered_map<std::uint32_t, std::uint32_t>;

    arena& memory_;
    text_view document_;
    text_view patch_;
    child_finder document_finder_;
    child_finder patch_finder_;
    std::pmr::vector<touched*> pool_;  ///< by number
    node_map document_twins_;          ///< a member: the one it shadows
    node_map patch_twins_;
    std::optional<heights> heights_{};  ///< once somebody asked
    piece root_{0, origin::document};
};

}  // namespace emend::detail
