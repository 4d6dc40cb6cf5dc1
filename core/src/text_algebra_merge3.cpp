// The text lane of the three-way merge: the plan is written from source slices, and what it
// changes in ours is applied to ours, whose layout stays.

#include <utility>

#include "emend/text_algebra.hpp"

#include "differ.hpp"
#include "merge3_lane.hpp"
#include "merge3_settings.hpp"
#include "merge3_told.hpp"
#include "text_diff_view.hpp"
#include "text_patch_sink.hpp"

namespace emend::detail {
namespace {

class merged_writer {
public:
    using lane = merge3_lane<text_diff_view>;

    merged_writer(const workspace& space, const lane& documents, const merge_plan& plan)
        : space_(space), documents_(documents), plan_(plan) {}

    std::string document() {
        begin(0);
        while (!open_.empty()) {
            auto& top = open_.back();
            const auto& children = plan_.nodes[top.at].children;
            if (top.next == children.size()) {
                out_ += top.object ? '}' : ']';
                open_.pop_back();
                continue;
            }
            const auto child = children[top.next++];
            if (plan_.nodes[child].gone) continue;
            if (std::exchange(top.any, true)) out_ += ',';
            if (top.object) append_name(plan_.nodes[child].named);
            begin(child);
        }
        return std::move(out_);
    }

    [[nodiscard]] text::conflict told(const clash& c) const {
        return detail::told<text::conflict>(
            c, documents_.path(plan_, c.at), [&](id x) { return value(x); },
            [&](const std::vector<id>& all) { return list(all); });
    }

private:
    struct frame {
        std::uint32_t at;
        bool object;
        bool any = false;
        std::size_t next = 0;
    };

    void begin(std::uint32_t at) {
        const auto& n = plan_.nodes[at];
        if (!n.composed) {
            out_ += slice(n.source);
            return;
        }
        const bool object = space_.nodes[n.source].what == kind::object;
        out_ += object ? '{' : '[';
        open_.push_back({at, object});
    }
    void append_name(id member) {
        out_ += '"';
        out_ += documents_.view_of(member).unpack_key(space_.nodes[member].key);
        out_ += "\":";
    }
    [[nodiscard]] std::string_view slice(id x) const {
        return documents_.view_of(x).source(documents_.value_of(x));
    }
    [[nodiscard]] std::optional<std::string> value(id x) const {
        if (x == nobody) return std::nullopt;
        return std::string(slice(x));
    }
    [[nodiscard]] std::string list(const std::vector<id>& values) const {
        std::string all = "[";
        for (const id x : values) {
            if (all.size() > 1) all += ',';
            all += slice(x);
        }
        return all + ']';
    }

    const workspace& space_;
    const lane& documents_;
    const merge_plan& plan_;
    std::vector<frame> open_{};
    std::string out_{};
};

}  // namespace
}  // namespace emend::detail

namespace emend::text {
namespace {

using namespace detail;

result<merged> merge_indexes(const index& base, const index& ours, const index& theirs,
                             const merge3_options& options) {
    const auto settings = merge3_settings(options);
    workspace space(settings);
    if (auto read = space.patterns.read(settings); !read) return fail(std::move(read).error());
    const text_diff_view o(base, false);
    const text_diff_view a(ours, false);
    const text_diff_view b(theirs, false);
    merge3_lane<text_diff_view> documents(space, o, a, b);
    auto plan = documents.run(o.root(), a.root(), b.root(), options.policy);
    if (!plan) return fail(std::move(plan).error());
    merged_writer writer(space, documents, *plan);
    merged out;
    for (const auto& c : plan->clashes) (c.open ? out.conflicts : out.resolved).push_back(writer.told(c));
    out.document = writer.document();
    return out;
}

// The patch from ours to what was merged. Nothing is replaced whole for being shorter so:
// what ours and the merged document share stays in ours' layout and spelling.
result<std::string> way_to(const index& ours, std::string_view merged, const merge3_options& options) {
    const auto settings = way_settings(options);
    index after;
    if (auto read = after.parse(merged, {options.limit, duplicates::refuse}); !read) {
        return fail(std::move(read).error());
    }
    const text_diff_view a(ours, false);
    const text_diff_view b(after, false);
    workspace space(settings);
    if (auto read = space.patterns.read(settings); !read) return fail(std::move(read).error());
    text_patch_sink out(space, a, b);
    matcher<text_diff_view> match(space, a, b);
    const auto what = match.run(a.root(), b.root());
    if (what == change::replace) {
        replace_root(space, match, out);
    } else if (what == change::pair) {
        assign(space, match);
        lower(space, match, out);
    }
    return out.take();
}

}  // namespace

result<merged> merge3(std::string_view base, std::string_view ours, std::string_view theirs,
                      const merge3_options& options) {
    const read_options reading{options.limit, duplicates::refuse};
    index o;
    index a;
    index b;
    if (auto read = o.parse(base, reading); !read) return fail(std::move(read).error());
    if (auto read = a.parse(ours, reading); !read) return fail(std::move(read).error());
    if (auto read = b.parse(theirs, reading); !read) return fail(std::move(read).error());
    auto out = merge_indexes(o, a, b, options);
    if (!out) return out;
    auto change = way_to(a, out->document, options);
    if (!change) return fail(std::move(change).error());
    auto kept = text::apply(ours, *change, reading);
    if (!kept) return fail(std::move(kept).error());
    out->document = std::move(*kept);
    return out;
}

}  // namespace emend::text
