#include "stated_tests.hpp"

#include <utility>
#include <vector>

namespace emend::detail {

void stated_tests::old_value(const path& at, id old) {
    if (wanted() && !space_.nodes[old].tainted && tested_.insert(old).second) out_.test(at, old);
}

void stated_tests::guard(id container) {
    if (space_.options.tests != test_mode::guards) return;
    std::vector<std::pair<path, id>> found;
    for (id x = container; space_.nodes[x].parent != nobody;) {
        const auto home = places_.home(x);
        const auto pair = pair_of_.find(x);
        if (space_.nodes[home.container].what == kind::array && pair != pair_of_.end() &&
            guarded_.insert(x).second) {
            const id member = documents_.find_guard(pair->second);
            if (member != nobody) found.emplace_back(places_.to(places_.home(member)), member);
        }
        x = home.container;
    }
    for (auto f = found.rbegin(); f != found.rend(); ++f) out_.test(f->first, f->second);
}

}  // namespace emend::detail
