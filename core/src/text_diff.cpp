// The text lane's diff: patches written straight from source slices.

#include <algorithm>
#include <memory>
#include <utility>

#include "emend/text.hpp"

#include "differ.hpp"
#include "kept.hpp"
#include "text_blame.hpp"
#include "text_diff_view.hpp"
#include "text_mirror.hpp"
#include "text_patch_sink.hpp"
#include "text_quick.hpp"
#include "text_twin.hpp"

namespace emend::text {
namespace {

// Whether no value can be nested too deeply for the options.
bool is_level(const index& text, const limits& limit) { return text.depth() <= limit.depth; }
bool is_level(const detail::text_twin&, const limits&) { return true; }  // read under that limit

// `after` has the table of a text, on its own or beside that of `before`.
template <class Table>
result<std::string> patch_between(const index& before, const Table& after, const diff_options& options,
                                  detail::text_quick& quick) {
    const bool by_spelling = options.numbers == number_mode::spelling;
    const detail::text_diff_view a(before, by_spelling);
    const detail::text_diff_view b(after, by_spelling);
    if (detail::is_plain(options) && is_level(before, options.limit) && is_level(after, options.limit) &&
        quick.run(a, a.root(), b, b.root(), options)) {
        return std::string(quick.patch());
    }
    detail::workspace space(options);
    detail::text_patch_sink out(space, a, b);
    auto done = detail::run_diff(a, a.root(), b, b.root(), space, out);
    if (!done) return fail(std::move(done).error());
    auto patch = out.take();
    if (!detail::can_check(options)) return patch;
    const auto got = apply(before, patch, {options.limit, duplicates::last_wins});
    const auto same = got ? equal(*got, after.source(), {options.limit, duplicates::last_wins}) : false;
    if (same && *same) return patch;
    return patch_between(before, after, detail::without_transfers(options), quick);
}

// Of two values in one text. The first one's nodes are enough where the second one is known to repeat it.
bool told_by_repetition(const index& whole, const detail::repetition& known, const diff_options& options,
                        detail::text_quick& quick) {
    const detail::text_diff_view guide(detail::text_view::outline{whole},
                                       options.numbers == number_mode::spelling);
    return quick.run(guide, known.first,
                     detail::mirror_view(guide, known.changes, guide.text_end(), whole.has_escapes()),
                     options);
}
bool told_by_nodes(const index& whole, std::uint32_t before, std::uint32_t after, const diff_options& options,
                   detail::text_quick& quick) {
    const detail::text_diff_view both(whole, options.numbers == number_mode::spelling);
    return quick.run(both, before, both, after, options);
}

}  // namespace

result<std::string> diff(const index& before, const index& after, const diff_options& options) {
    if (before.nodes().empty() || after.nodes().empty()) return fail(detail::nothing_read());
    const auto bytes = before.source().size() + after.source().size();
    return detail::with_kept<detail::text_quick>(
        bytes, [&](auto& quick) { return patch_between(before, after, options, quick); });
}

result<std::string> diff(std::string_view before, std::string_view after, const diff_options& options) {
    return detail::with_kept<differ>(before.size() + after.size(),
                                     [&](differ& own) { return own.diff(before, after, options); });
}

struct differ::memory {
    index before{};
    detail::text_mirror mirror{};
    detail::text_twin twin{};
    index after{};
    detail::text_quick quick{};
};

differ::differ() : memory_(std::make_unique<memory>()) {}
differ::differ(differ&& other) noexcept = default;
differ& differ::operator=(differ&& other) noexcept = default;
differ::~differ() = default;

result<std::string> differ::diff(std::string_view before, std::string_view after,
                                 const diff_options& options) {
    if (!memory_) memory_ = std::make_unique<memory>();
    auto& own = memory_->before;
    if (auto read = own.parse(before, {options.limit, duplicates::refuse}); !read)
        return fail(std::move(read).error());
    return diff(own, after, options);
}

result<std::string> differ::diff(const index& before, std::string_view after, const diff_options& options) {
    if (before.nodes().empty()) return fail(detail::nothing_read());
    if (before.source() == after) {
        detail::workspace space(options);
        if (auto read = space.patterns.read(options); !read) return fail(std::move(read).error());
        return "[]";
    }
    if (!memory_) memory_ = std::make_unique<memory>();
    auto& [own, mirror, twin, alone, quick] = *memory_;
    const read_options reading{options.limit, duplicates::refuse};
    if (detail::is_plain(options) && is_level(before, options.limit) && mirror.read(after, before, reading)) {
        const detail::text_diff_view a(before, options.numbers == number_mode::spelling);
        const detail::mirror_view b(a, mirror.changes(), after.data() + after.size(), mirror.has_escapes());
        if (quick.run(a, a.root(), b, options)) return std::string(quick.patch());
    }
    if (twin.read(after, before, reading)) return patch_between(before, twin, options, quick);
    if (auto read = alone.parse(after, reading); !read) return fail(std::move(read).error());
    return patch_between(before, alone, options, quick);
}

result<std::string> differ::diff(const index& whole, std::uint32_t before, std::uint32_t after,
                                 const diff_options& options) {
    std::string patch;
    return append_diff(patch, whole, before, after, options).map([&] { return std::move(patch); });
}

result<void> differ::append_diff(std::string& out, const index& whole, std::uint32_t before,
                                 std::uint32_t after, const diff_options& options) {
    if (whole.outline().size() <= std::max(before, after)) return fail(detail::nothing_read());
    if (!memory_) memory_ = std::make_unique<memory>();
    auto& [own, mirror, twin, alone, quick] = *memory_;
    if (detail::is_plain(options) && is_level(whole, options.limit)) {
        const auto* known = whole.repeats();
        const bool is_known = known != nullptr && known->first == before && known->second == after;
        if (is_known ? told_by_repetition(whole, *known, options, quick)
                     : told_by_nodes(whole, before, after, options, quick)) {
            out += quick.patch();
            return {};
        }
    }
    const read_options reading{options.limit, duplicates::refuse};
    if (auto read = own.take(whole, before, reading); !read) return fail(std::move(read).error());
    if (auto read = alone.take(whole, after, reading); !read) return fail(std::move(read).error());
    return patch_between(own, alone, options, quick).map([&](const std::string& patch) { out += patch; });
}

}  // namespace emend::text
