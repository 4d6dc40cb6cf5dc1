#include "text_mirror.hpp"

#include "text_respelled.hpp"

namespace emend::detail {

bool text_mirror::read(std::string_view text, const text::index& guide, const text::read_options& options) {
    constexpr std::size_t most = 32;
    changes_.clear();
    memory_.has_escapes = guide.has_escapes();
    if (text.empty() || guide.nodes().empty() || !guide.shadows().empty()) return false;
    const known_stretch known{guide.source(), guide.nodes(), 0, guide.source().size()};
    return find_respelled(known, text, 0, most, options, memory_, changes_) == text.size();
}

}  // namespace emend::detail
