// Exports bulk::cutter.

#include <utility>

#include "emend/bulk.hpp"

namespace emend::bulk {

void cutter::feed(std::string_view bytes) {
    waiting_.append(bytes);
    grown(0);
}

// Of a line that is too long nothing is kept.
void cutter::grown(std::size_t by) {
    waiting_.grown(by);
    if (has_line_) return;
    has_line_ = waiting_.view().find('\n', searched_) != std::string_view::npos;
    if (has_line_) return;
    searched_ = waiting_.size();
    if (searched_ <= longest_) return;
    skipping_ = true;
    waiting_.clear();
    searched_ = 0;
}

void cutter::add(std::vector<line>& lines, std::string_view text) {
    const auto number = number_++;
    const bool overlong = std::exchange(skipping_, false) || text.size() > longest_;
    if (overlong || text.find_first_not_of(" \t\r") != std::string_view::npos)
        lines.push_back({number, overlong ? std::string_view{} : text, overlong});
}

block cutter::cut(bool ended) {
    block cut_off;
    if (!ended && !has_line_) return cut_off;
    const auto all = waiting_.view();
    std::size_t begin = 0;
    for (auto end = all.find('\n', searched_); end != std::string_view::npos; end = all.find('\n', begin)) {
        add(cut_off.lines, all.substr(begin, end - begin));
        begin = end + 1;
    }
    if (ended && (begin < all.size() || skipping_)) {
        add(cut_off.lines, all.substr(begin));
        begin = all.size();
    }
    buffer rest;
    rest.append(all.substr(begin));
    cut_off.bytes = std::exchange(waiting_, std::move(rest));
    searched_ = waiting_.size();
    has_line_ = false;
    return cut_off;
}

}  // namespace emend::bulk
