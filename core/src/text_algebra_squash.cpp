// Exports text::compose for a known base: the patches as one, by identity.

#include <deque>
#include <utility>

#include "emend/text_algebra.hpp"

#include "squash.hpp"
#include "text_diff_view.hpp"
#include "text_patch.hpp"
#include "text_patch_sink.hpp"

namespace emend::text {
namespace {

using namespace detail;

/// Patches over one base, and what they make of it.
class succession {
public:
    explicit succession(const read_options& options) : options_(options) {}

    result<void> run(std::span<const std::string_view> patches, std::string_view base) {
        after_ = base;
        for (const auto patch : patches) {
            auto next = text::apply(after_, patch, options_);
            if (!next) return fail(std::move(next).error());
            after_ = std::move(*next);
        }
        if (auto read = base_.parse(base, options_); !read) return read;
        if (auto read = result_.parse(after_, options_); !read) return read;
        for (const auto patch : patches) {
            if (auto read = add(patch); !read) return read;
        }
        return {};
    }

    /// By identity; nothing where that way does not lead to the result, or not in its order.
    std::optional<std::string> squashed() const {
        diff_options how;
        how.numbers = number_mode::spelling;
        how.limit = options_.limit;
        const text_diff_view before(base_, true);
        const text_diff_view after(result_, true);
        std::deque<text_diff_view> written;
        std::vector<const text_diff_view*> views{&before};
        for (const auto& each : patches_) {
            written.emplace_back(each.source, true);
            views.push_back(&written.back());
        }
        view_shapes<text_diff_view> shapes(views, before.root());
        edit_tree tree(shapes);
        for (std::uint32_t n = 0; n < patches_.size(); ++n) {
            if (!tree.run(n + 1, patches_[n].operations)) return std::nullopt;
        }
        workspace space(how);
        text_patch_sink out(space, before, after);
        if (!squash(space, before, before.root(), after, after.root(), tree, out)) return std::nullopt;
        return out.take();
    }

    bool lead_to_it(std::string_view patch) const {
        const auto got = text::apply(base_, patch, options_);
        index there;
        if (!got || !there.parse(*got, options_)) return false;
        const text_diff_view x(there, true);
        const text_diff_view y(result_, true);
        return same_in_order(x, x.root(), y, y.root());
    }

private:
    struct step {
        index source{};
        std::vector<tracked_operation> operations{};
    };

    result<void> add(std::string_view patch) {
        auto& made = patches_.emplace_back();
        arena memory;
        const auto drafts = read_patch(patch, options_, made.source, memory);
        if (!drafts) return fail(drafts.error());
        const auto tokens = [](const pointer_text& p) {
            return parse_pointer(p.text()).value_or(pointer{});  // it was read before, without fault
        };
        for (const auto& d : *drafts) {
            made.operations.push_back({d.what, tokens(d.path), tokens(d.from), d.value});
        }
        return {};
    }

    const read_options& options_;
    std::string after_{};
    index base_{};
    index result_{};
    std::deque<step> patches_{};
};

}  // namespace

result<std::string> compose(std::span<const std::string_view> patches, std::string_view base,
                            const read_options& options) {
    succession all(options);
    if (auto done = all.run(patches, base); !done) return fail(std::move(done).error());
    auto in_turn = text::compose(patches, options);
    auto ops = all.squashed();
    if (ops && in_turn && ops->size() <= in_turn->size() && all.lead_to_it(*ops)) return std::move(*ops);
    return in_turn;
}

}  // namespace emend::text
