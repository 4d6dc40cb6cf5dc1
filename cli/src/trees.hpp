#pragma once

#include <string>

#include "bulk_items.hpp"

namespace emend::cli {

/// Two folders that are compared file by file.
struct trees {
    std::string before{};
    std::string after{};
};

/// Checks that both are folders that can be read.
///
/// errors  io_error
[[nodiscard]] outcome<void> check_trees(const trees& both);

/// Goes through both at once, folder by folder, names in the order of their bytes, and hands on an item for
/// every file. Symbolic links are not followed, and nothing but files is opened: what is there instead,
/// and a folder that cannot be read, is a fault in its place. False when nothing more is wanted.
///
/// cost  holds the names of one folder for each level
[[nodiscard]] bool walk_trees(const trees& both, bulk_items& out);

/// Makes workers that answer what walk_trees() hands on: pairs by the service; a file that is no JSON, cannot
/// be read, or is longer than `longest` gives an error. All must outlive them.
[[nodiscard]] std::function<bulk::worker()> tree_answers(const trees& both, const service& what,
                                                         const settings& how, std::size_t longest);

}  // namespace emend::cli
