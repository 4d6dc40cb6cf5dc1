// emend's bulk pipeline: lines {"id":…,"before":…,"after":…} to lines of patches, on so many threads.

#include <algorithm>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

#include "emend/bulk.hpp"
#include "emend/text.hpp"

#include "contenders/contender.hpp"

namespace emend::contenders {
namespace {

bulk::worker make_worker() {
    struct memory {
        text::index whole{};
        text::differ differ{};
    };
    return [kept = std::make_shared<memory>()](const bulk::line& each, std::string& out) {
        auto& [whole, differ] = *kept;
        if (!whole.parse(each.text)) return false;
        // The members stand in the order in which they were written: id, before, after.
        const auto before = whole.outline()[1].next;
        const auto patch = differ.diff(whole, before, whole.outline()[before].next);
        if (patch) out += *patch + "\n";
        return patch.has_value();
    };
}

std::string patches_of(std::string_view lines, std::size_t threads) {
    constexpr std::size_t stretch = 1U << 18U;
    std::string out;
    bulk::pipeline pipeline({.threads = threads}, make_worker, [&out](const bulk::answers& some) {
        out += some.text;
        return true;
    });
    bulk::cutter cutter;
    pipeline.take_all([&]() -> std::optional<bulk::block> {
        if (lines.empty()) return std::nullopt;
        cutter.feed(lines.substr(0, stretch));
        lines.remove_prefix(std::min(stretch, lines.size()));
        return lines.empty() ? cutter.finish() : cutter.cut();
    });
    pipeline.finish();
    if (pipeline.total().failed > 0) throw std::runtime_error("a line failed");
    return out;
}

template <std::size_t Threads>
job bulk_lines(task what, std::span<const item> all) {
    if (what != task::diff) return {};
    std::string lines;
    for (const auto& one : all) {
        lines += R"({"id":0,"before":)" + one.before + R"(,"after":)" + one.after + "}\n";
    }
    auto answer = std::make_shared<std::string>();
    return {[answer, text = std::move(lines)] { *answer = patches_of(text, Threads); },
            [answer] {
                std::vector<std::string> each;
                for (std::size_t at = 0; at < answer->size();) {
                    const auto end = answer->find('\n', at);
                    each.push_back(answer->substr(at, end - at));
                    at = end + 1;
                }
                return each;
            }};
}

}  // namespace

job emend_bulk_1(task what, std::span<const item> all) { return bulk_lines<1>(what, all); }
job emend_bulk_2(task what, std::span<const item> all) { return bulk_lines<2>(what, all); }
job emend_bulk_4(task what, std::span<const item> all) { return bulk_lines<4>(what, all); }
job emend_bulk_8(task what, std::span<const item> all) { return bulk_lines<8>(what, all); }

}  // namespace emend::contenders
