#include "bulk_items.hpp"

#include <memory>

#include "line_answers.hpp"

namespace emend::cli {

bool bulk_items::add(char kind, std::initializer_list<std::string_view> text, std::size_t weight) {
    constexpr std::size_t block_bytes = std::size_t{1} << 20U;
    constexpr std::size_t block_items = 4096;
    const auto begin = bytes_.size();
    bytes_.append({&kind, 1});
    for (const auto& each : text) bytes_.append(each);
    items_.emplace_back(begin, bytes_.size());
    weight_ += weight + bytes_.size() - begin;
    return (weight_ < block_bytes && items_.size() < block_items) || flush();
}

bool bulk_items::pair(std::string_view id, std::string_view before, std::string_view after) {
    return add('p', {"{\"id\":", id, ",\"before\":", before, ",\"after\":", after, "}"});
}
bool bulk_items::added(std::string_view id, std::string_view value) {
    return add('a', {"{\"id\":", id, ",\"added\":", value, "}"});
}
bool bulk_items::removed(std::string_view id) { return add('a', {"{\"id\":", id, ",\"removed\":true}"}); }
bool bulk_items::fault(std::string_view answer) { return add('e', {answer}); }

bool bulk_items::flush() {
    bulk::block block;
    block.bytes = std::exchange(bytes_, {});
    block.lines.reserve(items_.size());
    for (const auto& [begin, end] : items_)
        block.lines.push_back({++number_, block.bytes.view().substr(begin, end - begin), false});
    items_.clear();
    weight_ = 0;
    return answers_.take(std::move(block));
}

std::function<bulk::worker()> item_answers(const service& what, const settings& how) {
    return [&what, &how]() -> bulk::worker {
        return [&what, &how, request = std::make_shared<line>()](const bulk::line& item, std::string& out) {
            const auto text = item.text.substr(1);
            if (item.text.front() == 'p') return append_line_answer(out, *request, text, 0, what, how);
            out.append(text).append("\n");
            return item.text.front() == 'a';
        };
    };
}

}  // namespace emend::cli
