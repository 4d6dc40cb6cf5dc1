#include "spare_names.hpp"

#include <algorithm>

#include "hash.hpp"

namespace emend::detail {

std::string_view spare_names::take(id a, id b) {
    const auto [at, fresh] = objects_.try_emplace(a);
    auto& o = at->second;
    if (fresh) {
        o.taken = documents_.names(a);
        const auto more = documents_.names(b);
        o.taken.insert(o.taken.end(), more.begin(), more.end());
        std::sort(o.taken.begin(), o.taken.end());
    }
    if (!o.free.empty()) {
        const auto name = o.free.back();
        o.free.pop_back();
        return name;
    }
    for (;; ++o.next) {
        auto name = o.next == 0 ? std::string("_") : "_" + std::to_string(o.next - 1);
        if (std::binary_search(o.taken.begin(), o.taken.end(), hash_key(name))) continue;
        ++o.next;
        return names_.emplace_back(std::move(name));
    }
}

}  // namespace emend::detail
