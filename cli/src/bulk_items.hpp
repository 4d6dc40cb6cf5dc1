#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "emend/bulk.hpp"

#include "services.hpp"

namespace emend::cli {

/// What comes of two snapshots, one item after the other, on its way to the threads that answer. Each gives
/// one line: false when nothing more is wanted.
class bulk_items {
public:
    explicit bulk_items(bulk::pipeline& answers) : answers_(answers) {}

    bool pair(std::string_view id, std::string_view before, std::string_view after);
    bool added(std::string_view id, std::string_view value);
    bool removed(std::string_view id);
    bool fault(std::string_view answer);

    /// An item that its worker makes sense of; `weight` is what it will come to, in bytes.
    bool add(char kind, std::initializer_list<std::string_view> text, std::size_t weight = 0);

    /// Hands on what has been gathered.
    bool flush();

private:
    bulk::pipeline& answers_;
    bulk::buffer bytes_{};
    std::vector<std::pair<std::size_t, std::size_t>> items_{};  // where they begin and end
    std::size_t weight_ = 0;
    std::size_t number_ = 0;
};

/// Makes workers that answer items: pairs by the service, the others as they stand. `what` and `how` must
/// outlive them.
[[nodiscard]] std::function<bulk::worker()> item_answers(const service& what, const settings& how);

}  // namespace emend::cli
