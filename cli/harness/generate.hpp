#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "question.hpp"
#include "random.hpp"
#include "tree.hpp"

namespace emend::cli {

/// Which hazards a case holds: mostly one kind, so that what is found has one cause.
struct temper {
    bool odd_names = false;    ///< "/", "~", empty, digits, "-", escapes, beyond ASCII, __proto__
    bool odd_numbers = false;  ///< beyond 2^53, 64 bits, a double; 1.0, 1e2, -0
    bool odd_strings = false;  ///< escapes, U+0000, beyond ASCII
};

/// Memory that is used from case to case.
struct generator_tools {
    text::editor editor{};
    text::index table{};
};

/// Makes documents and changes of them.
class generator {
public:
    generator(std::uint64_t seed, temper hazards, generator_tools& tools)
        : dice_(seed), hazards_(hazards), tools_(tools) {}

    [[nodiscard]] tree document();
    [[nodiscard]] tree value(int depth);
    /// `base` after a few changes.
    [[nodiscard]] tree edited(tree base);
    /// The same value, spelled and ordered otherwise.
    [[nodiscard]] tree respelled(tree value);
    [[nodiscard]] tree merge_patch_for(const tree& base, int depth = 3);

    /// Operations that apply one after the other; `document` becomes what they make of it.
    [[nodiscard]] tree valid_patch(std::string& document);
    /// The same, broken in one place or another: what it must be refused for is not said.
    [[nodiscard]] tree broken_patch(std::string document);
    /// A pointer into the document, mostly.
    [[nodiscard]] std::string pointer_into(const tree& document);

    random& dice() { return dice_; }

private:
    struct place {
        std::string pointer{};
        const tree* value = nullptr;
        const tree* parent = nullptr;
    };

    std::string name();
    tree number();
    tree scalar_value();
    place walk(const tree& document, std::size_t root_percent);
    std::string target(const tree& document);
    tree operation(const tree& document);
    void change(tree& document);
    tree near(const tree& value);
    void break_operation(tree& op, const tree& document);
    void break_index(tree& op, const tree& document);
    void break_pointer(tree& op);
    void break_members(tree& op);

    random dice_;
    temper hazards_;
    generator_tools& tools_;
};

/// The question of one case of a run: seed and number decide all of it.
[[nodiscard]] question make_question(std::string_view verb, std::uint64_t seed, temper hazards,
                                     generator_tools& tools);

}  // namespace emend::cli
