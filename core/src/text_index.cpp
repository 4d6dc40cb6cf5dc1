// Exports text::index: reads a text with the reader that suits it.

#include <algorithm>
#include <mutex>
#include <utility>

#include "emend/text.hpp"

#include "text_fast.hpp"
#include "text_memory.hpp"
#include "text_reader.hpp"
#include "text_respelled.hpp"

namespace emend::text {

struct index::memory : detail::index_memory {
    std::mutex completing{};
};

index::index() = default;
index::~index() = default;

index::index(index&& other) noexcept { *this = std::move(other); }

index& index::operator=(index&& other) noexcept {
    text_ = std::exchange(other.text_, {});
    nodes_ = std::exchange(other.nodes_, {});
    shadows_ = std::exchange(other.shadows_, {});
    has_escapes_ = std::exchange(other.has_escapes_, false);
    depth_ = std::exchange(other.depth_, 0);
    is_outline_.store(other.is_outline_.load(std::memory_order_relaxed), std::memory_order_relaxed);
    other.is_outline_.store(false, std::memory_order_relaxed);
    memory_ = std::move(other.memory_);
    return *this;
}

result<void> index::parse(std::string_view text, const read_options& options) {
    text_ = {};
    nodes_ = {};
    shadows_ = {};
    has_escapes_ = false;
    depth_ = 0;
    is_outline_.store(false, std::memory_order_relaxed);  // nobody else may look meanwhile
    if (text.size() >= node::none) {
        return fail({errc::limit_exceeded,
                     error::none,
                     {},
                     error::none,
                     "a text below 4 GiB",
                     std::to_string(text.size()) + " bytes"});
    }
    if (!memory_) memory_ = std::make_unique<memory>();
    if (!detail::read_fast(text, options, *memory_)) {
        auto read = detail::read_text(text, options, *memory_);
        if (!read) return read;
    }
    auto& shadows = memory_->shadows;
    std::sort(shadows.begin(), shadows.end(),
              [](const shadowed& a, const shadowed& b) { return a.node < b.node; });
    text_ = text;
    nodes_ = {memory_->nodes.data(), memory_->nodes.size()};
    shadows_ = shadows;
    has_escapes_ = memory_->has_escapes;
    depth_ = memory_->depth;
    is_outline_.store(memory_->repeats.unwritten, std::memory_order_relaxed);
    return {};
}

void index::complete() const noexcept {
    const std::scoped_lock alone(memory_->completing);
    detail::write_repeated(*memory_);
    is_outline_.store(false, std::memory_order_release);
}

const detail::repetition* index::repeats() const {
    return memory_ && memory_->repeats.second != 0 ? &memory_->repeats : nullptr;
}

result<void> index::take(const index& whole, std::uint32_t value, const read_options& options) {
    const auto all = whole.nodes();
    const auto from = all[value];
    const auto text = whole.text_.substr(from.begin, from.end - from.begin);
    const auto in_value = [&](const shadowed& s) { return s.node >= value && s.node < from.next; };
    const bool has_twins = std::any_of(whole.shadows_.begin(), whole.shadows_.end(), in_value);
    if (has_twins || whole.depth_ > options.limit.depth) return parse(text, options);
    if (!memory_) memory_ = std::make_unique<memory>();
    memory_->start(text);
    auto& nodes = memory_->nodes;
    nodes.reserve_more(from.next - value);
    for (auto at = value; at < from.next; ++at) {
        const auto& n = all[at];
        const auto key = n.key == node::none || at == value ? node::none : n.key - from.begin;
        nodes.push({key, n.begin - from.begin, n.end - from.begin, n.next - value});
    }
    is_outline_.store(false, std::memory_order_relaxed);
    text_ = text;
    nodes_ = {nodes.data(), nodes.size()};
    shadows_ = {};
    has_escapes_ = whole.has_escapes_;
    depth_ = whole.depth_;
    return {};
}

}  // namespace emend::text
